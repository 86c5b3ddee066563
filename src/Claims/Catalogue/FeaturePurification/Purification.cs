using PurifyProofs.Claims.Families.SparseCoding;

namespace PurifyProofs.Claims.Catalogue.FeaturePurification;

/// <summary>FP-5: Adversarial training purifies: w_i = β_i w_i' + v_i.</summary>
public sealed class Purification : ISparseCodingClaim
{
    public string Id => "FP-5";

    public string Title => "Adversarial training purifies: w_i = β_i w_i' + v_i";

    public string Statement => "For most neurons there are a scale β_i and a vector v_i such that w_i = β_i w_i' + v_i with ‖β_i w_i'‖ > ‖v_i‖.";

    public string Formula => FormattableString.Invariant(
        $"w_i = β_i w_i′ + v_i \"with\" ‖β_i w_i′‖ > ‖v_i‖ \"for more than {Thresholds.MostNeurons:P0} of\" i");

    public string Source => "Seminar talk on feature purification";

    public string Hypotheses => CoreHypotheses.Sentence;

    public string DecisionRule => FormattableString.Invariant(
        $"With β_i the least-squares scale this says cos(w_i, w_i') > {Thresholds.OneOverRootTwo} (signed); it must hold for more than {Thresholds.MostNeurons:P0} of all neurons, dead ones counted against.");

    public Scale FirstScale => Scale.Smoke;

    public IReadOnlyList<Study> Needs => [Study.Clean, Study.FastGradient];

    public string? Breach(SparseCodingInstance instance) => CoreHypotheses.Breach(instance);

    public IReadOnlyList<Breaker> Breakers { get; } =
    [
        BrokenHypothesis.FreshStart("some-neurons-fresh", BreakerStrength.NearThreshold, SparseCodingBases.SingleFeature, 0.15),
        BrokenHypothesis.FreshStart("fresh-start", BreakerStrength.Gross, SparseCodingBases.SingleFeature, 1),
    ];

    public IReadOnlyList<FigureSpec> Figures { get; } =
    [
        SparseCodingFigures.OverNeurons(
            "Cosine between clean-trained and adversarially trained weights",
            "cos(w, w′)",
            SparseCodingFigures.OfTrainings(EvidenceKeys.PurificationCosineHistogram, TrainedNetwork.FastGradient, TrainedNetwork.ProjectedGradient),
            FigureMark.Threshold(Thresholds.OneOverRootTwo, MarkAxis.Horizontal, Thresholds.PurificationCosine)),
        SparseCodingFigures.OfWeights(
            "neuron",
            "One neuron in dictionary coordinates, before and after",
            "The neuron whose cos(w, w′) is the median: its coordinates ⟨M_j, w⟩ over ‖w‖, each times the sign of w*_j, so that a dense mixture shows as a tail on one side of zero",
            "dictionary element j",
            "signed coordinate",
            new("clean training", EvidenceKeys.TypicalNeuronBefore(TrainedNetwork.FastGradient)),
            new("adversarial training", EvidenceKeys.TypicalNeuronAfter(TrainedNetwork.FastGradient))),
    ];

    public InstanceVerdict Judge(SparseCodingInstance instance, InstanceEvidence evidence, double errorProbability)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(evidence);
        return InstanceVerdicts.FromMeasures(
            instance,
            InstanceVerdicts.Exact("share_of_purified_neurons", PurifiedShare(evidence), Thresholds.MostNeurons, Requirement.Above),
            InstanceVerdicts.Informative("median_cosine", evidence.Scalar(EvidenceKeys.PurificationCosine(TrainedNetwork.FastGradient))));
    }

    // Earlier ledgers hold the share in place of the cosines.
    private static double PurifiedShare(InstanceEvidence evidence)
    {
        string cosines = EvidenceKeys.PurificationCosines(TrainedNetwork.FastGradient);
        string share = EvidenceKeys.PurifiedShare(TrainedNetwork.FastGradient);
        return !evidence.Contains(cosines) && evidence.Contains(share)
            ? evidence.Scalar(share)
            : evidence.ShareAbove(cosines, Thresholds.PurificationCosine).Estimate;
    }
}
