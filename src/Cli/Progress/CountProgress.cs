using System.Globalization;
using PurifyProofs.Claims.Evidence;

namespace PurifyProofs.Cli.Progress;

/// <summary>
/// Progress of work that is counted, as plain lines at most one every <see cref="PlainProgress.Silence"/>, none in shorter work; stops the
/// work when that is asked for. May be called from any thread.
/// </summary>
/// <param name="lines">Receives the lines.</param>
/// <param name="clock">The time.</param>
/// <param name="unit">What is counted, in the plural.</param>
/// <param name="cancellation">Asks for the stop.</param>
internal sealed class CountProgress(TextWriter lines, TimeProvider clock, string unit, CancellationToken cancellation) : IProgress<WorkDone>
{
    private readonly Lock gate = new();
    private long lastLine = clock.GetTimestamp();

    /// <exception cref="OperationCanceledException">A stop was asked for.</exception>
    public void Report(WorkDone value)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (gate)
        {
            if (clock.GetElapsedTime(lastLine) >= PlainProgress.Silence)
            {
                lines.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{100 * value.Count / value.Total,3} %] {value.Count} of {value.Total} {unit}"));
                lines.Flush();
                lastLine = clock.GetTimestamp();
            }
        }
    }
}
