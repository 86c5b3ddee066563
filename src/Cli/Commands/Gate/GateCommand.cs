using System.CommandLine;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Runs.Gate;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Cli.Commands.Check;
using PurifyProofs.Cli.Reports;
using PurifyProofs.Model.Files;

namespace PurifyProofs.Cli.Commands.Gate;

/// <summary><c>gate</c>: compares a run with a committed baseline.</summary>
internal static class GateCommand
{
    /// <summary>The environment variable in which CI names the file that it shows as the summary of a step.</summary>
    public const string StepSummary = "GITHUB_STEP_SUMMARY";

    private static readonly Example[] Examples =
    [
        new("gate out --baseline ci/purify-baseline.json", "0: as good as the baseline, 1: worse, 2: something decided there is open now"),
        new("gate out --baseline ci/purify-baseline.json --time-limit 10m", "run the baseline's check on the baseline's instances first, within ten minutes"),
        new("gate out --baseline ci/purify-baseline.json --allow-open --junit gate.xml", "for CI: only what is worse fails, one test case a claim"),
        new("gate out --baseline ci/purify-baseline.json --update", "accept the run in out as the new baseline"),
    ];

    /// <summary>The verb.</summary>
    public static Command Create(CommandContext context)
    {
        var options = new GateOptions();
        var verb = new Verb("gate", "Compare a check with a committed baseline: verdicts claim by claim, figures by tests that allow for sampling error.", Examples);
        options.AddTo(verb);
        verb.SetAction(parsed => Execute(options.Read(parsed), context));
        return verb;
    }

    private static int Execute(GateArguments arguments, CommandContext context)
    {
        if (arguments.JUnitPath is { } junit)
        {
            OutputFolder.RequireWritableFile("--junit", junit, FilesOf(arguments.Directory).Append(("the baseline", arguments.BaselinePath)));
        }

        if (arguments.Update || arguments.Budget is not null)
        {
            OutputFolder.RequireWritableFile("--baseline", arguments.BaselinePath, FilesOf(arguments.Directory));
        }

        Baseline? baseline = ReadBaseline(arguments);
        if (arguments.Budget is not null)
        {
            RunCheck(arguments, baseline ?? throw Missing(arguments), context);
        }

        if (!Directory.Exists(arguments.Directory))
        {
            throw new DirectoryNotFoundException($"gate: there is no folder '{arguments.Directory}'; give the --out folder of a check, or add --time-limit to run one into it.");
        }

        CheckResult result = context.Engine.Restore(arguments.Directory);
        Baseline run = Baseline.Of(context.Engine.Header(arguments.Directory), result);
        return arguments.Update ? Accept(arguments, baseline, run, result, context) : Compare(arguments, baseline!, run, result, context);
    }

    // What the run is read from, and what the check of --time-limit writes.
    private static IEnumerable<(string Words, string Path)> FilesOf(string directory) =>
        ReportFolder.Names.Append(CheckRunner.LedgerName).Select(name => ("a file of the run,", Path.Combine(directory, name)));

    // A damaged baseline is one that --update mends.
    private static Baseline? ReadBaseline(GateArguments arguments)
    {
        try
        {
            return File.Exists(arguments.BaselinePath) ? BaselineFile.Read(arguments.BaselinePath)
                : arguments.Update ? null
                : throw Missing(arguments);
        }
        catch (InvalidDataException) when (arguments.Update)
        {
            return null;
        }
    }

    private static FileNotFoundException Missing(GateArguments arguments) => new(
        $"--baseline '{arguments.BaselinePath}': there is no baseline; accept a run as one with 'purify gate {arguments.Directory} --baseline {arguments.BaselinePath} --update'.");

    // The baseline's own instances unless a seed asks for others: an unchanged program then finds the same, where fresh ones would often stay open.
    private static void RunCheck(GateArguments arguments, Baseline baseline, CommandContext context)
    {
        bool given = baseline.Origin == InstanceOrigin.Given;
        bool taken = OutputFolder.HoldsCheck(arguments.Directory);
        var check = new CheckArguments(
            baseline.Scale,
            baseline.ClaimsGlob,
            InstanceCount: null,
            given && !taken ? baseline.Instances : [],
            Controls: false,
            baseline.Scope == HypothesisScope.Beyond,
            arguments.Seed ?? (taken || given ? null : baseline.Seed),
            arguments.Device,
            arguments.Threads,
            arguments.Directory,
            Resume: taken,
            arguments.Budget,
            DryRun: false,
            StudyOptions.DefaultCheckpointInterval,
            Ablate: null)
        {
            ResumeOtherVersion = arguments.ResumeOtherVersion,
        };
        CheckSession.Run(CheckPlan.From(check, context.Engine), context);
    }

    private static int Compare(GateArguments arguments, Baseline baseline, Baseline run, CheckResult result, CommandContext context)
    {
        GateComparison comparison = GateComparison.Of(baseline, run, result.Partial);
        foreach (string line in GateText.Lines(comparison, arguments.AllowOpen))
        {
            context.Output.WriteLine(line);
        }

        if (context.EnvironmentVariable(StepSummary) is { Length: > 0 } summary)
        {
            File.AppendAllText(summary, GateMarkdown.Render(comparison, arguments.Directory, arguments.AllowOpen));
        }

        if (arguments.JUnitPath is { } junit)
        {
            AtomicFile.WriteText(junit, GateJUnit.Render(comparison, arguments.AllowOpen));
        }

        return ExitCode.Of(comparison, arguments.AllowOpen);
    }

    private static int Accept(GateArguments arguments, Baseline? before, Baseline run, CheckResult result, CommandContext context)
    {
        if (result.Partial is { } why)
        {
            throw new InvalidDataException($"The run in '{arguments.Directory}' is no baseline, since it is not complete: {why}");
        }

        BaselineFile.Write(arguments.BaselinePath, run);
        context.Output.WriteLine($"{arguments.BaselinePath} is now the run in {arguments.Directory}: {GateText.Verdicts(run)}.");
        if (before is not null)
        {
            context.Output.WriteLine($"Before: {GateText.Verdicts(before)}.");
        }

        return ExitCode.Holds;
    }
}
