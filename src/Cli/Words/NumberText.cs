using System.Globalization;
using PurifyProofs.Claims.Claim;

namespace PurifyProofs.Cli.Words;

/// <summary>Numbers as they are printed, the same in every culture.</summary>
internal static class NumberText
{
    /// <summary>Five significant digits, for a reader.</summary>
    public static string Short(double value) => double.IsNaN(value) ? "–" : value.ToString("G5", CultureInfo.InvariantCulture);

    /// <summary>The shortest text that reads back as the same number.</summary>
    public static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Estimate and interval; the estimate alone where it is exact.</summary>
    public static string Interval(Measure measure) =>
        measure.Lower.Equals(measure.Upper) || (double.IsNaN(measure.Lower) && double.IsNaN(measure.Upper))
            ? Short(measure.Estimate)
            : $"{Short(measure.Estimate)} [{Short(measure.Lower)}, {Short(measure.Upper)}]";

    /// <summary>What the claim asks of the measure, for example <c>&gt; 0.99</c>; empty when it only informs.</summary>
    public static string Required(Measure measure) => measure.Requirement switch
    {
        Requirement.Above => "> " + Short(measure.Threshold),
        Requirement.Below => "< " + Short(measure.Threshold),
        _ => string.Empty,
    };
}
