using PurifyProofs.Claims.Families.SparseCoding;

namespace PurifyProofs.Claims.Catalogue.FeaturePurification;

/// <summary>FP-4: Adversarial training: more than 99 % robust accuracy, against any perturbation.</summary>
public sealed class AdversarialTrainingIsRobust : ISparseCodingClaim
{
    public string Id => "FP-4";

    public string Title => FormattableString.Invariant(
        $"Adversarial training: more than {Thresholds.RobustAccuracy:P0} robust accuracy, against any perturbation");

    public string Statement => FormattableString.Invariant(
        $"Adversarial training, even by FGM, makes the network provably robust against ANY perturbation of the same radius, with > {Thresholds.RobustAccuracy:P0} robust accuracy.");

    public string Formula => FormattableString.Invariant(
        $"P[min_{{‖δ‖ ≤ τ}} y f′(x + δ) > 0] > {Thresholds.RobustAccuracy}");

    public string Source => "Seminar talk on feature purification; Allen-Zhu and Li, Feature Purification, FOCS 2021 (arXiv 2005.10190), result (2)";

    public string Hypotheses => CoreHypotheses.TrainingSentence;

    public string DecisionRule => FormattableString.Invariant(
        $"For training by FGM and by PGD: clean accuracy above {Thresholds.CleanAccuracy}, attacked accuracy (upper bound) above {Thresholds.RobustAccuracy} and certified accuracy (lower bound) above {Thresholds.RobustAccuracy} at the τ of FP-3. Violated when the attacked or the clean accuracy is below {Thresholds.RobustAccuracy}; undecided while attacks leave more than the certificate proves.");

    public Scale FirstScale => Scale.Smoke;

    public IReadOnlyList<Study> Needs => [Study.FastGradient, Study.ProjectedGradient];

    public string? Breach(SparseCodingInstance instance) => CoreHypotheses.BreachOfTraining(instance);

    public IReadOnlyList<Breaker> Breakers { get; } =
    [
        BrokenHypothesis.FlippedLabels(SparseCodingBases.OfScale),
        BrokenHypothesis.TimidTraining(SparseCodingBases.OfScale),
    ];

    public IReadOnlyList<FigureSpec> Figures { get; } =
    [
        SparseCodingFigures.RobustAccuracyByRadius((TrainedNetwork.Clean, "clean"), (TrainedNetwork.FastGradient, "FGM"), (TrainedNetwork.ProjectedGradient, "PGD")),
    ];

    public InstanceVerdict Judge(SparseCodingInstance instance, InstanceEvidence evidence, double errorProbability)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(evidence);
        string[] networks = [TrainedNetwork.FastGradient, TrainedNetwork.ProjectedGradient];
        Measure[] upper = [.. networks.SelectMany(network => UpperBounds(evidence, network, errorProbability))];
        Measure[] lower = [.. networks.Select(network => LowerBound(evidence, network, errorProbability))];
        Measure[] informative =
        [
            InstanceVerdicts.Informative("training_radius", instance.Plan.Adversarial.Radius),
            InstanceVerdicts.Informative("vanishing_gradients", networks.Sum(network => evidence.Scalar(EvidenceKeys.VanishingGradients(network)))),
        ];
        return TwoSidedVerdict.Of(instance, upper, lower, informative).Heed(evidence, VerdictKind.Holds, networks);
    }

    private static string Prefix(string network) => network == TrainedNetwork.FastGradient ? "" : network + "_";

    private static Measure LowerBound(InstanceEvidence evidence, string network, double errorProbability) => InstanceVerdicts.OfProportion(
        Prefix(network) + "certified_accuracy",
        evidence.Proportion(EvidenceKeys.CertifiedAccuracy(network)),
        Thresholds.RobustAccuracy,
        Requirement.Above,
        errorProbability);

    private static IEnumerable<Measure> UpperBounds(InstanceEvidence evidence, string network, double errorProbability)
    {
        yield return InstanceVerdicts.OfProportion(
            Prefix(network) + "clean_accuracy",
            evidence.Proportion(EvidenceKeys.CleanAccuracy(network)),
            Thresholds.CleanAccuracy,
            Requirement.Above,
            errorProbability);
        yield return InstanceVerdicts.OfProportion(
            Prefix(network) + "attacked_accuracy",
            evidence.Proportion(EvidenceKeys.AttackedAccuracy(network)),
            Thresholds.RobustAccuracy,
            Requirement.Above,
            errorProbability);
    }
}
