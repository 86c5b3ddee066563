using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>What is recorded about the robustness of one network of an instance.</summary>
internal static class RobustnessMeasurements
{
    /// <summary>Both accuracies at the instance's radius and by radius, and whether they can be trusted.</summary>
    /// <param name="context">The instance.</param>
    /// <param name="name">The network's name in keys.</param>
    /// <param name="network">The network.</param>
    /// <param name="threshold">Against which both are decided.</param>
    /// <param name="from">Where the study's progress stands; it ends at 1.</param>
    public static (RobustAccuracy Accuracy, IReadOnlyList<Measurement> Measured) Measure(
        SparseCodingContext context,
        string name,
        SymmetricReluNetwork network,
        double threshold,
        double from)
    {
        double half = (from + 1) / 2;
        context.Report(from, "attacking and certifying");
        NetworkRobustness robustness = context.Robustness.Of(network);
        RobustAccuracy accuracy = robustness.Measure(context.Instance.Radius, threshold);
        (IReadOnlyList<SeriesPoint> attacked, IReadOnlyList<SeriesPoint> certified) = robustness.ByRadius(
            context.Instance.Radius,
            done => context.Report(half + ((1 - half) * done), "attacked and certified accuracy by radius"));
        return (accuracy, [
            new(EvidenceKeys.AttackedAccuracy(name), Proportion: accuracy.Attacked),
            new(EvidenceKeys.CertifiedAccuracy(name), Proportion: accuracy.Certified),
            new(EvidenceKeys.VanishingGradients(name), Scalar: accuracy.VanishingGradients),
            new(EvidenceKeys.ContradictedCertificates(name), Scalar: accuracy.Contradictions),
            new(EvidenceKeys.AttackedAccuracyByRadius(name), Series: attacked),
            new(EvidenceKeys.CertifiedAccuracyByRadius(name), Series: certified),
        ]);
    }
}
