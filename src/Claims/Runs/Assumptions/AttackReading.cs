namespace PurifyProofs.Claims.Runs.Assumptions;

/// <summary>
/// The evidence as if there were but one adversarial training: what was measured on one of the two networks is shown in the
/// other's place as well.
/// </summary>
internal static class AttackReading
{
    /// <summary>The network trained by FGM, also in place of the one trained by PGD.</summary>
    public static InstanceEvidence FastGradientAlone(InstanceEvidence evidence) =>
        InPlaceOf(evidence, (Study.FastGradient, TrainedNetwork.FastGradient), (Study.ProjectedGradient, TrainedNetwork.ProjectedGradient));

    /// <summary>The network trained by PGD, also in place of the one trained by FGM.</summary>
    public static InstanceEvidence ProjectedGradientAlone(InstanceEvidence evidence) =>
        InPlaceOf(evidence, (Study.ProjectedGradient, TrainedNetwork.ProjectedGradient), (Study.FastGradient, TrainedNetwork.FastGradient));

    private static InstanceEvidence InPlaceOf(InstanceEvidence evidence, (Study Study, string Network) shown, (Study Study, string Network) hidden)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        Measurement[] kept = [.. evidence.Measurements.Where(measurement => !IsOf(measurement, hidden.Network))];
        var read = new InstanceEvidence();
        foreach (Study study in evidence.FinishedStudies.Where(study => study != hidden.Study))
        {
            read.Add(study, kept);
        }

        if (evidence.Has(shown.Study))
        {
            read.Add(hidden.Study, kept.Where(measurement => IsOf(measurement, shown.Network)).Select(measurement => Renamed(measurement, shown.Network, hidden.Network)));
        }

        return read;
    }

    private static bool IsOf(Measurement measurement, string network) => measurement.Key.StartsWith(network + ".", StringComparison.Ordinal);

    private static Measurement Renamed(Measurement measurement, string from, string to) => measurement with { Key = to + measurement.Key[from.Length..] };
}
