using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Families.SparseCoding;

namespace PurifyProofs.Claims.Runs.Sweep;

/// <summary>An exponent in d that a claim speaks of.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Quantity">What grows or falls.</param>
/// <param name="Points">(d, value) of every size and seed that has one.</param>
/// <param name="Missing">Sizes and seeds without a value, though everything was measured: no budget sufficed.</param>
/// <param name="Exponent">The exponent with its limits; null with fewer than five sizes.</param>
public sealed record ScalingFit(string Claim, string Quantity, IReadOnlyList<(double Dimension, double Value)> Points, int Missing, Measure? Exponent)
{
    /// <summary>Sizes that a fit needs.</summary>
    public const int FewestSizes = CostStudy.Sizes;

    /// <summary>Chance that one limit of an exponent errs.</summary>
    public const double ErrorProbability = 0.01;

    /// <summary>What the fit says. What was never reached cannot be left out of a claim on how fast it is.</summary>
    public VerdictKind Verdict => Exponent is null || Missing > 0 ? VerdictKind.Undecided : Exponent.Outcome;

    /// <summary>The fits of FP-1 and FP-9: least squares on logarithms over all sizes and seeds, so that the spread over seeds is in the limits.</summary>
    public static IReadOnlyList<ScalingFit> Of(ScalingResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return
        [
            Fit(result, "FP-1", "median |cos(w⁰, w)| after clean training", static point => point.CleanCorrelation, 0),
            Fit(result, "FP-1", "median |cos(w⁰, w)| after adversarial training", static point => point.AdversarialCorrelation, 0),
            Fit(result, "FP-9", "steps of training to reach FP-4", static point => point.Steps, Thresholds.CostExponent),
            Fit(result, "FP-9", "samples to reach FP-4", static point => point.Samples, Thresholds.CostExponent),
        ];
    }

    private static ScalingFit Fit(ScalingResult result, string claim, string quantity, Func<ScalingPoint, double?> value, double threshold)
    {
        (double Dimension, double Value)[] points = [.. result.Points.Where(point => value(point) is not null).Select(point => ((double)point.Dimension, value(point)!.Value))];
        int missing = result.Points.Count(point => point.IsComplete && value(point) is null);
        Measure? exponent = null;
        if (points.Select(static point => point.Dimension).Distinct().Count() >= FewestSizes)
        {
            PowerLaw law = PowerLaw.Fit([.. points.Select(static point => point.Dimension)], [.. points.Select(static point => point.Value)], ErrorProbability);
            exponent = new Measure("exponent", law.Exponent, law.Lower, law.Upper, threshold, Requirement.Below);
        }

        return new ScalingFit(claim, quantity, points, missing, exponent);
    }
}
