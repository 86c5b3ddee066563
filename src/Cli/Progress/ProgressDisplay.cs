using PurifyProofs.Claims.Runs.Check;
using Spectre.Console;

namespace PurifyProofs.Cli.Progress;

/// <summary>Shows running studies: bars in a terminal, lines elsewhere.</summary>
internal static class ProgressDisplay
{
    /// <summary>Runs work of <paramref name="studies"/> studies under a display that fits the output.</summary>
    public static T Run<T>(CommandContext context, int studies, Func<ICheckProgress, T> work) =>
        context.IsInteractive
            ? RunLive(AnsiConsole.Console, studies, work)
            : RunPlain(context.Output, context.Clock, studies, work);

    /// <summary>Runs work under lines on standard error, where standard output is for a program to read.</summary>
    public static T RunBesideOutput<T>(CommandContext context, int studies, Func<ICheckProgress, T> work) =>
        RunPlain(context.Error, context.Clock, studies, work);

    private static T RunPlain<T>(TextWriter lines, TimeProvider clock, int studies, Func<ICheckProgress, T> work) =>
        work(new PlainProgress(lines, clock, studies));

    private static T RunLive<T>(IAnsiConsole console, int studies, Func<ICheckProgress, T> work) =>
        console.Progress()
            .AutoClear(true)
            .HideCompleted(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .Start(bars => work(new LiveProgress(console, bars, studies)));
}
