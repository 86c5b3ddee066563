using PurifyProofs.Bounds.Confidence;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>Accuracies of one network.</summary>
/// <param name="Clean">Without perturbation.</param>
/// <param name="Attacked">Under attack: at least the robust accuracy.</param>
/// <param name="Certified">Proved: at most the robust accuracy.</param>
public sealed record NetworkReading(Proportion Clean, Proportion Attacked, Proportion Certified)
{
    /// <summary>Whether the estimates lie where FP-4 wants them, robustness by certificates.</summary>
    public bool IsProvablyRobust => Certified.Estimate > Thresholds.RobustAccuracy && Clean.Estimate > Thresholds.CleanAccuracy;

    /// <summary>Reads it from the evidence; null where it was not measured.</summary>
    public static NetworkReading? Of(InstanceEvidence evidence, string network)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return evidence.Contains(EvidenceKeys.CertifiedAccuracy(network))
            ? new NetworkReading(
                evidence.Proportion(EvidenceKeys.CleanAccuracy(network)),
                evidence.Proportion(EvidenceKeys.AttackedAccuracy(network)),
                evidence.Proportion(EvidenceKeys.CertifiedAccuracy(network)))
            : null;
    }
}
