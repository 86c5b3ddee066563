using System.CommandLine;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Cli.Commands.Check;
using PurifyProofs.Cli.Reports;

namespace PurifyProofs.Cli.Commands.Report;

/// <summary><c>report</c>: renders again from the ledger.</summary>
internal static class ReportCommand
{
    private static readonly Example[] Examples =
    [
        new("report out", "write the reports of a check again, for example after it was ended by force"),
    ];

    /// <summary>The verb.</summary>
    public static Command Create(CommandContext context)
    {
        var directory = new Argument<string>("DIR") { Description = "The folder of a check." };
        var verb = new Verb("report", "Judge and render again from the ledger of a check, computing nothing.", Examples);
        verb.Arguments.Add(directory);
        verb.SetAction(parsed => Execute(parsed.GetRequiredValue(directory), context));
        return verb;
    }

    private static int Execute(string directory, CommandContext context)
    {
        if (!Directory.Exists(directory))
        {
            throw new DirectoryNotFoundException($"report: there is no folder '{directory}'; give the --out folder of a check.");
        }

        CheckResult result = context.Engine.Restore(directory);
        OutputFolder.RequireWritable(directory);
        IReadOnlyList<string> written = new ReportFolder(directory, context.Engine.PrintInstance).Write(result, environment: null);
        VerdictTable.Write(context, result, written);
        return ExitCode.Of(result);
    }
}
