using PurifyProofs.Claims.Evidence;
using PurifyProofs.Cli.Commands;
using Spectre.Console;

namespace PurifyProofs.Cli.Progress;

/// <summary>Shows a running check: bars in a terminal, lines elsewhere.</summary>
internal static class ProgressDisplay
{
    /// <summary>Runs the check under a display that fits the output.</summary>
    public static CheckResult Run(CommandContext context, CheckPlan plan, Func<ICheckProgress, CheckResult> check) =>
        context.IsInteractive
            ? RunLive(AnsiConsole.Console, plan, check)
            : check(new PlainProgress(context.Output, context.Clock, plan.StudyCount));

    private static CheckResult RunLive(IAnsiConsole console, CheckPlan plan, Func<ICheckProgress, CheckResult> check) =>
        console.Progress()
            .AutoClear(true)
            .HideCompleted(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .Start(bars => check(new LiveProgress(console, bars, plan.StudyCount)));
}
