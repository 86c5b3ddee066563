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
        && Adversarial is { IsProvablyRobust: true };

    private static Phase PhaseOf(bool before, bool after) => (before, after) switch
    {
        (false, true) => Sweep.Phase.Purified,
        (true, true) => Sweep.Phase.RobustAnyway,
        (true, false) => Sweep.Phase.Spoilt,
        _ => Sweep.Phase.Broken,
    };
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
