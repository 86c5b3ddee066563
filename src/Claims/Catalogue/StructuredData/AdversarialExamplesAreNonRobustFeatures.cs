using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.Patches;
using PurifyProofs.Claims.Instances;

namespace PurifyProofs.Claims.Catalogue.StructuredData;

/// <summary>SD-2: Adversarial examples of the standard-trained network are made of non-robust features.</summary>
public sealed class AdversarialExamplesAreNonRobustFeatures : IPatchClaim
{
    /// <inheritdoc/>
    public string Id => "SD-2";

    /// <inheritdoc/>
    public string Title => "Adversarial examples of standard training are made of non-robust features";

    /// <inheritdoc/>
    public string Statement => "Because it relies on non-robust features, the standard-trained network is fooled by perturbations that erase the label's non-robust feature and inject another class's.";

    /// <inheritdoc/>
    public string Formula => FormattableString.Invariant(
        $"P[min_{{‖δ_p‖ ≤ ε}} margin(x + δ) > 0] < {Thresholds.CleanTrainedRobustAccuracy}");

    /// <inheritdoc/>
    public string Source => "Adversarial training on structured data, arXiv 2410.08503";

    /// <inheritdoc/>
    public string Hypotheses => PatchHypotheses.Sentence;

    /// <inheritdoc/>
    public string DecisionRule => FormattableString.Invariant(
        $"Attacked accuracy, an upper bound on the robust accuracy, is below {Thresholds.CleanTrainedRobustAccuracy}: the exact binomial interval lies below it. Of the fooled samples more than {Thresholds.MostPerturbations} have a perturbation at a cosine above {Thresholds.PerturbationCosine} with its own part along −v_y and the target's v.");

    /// <inheritdoc/>
    public Scale FirstScale => Scale.Smoke;

    /// <inheritdoc/>
    public IReadOnlyList<Study> Needs => [Study.PatchStandard];

    /// <inheritdoc/>
    public string? Breach(PatchInstance instance) => PatchHypotheses.Breach(instance);

    /// <inheritdoc/>
    public IReadOnlyList<Breaker> Breakers { get; } =
    [
        BrokenPatchHypothesis.RadiusBelowHalfStrength(BreakerStrength.NearThreshold, PatchBases.OfScale),
        BrokenPatchHypothesis.NoNonRobustFeatures(PatchBases.OfScale),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<FigureSpec> Figures { get; } =
    [
        PatchFigures.MarginsByClass,
    ];

    /// <inheritdoc/>
    public InstanceVerdict Judge(PatchInstance instance, InstanceEvidence evidence, double errorProbability)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(evidence);
        const string Network = TrainedNetwork.PatchStandard;
        Measure attacked = InstanceVerdicts.OfProportion(
            "attacked_accuracy", evidence.Proportion(EvidenceKeys.AttackedAccuracy(Network)), Thresholds.CleanTrainedRobustAccuracy, Requirement.Below, errorProbability);
        Measure aligned = InstanceVerdicts.OfProportion(
            "aligned_perturbations", evidence.Proportion(EvidenceKeys.AlignedPerturbations(Network)), Thresholds.MostPerturbations, Requirement.Above, errorProbability);
        Measure certified = InstanceVerdicts.OfProportion(
            "certified_accuracy", evidence.Proportion(EvidenceKeys.CertifiedAccuracy(Network)), double.NaN, Requirement.None, errorProbability);
        return InstanceVerdicts.FromMeasures(instance, attacked, aligned, certified).Heed(evidence, VerdictKind.Violated, Network);
    }
}
