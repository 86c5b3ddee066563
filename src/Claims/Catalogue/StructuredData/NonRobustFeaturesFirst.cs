using PurifyProofs.Claims.Families.Patches;

namespace PurifyProofs.Claims.Catalogue.StructuredData;

/// <summary>SD-1: Standard training learns the non-robust features first.</summary>
public sealed class NonRobustFeaturesFirst : IPatchClaim
{
    public string Id => "SD-1";

    public string Title => "Standard training learns the non-robust features first";

    public string Statement => "On data with robust (sparse, strong) and non-robust (dense, weak) features, standard training learns most of the non-robust and few of the robust features, and is accurate.";

    public string Formula => FormattableString.Invariant(
        $"max_r ⟨w_{{y, r}}, v_y⟩ > {Thresholds.LeadingFactor} max_r ⟨w_{{y, r}}, u_y⟩ \"for every\" y");

    public string Source => "Adversarial training on structured data, arXiv 2410.08503";

    public string Hypotheses => PatchHypotheses.Sentence;

    public string DecisionRule => FormattableString.Invariant(
        $"With u = max_r ⟨w_{{y,r}}, u_y⟩ and v = max_r ⟨w_{{y,r}}, v_y⟩ after standard training, v > {Thresholds.LeadingFactor}u for every class: the smallest share v/(u + v) is above {Thresholds.LeadingFactor}/{Thresholds.LeadingFactor + 1}. The mean of v is above the mean of u at every recorded step since either passed ϱ, where the response of σ leaves its power. Clean accuracy is above {Thresholds.CleanAccuracy}: the exact binomial interval lies above it.");

    public Scale FirstScale => Scale.Smoke;

    public IReadOnlyList<Study> Needs => [Study.PatchStandard];

    public string? Breach(PatchInstance instance) => PatchHypotheses.Breach(instance);

    public IReadOnlyList<Breaker> Breakers { get; } =
    [
        BrokenPatchHypothesis.StrongRobustFeatures(PatchBases.OfScale),
        BrokenPatchHypothesis.NoNonRobustFeatures(PatchBases.OfScale),
    ];

    public IReadOnlyList<FigureSpec> Figures { get; } =
    [
        PatchFigures.FeatureLearning,
    ];

    public InstanceVerdict Judge(PatchInstance instance, InstanceEvidence evidence, double errorProbability)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(evidence);
        const string Network = TrainedNetwork.PatchStandard;
        return InstanceVerdicts.FromMeasures(
            instance,
            InstanceVerdicts.Exact("non_robust_share", evidence.Scalar(EvidenceKeys.NonRobustShare(Network)), Thresholds.LeadingShare, Requirement.Above),
            InstanceVerdicts.Exact("smallest_lead", evidence.Scalar(EvidenceKeys.SmallestLead(Network)), 0, Requirement.Above),
            InstanceVerdicts.OfProportion("clean_accuracy", evidence.Proportion(EvidenceKeys.CleanAccuracy(Network)), Thresholds.CleanAccuracy, Requirement.Above, errorProbability));
    }
}
