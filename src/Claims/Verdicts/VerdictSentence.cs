using PurifyProofs.Bounds.Confidence;

namespace PurifyProofs.Claims.Verdicts;

/// <summary>Verdicts over instances as sentences, with what they promise.</summary>
internal static class VerdictSentence
{
    /// <summary>What stands before the reason where an instance lies outside a claim's hypotheses.</summary>
    public const string OutsideBecause = "Outside the hypotheses: ";

    /// <summary>The sentence where the claim applies to no instance.</summary>
    public static string OfNone(IReadOnlyList<InstanceVerdict> verdicts) => verdicts is [{ Reason: var reason }, ..]
        ? $"No instance lies within the hypotheses{(verdicts.Count == 1 ? ": " : "; of the first one: ")}{reason.Replace(OutsideBecause, "", StringComparison.Ordinal)}"
        : "No instance lies within the hypotheses.";

    /// <summary>The sentence where it applies to some.</summary>
    /// <param name="kind">The verdict.</param>
    /// <param name="applicable">What the instances said that the claim applies to.</param>
    /// <param name="outside">How many more lie outside its hypotheses.</param>
    /// <param name="state">Where the sequential test stands; null when the verdict speaks of the instances alone.</param>
    /// <param name="guarantee">What the report promises; null together with <paramref name="state"/>.</param>
    public static string Of(VerdictKind kind, InstanceVerdict[] applicable, int outside, SequentialState? state, ReportGuarantee? guarantee) =>
        state is null ? OfTheseInstances(kind, applicable, outside) : guarantee!.Sentence(state) + Outside(outside) + FirstOpen(kind, applicable);

    private static string Outside(int outside) => outside == 0 ? "" : FormattableString.Invariant($" {outside} more outside the hypotheses.");

    private static string FirstOpen(VerdictKind kind, InstanceVerdict[] applicable) =>
        kind == VerdictKind.Undecided && applicable.FirstOrDefault(static verdict => verdict.Verdict == VerdictKind.Undecided) is { } open
            ? " First open: " + open.Reason
            : "";

    private static string OfTheseInstances(VerdictKind kind, InstanceVerdict[] applicable, int outside)
    {
        int holds = applicable.Count(static verdict => verdict.Verdict == VerdictKind.Holds);
        int violated = applicable.Count(static verdict => verdict.Verdict == VerdictKind.Violated);
        string all = FormattableString.Invariant($"{applicable.Length} {(applicable.Length == 1 ? "instance" : "instances")}");
        return kind switch
        {
            VerdictKind.Holds => FormattableString.Invariant($"Holds on {holds} of {all}; nothing is said of others.") + Outside(outside),
            VerdictKind.Violated => FormattableString.Invariant($"Violated on {violated} of {all}, holds on {holds}; nothing is said of others.") + Outside(outside),
            _ => FormattableString.Invariant($"Undecided on {applicable.Length - holds} of {all}, holds on {holds}.") + Outside(outside) + FirstOpen(kind, applicable),
        };
    }
}
