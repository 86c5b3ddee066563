using System.Globalization;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Verdicts;

namespace PurifyProofs.Cli.Reports;

/// <summary>One measure of a claim over all its instances, in words.</summary>
/// <param name="Name">The measure.</param>
/// <param name="Required">What the claim asks of it; empty when it only informs.</param>
/// <param name="Worst">Estimate and interval on the instance where it is worst for the claim.</param>
/// <param name="Range">Smallest and largest estimate.</param>
/// <param name="Instances">On how many instances it lies on its side of the threshold, with its whole interval.</param>
internal sealed record MeasureSummary(string Name, string Required, string Worst, string Range, string Instances)
{
    /// <summary>The headers of the columns.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["measure", "required", "worst instance", "smallest to largest", "on its side"];

    /// <summary>The cells of the row.</summary>
    public IReadOnlyList<string> Cells => [Name, Required, Worst, Range, Instances];

    /// <summary>The measures of a claim, deciding ones first as the claim lists them.</summary>
    public static IReadOnlyList<MeasureSummary> Of(ClaimVerdict claim)
    {
        ILookup<string, Measure> all = claim.Instances.SelectMany(static instance => instance.Measures).ToLookup(static measure => measure.Name);
        return [.. claim.Measures.Select(worst => Of(worst, [.. all[worst.Name]]))];
    }

    private static MeasureSummary Of(Measure worst, Measure[] all)
    {
        string[] required = [.. all.Select(NumberText.Required).Distinct()];
        double[] estimates = [.. all.Select(static measure => measure.Estimate).Where(static estimate => !double.IsNaN(estimate))];
        bool decides = worst.Requirement != Requirement.None;
        return new MeasureSummary(
            worst.Name.Replace('_', ' '),
            required.Length <= 1 ? NumberText.Required(worst) : $"{NumberText.Required(worst)} there",
            NumberText.Interval(worst),
            estimates.Length == 0 ? "–" : estimates.Min() == estimates.Max() ? NumberText.Short(estimates[0]) : $"{NumberText.Short(estimates.Min())} to {NumberText.Short(estimates.Max())}",
            decides ? string.Create(CultureInfo.InvariantCulture, $"{all.Count(static measure => measure.Outcome == VerdictKind.Holds)} of {all.Length}") : "informs");
    }
}
