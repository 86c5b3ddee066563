using PurifyProofs.Bounds.Confidence;

namespace PurifyProofs.Claims.Claim;

/// <summary>Builds measures and the verdict of an instance from them.</summary>
internal static class InstanceVerdicts
{
    /// <summary>
    /// A proportion with its exact interval. It was measured with several looks, so the error probability is divided by the
    /// largest number of looks any effort takes.
    /// </summary>
    public static Measure OfProportion(string name, Proportion proportion, double threshold, Requirement requirement, double errorProbability)
    {
        (double lower, double upper) = proportion.Interval(errorProbability / Effort.LargestLooks);
        return new Measure(name, proportion.Estimate, lower, upper, threshold, requirement) { Counts = proportion };
    }

    /// <summary>A quantity computed from the weights alone: no sampling error.</summary>
    public static Measure Exact(string name, double value, double threshold, Requirement requirement) =>
        new(name, value, value, value, threshold, requirement);

    /// <summary>A quantity that only informs.</summary>
    public static Measure Informative(string name, double value) => Exact(name, value, double.NaN, Requirement.None);

    /// <summary>
    /// Holds when every deciding measure holds, violated when one is violated, otherwise undecided; nothing measured decides
    /// nothing.
    /// </summary>
    public static InstanceVerdict FromMeasures(Instance instance, params Measure[] measures)
    {
        Measure[] deciding = [.. measures.Where(measure => measure.Requirement != Requirement.None)];
        if (deciding.Length == 0)
        {
            return new InstanceVerdict(instance.Line, VerdictKind.Undecided, "Nothing was measured that could decide it.", measures);
        }

        Measure? violated = deciding.FirstOrDefault(measure => measure.Outcome == VerdictKind.Violated);
        Measure? open = deciding.FirstOrDefault(measure => measure.Outcome == VerdictKind.Undecided);
        (VerdictKind kind, string reason) = violated is not null ? (VerdictKind.Violated, $"{Describe(violated)}.")
            : open is not null ? (VerdictKind.Undecided, $"{Describe(open)}: the interval contains the threshold.")
            : (VerdictKind.Holds, $"{string.Join("; ", deciding.Select(Describe))}.");
        return new InstanceVerdict(instance.Line, kind, reason, measures);
    }

    /// <summary>A measure against its threshold, in words.</summary>
    public static string Describe(Measure measure)
    {
        string interval = measure.Lower < measure.Upper ? FormattableString.Invariant($" [{measure.Lower:0.####}, {measure.Upper:0.####}]") : "";
        string required = measure.Requirement == Requirement.Above ? "above" : "below";
        return FormattableString.Invariant($"{measure.Name.Replace('_', ' ')} {measure.Estimate:0.####}{interval}, required {required} {measure.Threshold:0.####}");
    }
}
