using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Families.SparseCoding;

namespace PurifyProofs.Claims.Runs.Sweep;

/// <summary>What was found in one cell.</summary>
/// <param name="Instance">Its instance.</param>
/// <param name="Clean">The clean-trained network; null while not measured or where it cannot be.</param>
/// <param name="Adversarial">The network after adversarial training by FGM; the same.</param>
/// <param name="Missing">Null, or why it cannot be measured.</param>
public sealed record SweepCell(SparseCodingInstance Instance, NetworkReading? Clean, NetworkReading? Adversarial, string? Missing)
{
    /// <summary>What training does to robustness here; null while something is not measured.</summary>
    public Phase? Phase => Clean is null || Adversarial is null ? null : PhaseOf(Clean.Attacked.Estimate > 0.5, Adversarial.Attacked.Estimate > 0.5);

    /// <summary>Whether the estimates lie where FP-3 and FP-4 want them: certified after adversarial training, broken before.</summary>
    public bool HasBoth => Clean is { Attacked.Estimate: < Claim.Thresholds.CleanTrainedRobustAccuracy }
        && Adversarial is { Certified.Estimate: > Claim.Thresholds.RobustAccuracy, Clean.Estimate: > Claim.Thresholds.CleanAccuracy };

    private static Phase PhaseOf(bool before, bool after) => (before, after) switch
    {
        (false, true) => Sweep.Phase.Purified,
        (true, true) => Sweep.Phase.RobustAnyway,
        (true, false) => Sweep.Phase.Spoilt,
        _ => Sweep.Phase.Broken,
    };
}

/// <summary>Accuracies of one network.</summary>
/// <param name="Clean">Without perturbation.</param>
/// <param name="Attacked">Under attack: at least the robust accuracy.</param>
/// <param name="Certified">Proved: at most the robust accuracy.</param>
public sealed record NetworkReading(Proportion Clean, Proportion Attacked, Proportion Certified)
{
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

/// <summary>Which of two networks stands more than half of the attacks.</summary>
public enum Phase
{
    /// <summary>Neither.</summary>
    Broken,

    /// <summary>The adversarially trained one alone: what the theory is about.</summary>
    Purified,

    /// <summary>Both.</summary>
    RobustAnyway,

    /// <summary>The clean-trained one alone.</summary>
    Spoilt,
}
