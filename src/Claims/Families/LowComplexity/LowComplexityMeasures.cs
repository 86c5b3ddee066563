namespace PurifyProofs.Claims.Families.LowComplexity;

/// <summary>Measures that the claims about models of low complexity share.</summary>
internal static class LowComplexityMeasures
{
    /// <summary>What the adversarially trained network of the same instance is certified for at the same radius; it decides nothing.</summary>
    public static Measure OfNetwork(InstanceEvidence evidence, double errorProbability) => InstanceVerdicts.OfProportion(
        "network_certified_accuracy",
        evidence.Proportion(EvidenceKeys.CertifiedAccuracy(TrainedNetwork.FastGradient)),
        double.NaN,
        Requirement.None,
        errorProbability);
}
