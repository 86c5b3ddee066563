using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Claim;

namespace PurifyProofs.Properties.Claims;

/// <summary>
/// What one instance says against a claim, as an e-value: under the claim its mean is at most 1, so it reaches 10⁶ with probability at most
/// 10⁻⁶, whenever sampling stopped (J. Ville, 1939).
/// </summary>
internal static class EvidenceAgainst
{
    /// <summary>ln 10⁶: from here on a property fails.</summary>
    public static readonly double Enough = Math.Log(1e6);

    /// <summary>
    /// ln of the evidence against all that the claim's rule requires of an instance: the mean of the evidence against each proportion, which
    /// is an e-value whatever their dependence. Infinite where a number computed from the weights alone misses its threshold.
    /// </summary>
    public static double LogOf(InstanceVerdict verdict)
    {
        Measure[] required = [.. verdict.Measures.Where(static measure => measure.Requirement != Requirement.None)];
        if (required.Any(static measure => measure.Counts is null && measure.Outcome == VerdictKind.Violated))
        {
            return double.PositiveInfinity;
        }

        double[] logs = [.. required.Where(static measure => measure.Counts is not null).Select(LogOf)];
        return logs.Length == 0 ? 0 : logs.Max() + Math.Log(logs.Average(log => Math.Exp(log - logs.Max())));
    }

    /// <summary>ln of the evidence against one required proportion.</summary>
    public static double LogOf(Measure measure)
    {
        Proportion counts = measure.Counts!.Value;
        int failures = counts.Trials - counts.Successes;
        return measure.Requirement == Requirement.Above
            ? OddsMixture.LogEvidenceBelow(counts.Successes, failures, measure.Threshold)
            : OddsMixture.LogEvidenceAbove(counts.Successes, failures, measure.Threshold);
    }
}
