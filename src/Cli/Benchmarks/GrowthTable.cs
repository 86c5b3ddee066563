using System.Globalization;
using PurifyProofs.Bounds.Confidence;

namespace PurifyProofs.Cli.Benchmarks;

/// <summary>The growth of a clean step's cost as Markdown: times, fitted exponents, and what more threads gain.</summary>
internal static class GrowthTable
{
    // Of each one-sided limit: 95 % intervals.
    private const double ErrorProbability = 0.025;

    private static readonly Func<WorkloadShape, int>[] Sizes = [shape => shape.Dimension, shape => shape.Width, shape => shape.BatchSize];

    /// <summary>The words for a thread count.</summary>
    public static string Threads(int count) => count == 1 ? "1 thread" : Text($"{count} threads");

    /// <summary>Writes the tables.</summary>
    /// <param name="output">Receives them.</param>
    /// <param name="name">What the workload is called.</param>
    /// <param name="threads">Thread counts, in the order of the rows' times.</param>
    /// <param name="rows">The centre and the shapes around it.</param>
    /// <param name="centre">The shape around which the others vary in one size each.</param>
    public static void Write(TextWriter output, string name, int[] threads, GrowthRow[] rows, WorkloadShape centre)
    {
        output.WriteLine($"| {name}: d | m | batch | active pairs | {string.Join(" | ", threads.Select(count => $"ms a step, {Threads(count)}"))} |");
        output.WriteLine($"|{string.Concat(Enumerable.Repeat("---|", 4 + threads.Length))}");
        foreach (GrowthRow row in rows)
        {
            string times = string.Join(" | ", row.Milliseconds.Select(time => Text($"{time:0.00}")));
            output.WriteLine(Text($"| {row.Shape.Dimension} | {row.Shape.Width} | {row.Shape.BatchSize} | {100 * row.ActiveFraction:0.0} % | {times} |"));
        }

        output.WriteLine();
        output.WriteLine($"| {name}: exponent, 95 % interval | in d | in m | in the batch |");
        output.WriteLine("|---|---|---|---|");
        for (int column = 0; column < threads.Length; column++)
        {
            output.WriteLine($"| {Threads(threads[column])} | {string.Join(" | ", Sizes.Select(size => Exponent(Series(rows, centre, size), size, column)))} |");
        }

        WriteGain(output, threads, rows);
    }

    private static void WriteGain(TextWriter output, int[] threads, GrowthRow[] rows)
    {
        for (int column = 1; column < threads.Length; column++)
        {
            double[] gains = [.. rows.Select(row => row.Milliseconds[0] / row.Milliseconds[column]).Order()];
            output.WriteLine();
            output.WriteLine(Text($"{Threads(threads[column])} are {gains[gains.Length / 2]:0.00} times as fast as {Threads(threads[0])} (median; {gains[0]:0.00} to {gains[^1]:0.00})."));
        }
    }

    // The rows in which only this size differs from the centre. The bias goes with d and is not compared.
    private static GrowthRow[] Series(GrowthRow[] rows, WorkloadShape centre, Func<WorkloadShape, int> size) =>
        [.. rows.Where(row => Sizes.All(other => other == size || other(row.Shape) == other(centre)))];

    private static string Exponent(GrowthRow[] series, Func<WorkloadShape, int> size, int column)
    {
        PowerLaw law = PowerLaw.Fit([.. series.Select(row => (double)size(row.Shape))], [.. series.Select(row => row.Milliseconds[column])], ErrorProbability);
        return Text($"{law.Exponent:0.00} [{law.Lower:0.00}, {law.Upper:0.00}]");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
