using PurifyProofs.Claims.Instances;

namespace PurifyProofs.Claims.Claim;

/// <summary>
/// The verdict on a robust accuracy that lies between two measured ones: attacks bound it from above and can refute, certificates bound it from
/// below and can prove. A certificate that proves too little refutes nothing.
/// </summary>
internal static class TwoSidedVerdict
{
    /// <summary>Holds when all measures hold, violated when one that attacks decide is violated, otherwise undecided; the reason then says what is not proved.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="refuting">What decides both ways: attacked accuracies, and whatever needs no certificate.</param>
    /// <param name="proving">Certified accuracies.</param>
    /// <param name="informative">What decides nothing.</param>
    public static InstanceVerdict Of(Instance instance, Measure[] refuting, Measure[] proving, Measure[] informative)
    {
        InstanceVerdict fromAttacks = InstanceVerdicts.FromMeasures(instance, refuting);
        InstanceVerdict fromBoth = InstanceVerdicts.FromMeasures(instance, [.. refuting, .. proving, .. informative]);
        return fromAttacks.Verdict == VerdictKind.Violated ? fromBoth with { Verdict = VerdictKind.Violated, Reason = fromAttacks.Reason }
            : fromBoth.Verdict == VerdictKind.Holds ? fromBoth
            : fromBoth with { Verdict = VerdictKind.Undecided, Reason = $"{Missing(proving)} What attacks found: {fromAttacks.Reason}" };
    }

    private static string Missing(Measure[] proving)
    {
        Measure[] open = [.. proving.Where(static measure => measure.Outcome != VerdictKind.Holds)];
        return open.Length == 0
            ? "The certificates suffice, the attacks leave it open."
            : $"Not proved: {string.Join("; ", open.Select(InstanceVerdicts.Describe))}.";
    }
}
