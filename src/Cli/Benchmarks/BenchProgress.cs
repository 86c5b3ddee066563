using System.Globalization;

namespace PurifyProofs.Cli.Benchmarks;

/// <summary>A line before each figure is measured, and a stop between figures when one is asked for.</summary>
/// <param name="lines">Receives the lines.</param>
/// <param name="figures">How many figures there will be.</param>
/// <param name="cancellation">Asks for the stop.</param>
internal sealed class BenchProgress(TextWriter lines, int figures, CancellationToken cancellation)
{
    private int measured;

    /// <summary>Says what is measured and measures it.</summary>
    /// <exception cref="OperationCanceledException">A stop was asked for.</exception>
    public T Measure<T>(string figure, Func<T> measure)
    {
        cancellation.ThrowIfCancellationRequested();
        lines.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{100 * measured / figures,3} %] {figure}"));
        lines.Flush();
        T result = measure();
        measured++;
        return result;
    }
}
