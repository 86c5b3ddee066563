using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.Patches;
using PurifyProofs.Claims.Instances;

namespace PurifyProofs.Claims.Catalogue.StructuredData;

/// <summary>SD-1: Standard training learns the non-robust features first.</summary>
public sealed class NonRobustFeaturesFirst : IPatchClaim
{
    /// <inheritdoc/>
    public string Id => "SD-1";

    /// <inheritdoc/>
    public string Title => "Standard training learns the non-robust features first";

    /// <inheritdoc/>
    public string Statement => "On data with robust (sparse, strong) and non-robust (dense, weak) features, standard training learns most of the non-robust and few of the robust features, and is accurate.";

    /// <inheritdoc/>
    public string Formula => FormattableString.Invariant(
        $"max_r ⟨w_{{y, r}}, v_y⟩ > {Thresholds.LeadingFactor} max_r ⟨w_{{y, r}}, u_y⟩ \"for every\" y");

    /// <inheritdoc/>
    public string Source => "Adversarial training on structured data, arXiv 2410.08503";

    /// <inheritdoc/>
    public string Hypotheses => PatchHypotheses.Sentence;

    /// <inheritdoc/>
    public string DecisionRule => FormattableString.Invariant(
        $"With u = max_r ⟨w_{{y,r}}, u_y⟩ and v = max_r ⟨w_{{y,r}}, v_y⟩ after standard training, v > {Thresholds.LeadingFactor}u for every class: the smallest share v/(u + v) is above {Thresholds.LeadingFactor}/{Thresholds.LeadingFactor + 1}. The mean of v is above the mean of u at every recorded step since either passed ϱ, where the response of σ leaves its power. Clean accuracy is above {Thresholds.CleanAccuracy}: the exact binomial interval lies above it.");

    /// <inheritdoc/>
    public Scale FirstScale => Scale.Smoke;

    /// <inheritdoc/>
    public IReadOnlyList<Study> Needs => [Study.PatchStandard];

    /// <inheritdoc/>
    public string? Breach(PatchInstance instance) => PatchHypotheses.Breach(instance);

    /// <inheritdoc/>
    public IReadOnlyList<Breaker> Breakers { get; } =
    [
        BrokenPatchHypothesis.StrongRobustFeatures(PatchBases.OfScale),
        BrokenPatchHypothesis.NoNonRobustFeatures(PatchBases.OfScale),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<FigureSpec> Figures { get; } =
    [
        PatchFigures.FeatureLearning,
    ];

    /// <inheritdoc/>
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
