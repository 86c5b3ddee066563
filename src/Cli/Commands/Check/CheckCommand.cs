using System.CommandLine;
using PurifyProofs.Claims.Runs.Check;

namespace PurifyProofs.Cli.Commands.Check;

/// <summary><c>check</c>: runs claims over instances and writes the reports.</summary>
internal static class CheckCommand
{
    private static readonly Example[] Examples =
    [
        new("check --scale quick", "every claim, on fresh random instances, within three minutes on two cores"),
        new("check --scale standard --seed 7 --out out --time-limit 45m", "a longer check into a folder of your choice"),
        new("check --scale standard --dry-run", "how many instances that is and about how long it takes on this machine"),
        new("check --out out --resume", "go on where a stopped check left off"),
        new("check --claims 'FP-[234]' --instances 5", "three claims on at most five instances"),
        new("check --controls", "break one hypothesis at a time: every claim must come out violated"),
        new("check --claims FP-3 --instance 'preset=two-sided,d=256,k=3,m=1024,radius=0.18,seed=7'", "one claim on one instance, as a report's 'reproduce' line says"),
        new("check --ablate --claims 'FP-[34]' --time-limit 30m", "which assumptions two claims rest on, one varied at a time"),
    ];

    /// <summary>The verb.</summary>
    public static Command Create(CommandContext context)
    {
        var options = new CheckOptions();
        var verb = new Verb("check", "Run claims over generated instances, print the verdicts and write the reports.", Examples);
        options.AddTo(verb);
        verb.SetAction(parsed => Execute(options.Read(parsed), context));
        return verb;
    }

    private static int Execute(CheckArguments arguments, CommandContext context) =>
        arguments.Controls ? ControlsCommand.Execute(arguments, context)
        : arguments.Ablate is not null ? AblateCommand.Execute(arguments, context)
        : Check(arguments, context);

    private static int Check(CheckArguments arguments, CommandContext context)
    {
        CheckPlan plan = CheckPlan.From(arguments, context.Engine);
        if (arguments.DryRun)
        {
            ForecastText.Write(plan, context.Engine.Forecast([plan.Request], plan.Devices), context);
            return ExitCode.Holds;
        }

        (CheckResult result, IReadOnlyList<string> written) = CheckSession.Run(plan, context);
        VerdictTable.Write(context, result, written);
        return context.Cancellation.IsCancellationRequested && result.Partial is not null ? ExitCode.Interrupted : ExitCode.Of(result);
    }
}
