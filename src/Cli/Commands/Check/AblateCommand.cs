using PurifyProofs.Claims.Runs.Assumptions;
using PurifyProofs.Cli.Progress;
using PurifyProofs.Cli.Reports;

namespace PurifyProofs.Cli.Commands.Check;

/// <summary><c>check --ablate</c>: varies one assumption at a time and says from where to where each claim holds.</summary>
internal static class AblateCommand
{
    /// <summary>Runs the study and writes its table; 0 when the table is full, whatever it says.</summary>
    public static int Execute(CheckArguments arguments, CommandContext context)
    {
        DateTimeOffset started = context.Clock.GetUtcNow();
        AssumptionPlan plan = AssumptionPlan.From(arguments, context.Engine);
        if (arguments.DryRun)
        {
            ForecastText.Write(plan, context.Engine.Forecast(AssumptionStudy.Planned(plan.Request), arguments.Device), context);
            return ExitCode.Holds;
        }

        OutputFolder.RequireWritable(plan.Request.Directory);
        Announce(plan, context.Output);
        CheckSession.WriteRepeated(plan.Repeated, context);
        AssumptionTable table = ProgressDisplay.Run(context, 1, progress => AssumptionStudy.Run(
            plan.Request, (check, told, cancellation) => context.Engine.Run(check, told, arguments.Device, cancellation), new NamedChecks(progress, context), context.Cancellation));
        IReadOnlyList<string> written = AssumptionFolder.Write(
            plan.Request.Directory, table, context.Engine.PrintInstance, RunEnvironment.Capture(started, context.Clock.GetUtcNow(), plan.Request.Threads));
        AssumptionConsole.Write(context, table, written);
        return table.Partial is null ? ExitCode.Holds
            : context.Cancellation.IsCancellationRequested ? ExitCode.Interrupted
            : ExitCode.Undecided;
    }

    private static void Announce(AssumptionPlan plan, TextWriter output)
    {
        AssumptionRequest request = plan.Request;
        string instances = request.Instances.Count == 1 ? "1 instance" : $"{request.Instances.Count} instances";
        output.WriteLine($"Varying {string.Join(", ", request.Assumptions.Select(assumption => assumption.Name))} one at a time for {string.Join(", ", plan.Claims.Select(claim => claim.Id))} at scale {ScaleWords.Name(request.Scale)} from {instances}.");
        output.WriteLine($"Seed {request.Seed}{(plan.SeedWasDrawn ? $" (drawn now; --seed {request.Seed} repeats this study)" : string.Empty)}; everything goes into {request.Directory}.");
    }
}
