using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;

namespace PurifyProofs.Properties.Catalogue;

/// <summary>MY-1: Purified neurons hold fewer features. The claim that docs/your-own-claim.md works through, line by line.</summary>
public sealed class FewerFeatures : ISparseCodingClaim
{
    public string Id => "MY-1";
    public string Title => "Purified neurons hold fewer features";
    public string Statement => "Adversarial training leaves every neuron with fewer features than clean training.";
    public string Formula => "median_i q(w_i′) < median_i q(w_i)";
    public string Source => "A conjecture of mine";
    public string Hypotheses => CoreHypotheses.Sentence;
    public string DecisionRule => "The median number of features after adversarial training is below the one after clean training.";
    public Scale FirstScale => Scale.Quick;
    public IReadOnlyList<Study> Needs => [Study.Clean, Study.FastGradient];
    public string? Breach(SparseCodingInstance instance) => CoreHypotheses.Breach(instance);

    public IReadOnlyList<Breaker> Breakers { get; } =
    [
        BrokenHypothesis.FreshStart("some-neurons-fresh", BreakerStrength.NearThreshold, SparseCodingBases.OfScale, 0.6),
        BrokenHypothesis.FreshStart("fresh-start", BreakerStrength.Gross, SparseCodingBases.OfScale, 1),
    ];

    public IReadOnlyList<FigureSpec> Figures { get; } =
    [
        new(
            FigureKind.Curves,
            "Weights in dictionary coordinates, sorted by size",
            "Median over neurons of the largest, second largest, … coordinate over the norm, against its rank",
            new("rank of the coordinate", FigureRange.DataAndZero),
            new("share of the norm", FigureRange.DataAndZero),
            [
                new("clean training", EvidenceKeys.CoordinatesBefore(TrainedNetwork.FastGradient)),
                new("adversarial training", EvidenceKeys.CoordinatesAfter(TrainedNetwork.FastGradient)),
            ])
        {
            Marks = [FigureMark.FirstThreshold("features after clean training: {0}", MarkAxis.Horizontal)],
        },
    ];

    public InstanceVerdict Judge(SparseCodingInstance instance, InstanceEvidence evidence, double errorProbability) =>
        InstanceVerdicts.FromMeasures(instance, InstanceVerdicts.Exact(
            "features_per_neuron",
            evidence.Scalar(EvidenceKeys.FeatureCount(TrainedNetwork.FastGradient)),
            evidence.Scalar(EvidenceKeys.FeatureCount(TrainedNetwork.Clean)),
            Requirement.Below));
}
