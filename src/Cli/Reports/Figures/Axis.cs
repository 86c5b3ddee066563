using System.Globalization;

namespace PurifyProofs.Cli.Reports.Figures;

/// <summary>An axis with ticks at round numbers.</summary>
/// <param name="Label">What is shown along it, with its unit.</param>
/// <param name="Minimum">Value at its start; a tick.</param>
/// <param name="Step">Distance of ticks: 1, 2 or 5 times a power of ten.</param>
/// <param name="Steps">Number of steps; the end is a tick.</param>
/// <param name="TickText">Prints the value at a tick.</param>
internal sealed record Axis(string Label, double Minimum, double Step, int Steps, Func<double, string> TickText)
{
    private const int StepsWanted = 6;

    /// <summary>Value at its end.</summary>
    public double Maximum => Minimum + (Steps * Step);

    /// <summary>The values at the ticks.</summary>
    public IEnumerable<double> Ticks => Enumerable.Range(0, Steps + 1).Select(index => Minimum + (index * Step));

    /// <summary>An axis for shares, from 0 to 100 %.</summary>
    public static Axis Share(string label) =>
        new(label, 0, 0.2, 5, value => (100 * value).ToString("0", CultureInfo.InvariantCulture) + " %");

    /// <summary>The shortest axis with round ends that covers the finite values; from 0 to 1 when there is none.</summary>
    public static Axis Cover(string label, IEnumerable<double> values)
    {
        List<double> finite = [.. values.Where(double.IsFinite)];
        double least = finite.Count == 0 ? 0 : finite.Min();
        double greatest = finite.Count == 0 ? 1 : finite.Max();
        double length = greatest > least ? greatest - least : 1;
        double step = RoundStep(length / StepsWanted);
        double first = Math.Floor((least / step) + 1e-9);
        double last = Math.Ceiling(((least + length) / step) - 1e-9);
        int decimals = Math.Max(0, -(int)Math.Floor(Math.Log10(step) + 1e-9));
        string format = "F" + decimals.ToString(CultureInfo.InvariantCulture);
        return new Axis(label, first * step, step, (int)(last - first), value => (value + 0.0).ToString(format, CultureInfo.InvariantCulture));
    }

    /// <summary>Where a value lies along the axis, in [0, 1] inside it.</summary>
    public double Position(double value) => (value - Minimum) / (Maximum - Minimum);

    private static double RoundStep(double least)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        double factor = least / power;
        return power * (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10);
    }
}
