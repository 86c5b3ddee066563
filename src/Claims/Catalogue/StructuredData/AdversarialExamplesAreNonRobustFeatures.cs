using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Families.Patches;

namespace PurifyProofs.Claims.Catalogue.StructuredData;

/// <summary>SD-2: Adversarial examples of the standard-trained network are made of non-robust features.</summary>
public sealed class AdversarialExamplesAreNonRobustFeatures : IPatchClaim
{
    public string Id => "SD-2";

    public string Title => "Adversarial examples of standard training are made of non-robust features";

    public string Statement => "Because it relies on non-robust features, the standard-trained network is fooled by perturbations that erase the label's non-robust feature and inject another class's.";

    public string Formula => FormattableString.Invariant(
        $"P[min_{{‖δ_p‖ ≤ ε}} margin(x + δ) > 0] < {Thresholds.CleanTrainedRobustAccuracy}");

    public string Source => "Adversarial training on structured data, arXiv 2410.08503";

    public string Hypotheses => PatchHypotheses.Sentence;

    public string DecisionRule => FormattableString.Invariant(
        $"Attacked accuracy, an upper bound on the robust accuracy, is below {Thresholds.CleanTrainedRobustAccuracy}: the exact binomial interval lies below it. Of the fooled samples more than {Thresholds.MostPerturbations} have a perturbation at a cosine above {Thresholds.PerturbationCosine} with its own part along −v_y and the target's v.");

    public Scale FirstScale => Scale.Smoke;

    public IReadOnlyList<Study> Needs => [Study.PatchStandard];

    public string? Breach(PatchInstance instance) => PatchHypotheses.Breach(instance);

    public IReadOnlyList<Breaker> Breakers { get; } =
    [
        BrokenPatchHypothesis.RadiusBelowHalfStrength(BreakerStrength.NearThreshold, PatchBases.OfScale),
        BrokenPatchHypothesis.NoNonRobustFeatures(PatchBases.OfScale),
    ];

    public IReadOnlyList<FigureSpec> Figures { get; } =
    [
        PatchFigures.MarginsByClass,
    ];

    public InstanceVerdict Judge(PatchInstance instance, InstanceEvidence evidence, double errorProbability)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(evidence);
        const string Network = TrainedNetwork.PatchStandard;
        Measure attacked = InstanceVerdicts.OfProportion(
            "attacked_accuracy", evidence.Proportion(EvidenceKeys.AttackedAccuracy(Network)), Thresholds.CleanTrainedRobustAccuracy, Requirement.Below, errorProbability);
        Measure aligned = InstanceVerdicts.OfProportion(
            "aligned_perturbations", Aligned(evidence), Thresholds.MostPerturbations, Requirement.Above, errorProbability);
        Measure certified = InstanceVerdicts.OfProportion(
            "certified_accuracy", evidence.Proportion(EvidenceKeys.CertifiedAccuracy(Network)), double.NaN, Requirement.None, errorProbability);
        return InstanceVerdicts.FromMeasures(instance, attacked, aligned, certified).Heed(evidence, VerdictKind.Violated, Network);
    }

    // Earlier ledgers hold the counts in place of the cosines.
    private static Proportion Aligned(InstanceEvidence evidence)
    {
        string cosines = EvidenceKeys.PerturbationCosines(TrainedNetwork.PatchStandard);
        string aligned = EvidenceKeys.AlignedPerturbations(TrainedNetwork.PatchStandard);
        return !evidence.Contains(cosines) && evidence.Contains(aligned)
            ? evidence.Proportion(aligned)
            : evidence.ShareAbove(cosines, Thresholds.PerturbationCosine);
    }
}
