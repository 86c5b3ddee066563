using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;

namespace PurifyProofs.Claims.Catalogue.FeaturePurification;

/// <summary>FP-6: The removed part is a dense mixture.</summary>
public sealed class RemovedPartIsDenseMixture : ISparseCodingClaim
{
    /// <inheritdoc/>
    public string Id => "FP-6";

    /// <inheritdoc/>
    public string Title => "The removed part is a dense mixture";

    /// <inheritdoc/>
    public string Statement => "Small dense mixtures accumulate in the hidden weights during clean training, and adversarial training removes them.";

    /// <inheritdoc/>
    public string Formula => FormattableString.Invariant(
        $"|cos(u, v_1(W − diag(β) W′))| > {Thresholds.RemovedDirection}, median_i |cos(u, w_i′)| < {Thresholds.PurifiedDenseShare}, u = {{M w^*}}/{{‖M w^*‖}}");

    /// <inheritdoc/>
    public string Source => "Allen-Zhu and Li, Feature Purification, FOCS 2021 (arXiv 2005.10190)";

    /// <inheritdoc/>
    public string Hypotheses => CoreHypotheses.Sentence;

    /// <inheritdoc/>
    public string DecisionRule => FormattableString.Invariant(
        $"|cos| > {Thresholds.RemovedDirection} between u = Mw*/‖Mw*‖ and the top right singular vector of W − diag(β)W'; the median share of ‖w_i'‖ along u is below {Thresholds.PurifiedDenseShare}; the median share of ‖w_i‖ along u at the end of clean training is above its value at initialisation.");

    /// <inheritdoc/>
    public Scale FirstScale => Scale.Smoke;

    /// <inheritdoc/>
    public IReadOnlyList<Study> Needs => [Study.Clean, Study.FastGradient];

    /// <inheritdoc/>
    public string? Breach(SparseCodingInstance instance) => CoreHypotheses.Breach(instance);

    /// <inheritdoc/>
    public IReadOnlyList<Breaker> Breakers { get; } =
    [
        BrokenHypothesis.WrongMixture("some-wrong-signs", BreakerStrength.NearThreshold, SparseCodingBases.OfScale, 0.06),
        BrokenHypothesis.WrongMixture("half-wrong-signs", BreakerStrength.Gross, SparseCodingBases.OfScale, 0.5),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<FigureSpec> Figures { get; } =
    [
        new(
            FigureKind.Curves,
            "Share of the weights along the dense mixture",
            "Median over neurons of |cos(w, u)|, u the dense mixture direction, over the steps of each training",
            new("training step"),
            new("median |cos(w, u)|", FigureRange.Share),
            SparseCodingFigures.OfTrainings(EvidenceKeys.DenseShareCurve)),
        SparseCodingFigures.OfWeights(
            "coordinates",
            "Weights in dictionary coordinates, sorted by size, before and after",
            "Median over neurons of the largest, second largest, … coordinate |⟨M_j, w⟩| over ‖w‖, against its rank: features on the left, the dense part as the height of the tail",
            "rank of the coordinate",
            "share of ‖w‖",
            new("clean training", EvidenceKeys.CoordinatesBefore(TrainedNetwork.FastGradient)),
            new("adversarial training", EvidenceKeys.CoordinatesAfter(TrainedNetwork.FastGradient))),
        SparseCodingFigures.OfWeights(
            "spectrum",
            "Singular values of what adversarial training changed, W′ − W",
            "The largest singular values over the Frobenius norm: one that stands out is the removed dense mixture",
            "number of the singular value",
            "share of the norm",
            new("FGM", EvidenceKeys.UpdateSpectrum(TrainedNetwork.FastGradient)),
            new("PGD", EvidenceKeys.UpdateSpectrum(TrainedNetwork.ProjectedGradient))),
    ];

    /// <inheritdoc/>
    public InstanceVerdict Judge(SparseCodingInstance instance, InstanceEvidence evidence, double errorProbability)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(evidence);
        IReadOnlyList<SeriesPoint> curve = evidence.Series(EvidenceKeys.DenseShareCurve(TrainedNetwork.Clean));
        return InstanceVerdicts.FromMeasures(
            instance,
            InstanceVerdicts.Exact("removed_direction_cosine", evidence.Scalar(EvidenceKeys.RemovedDirectionCosine(TrainedNetwork.FastGradient)), Thresholds.RemovedDirection, Requirement.Above),
            InstanceVerdicts.Exact("purified_dense_share", evidence.Scalar(EvidenceKeys.DenseShare(TrainedNetwork.FastGradient)), Thresholds.PurifiedDenseShare, Requirement.Below),
            InstanceVerdicts.Exact("clean_dense_share", evidence.Scalar(EvidenceKeys.DenseShare(TrainedNetwork.Clean)), curve[0].Y, Requirement.Above),
            InstanceVerdicts.Informative("removed_mean_cosine", evidence.Scalar(EvidenceKeys.RemovedMeanCosine(TrainedNetwork.FastGradient))));
    }
}
