using System.Globalization;
using PurifyProofs.Claims.Runs.Sweep;

namespace PurifyProofs.Cli.Progress;

/// <summary>Progress of a sweep as lines; in a terminal one line that is written anew, elsewhere at most one every ten seconds.</summary>
/// <param name="context">Where they go.</param>
internal sealed class SweepLines(CommandContext context) : ISweepProgress
{
    private long lastLine;

    public void CellFinished(int done, int count, SweepCell cell)
    {
        string line = string.Create(CultureInfo.InvariantCulture, $"[{100 * done / count,3} %] {done} of {count} cells; the last: {Words(cell)}");
        if (context.IsInteractive)
        {
            context.Output.Write($"\r{line,-100}{(done == count ? "\n" : string.Empty)}");
        }
        else if (done == count || context.Clock.GetElapsedTime(lastLine) >= PlainProgress.Silence)
        {
            context.Output.WriteLine(line);
            lastLine = context.Clock.GetTimestamp();
        }

        context.Output.Flush();
    }

    private static string Words(SweepCell cell) => cell is { Clean: { } clean, Adversarial: { } adversarial }
        ? string.Create(CultureInfo.InvariantCulture, $"attacked {100 * clean.Attacked.Estimate:0} % after clean, {100 * adversarial.Attacked.Estimate:0} % after adversarial training")
        : cell.Missing ?? "not measured";
}
