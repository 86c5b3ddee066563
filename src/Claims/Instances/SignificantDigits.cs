using System.Globalization;

namespace PurifyProofs.Claims.Instances;

/// <summary>Decimal numbers with few digits, so that an instance line stays short.</summary>
internal static class SignificantDigits
{
    private const int Exact = 17;

    /// <summary>The nearest number of <paramref name="digits"/> significant decimal digits.</summary>
    public static double Round(double value, int digits) => double.Parse(
        value.ToString(string.Create(CultureInfo.InvariantCulture, $"E{digits - 1}"), CultureInfo.InvariantCulture),
        CultureInfo.InvariantCulture);

    /// <summary>A number of at most <paramref name="digits"/> significant digits in [<paramref name="low"/>, <paramref name="high"/>] near <paramref name="value"/>; null when rounding to that many digits finds none.</summary>
    public static double? RoundInto(double value, int digits, double low, double high)
    {
        // The nearest may lie just outside a narrow interval that holds one of its neighbours.
        double nearest = Round(value, digits);
        double unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) - digits + 1);
        double[] near = [nearest, Round(value - (unit / 2), digits), Round(value + (unit / 2), digits)];
        return near.Where(number => number >= low && number <= high).Select(static number => (double?)number).FirstOrDefault();
    }

    /// <summary>Significant digits of the shortest decimal that reads back as <paramref name="value"/>; 0 for 0.</summary>
    public static int Count(double value) =>
        value == 0 ? 0 : Enumerable.Range(1, Exact).First(digits => digits == Exact || Round(value, digits) == value);
}
