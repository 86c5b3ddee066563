using System.Globalization;

namespace PurifyProofs.Claims.Runs.Sweep;

/// <summary>The values a sweep takes along one parameter.</summary>
/// <param name="Key">The parameter.</param>
/// <param name="Values">Its values, increasing.</param>
public sealed record SweepAxis(SweepKey Key, IReadOnlyList<double> Values)
{
    private const int Digits = 4;
    private const string Example = "write for example radius=0.05..0.35";

    /// <summary>Reads <c>key=low..high</c> and spaces the values evenly, or by equal ratios where the parameter is logarithmic.</summary>
    /// <param name="text">The text.</param>
    /// <param name="count">How many values; fewer where whole numbers coincide.</param>
    /// <exception cref="FormatException">It is no such text; one sentence.</exception>
    public static SweepAxis Parse(string text, int count)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        string[] sides = text.Split('=', 2, StringSplitOptions.TrimEntries);
        string[] ends = sides.Length == 2 ? sides[1].Split("..") : [];
        if (ends.Length != 2)
        {
            throw new FormatException($"'{text}' is no axis of a sweep; {Example}.");
        }

        SweepKey key = SweepKey.Find(sides[0]);
        (double low, double high) = (ParseNumber(text, ends[0]), ParseNumber(text, ends[1]));
        return low < high && (low > 0 || !key.IsLogarithmic)
            ? new SweepAxis(key, [.. Spread(key, low, high, count).Distinct()])
            : throw new FormatException($"'{text}' is no range: the first number must be below the second{(key.IsLogarithmic ? " and positive" : "")}; {Example}.");
    }

    /// <summary>Where a value lies along the axis, the first at 0 and the last at 1.</summary>
    public double Position(double value) => (Scaled(value) - Scaled(Values[0])) / (Scaled(Values[^1]) - Scaled(Values[0]));

    /// <summary>The value at a position.</summary>
    public double At(double position)
    {
        double scaled = Scaled(Values[0]) + (position * (Scaled(Values[^1]) - Scaled(Values[0])));
        return Key.IsLogarithmic ? Math.Exp(scaled) : scaled;
    }

    private double Scaled(double value) => Key.IsLogarithmic ? Math.Log(value) : value;

    // Sparsities are odd: an even number of ±1 can cancel, and a label would be missing.
    private static IEnumerable<double> Spread(SweepKey key, double low, double high, int count)
    {
        for (int index = 0; index < count; index++)
        {
            double part = (double)index / (count - 1);
            double value = key.IsLogarithmic ? low * Math.Pow(high / low, part) : low + (part * (high - low));
            yield return key.Name == "k" ? (2 * Math.Floor(value / 2)) + 1
                : key.IsWhole ? Math.Round(value)
                : SignificantDigits.Round(value, Digits);
        }
    }

    private static double ParseNumber(string axis, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number
            : throw new FormatException($"'{text.Trim()}' in '{axis}' is not a number; {Example}.");
}
