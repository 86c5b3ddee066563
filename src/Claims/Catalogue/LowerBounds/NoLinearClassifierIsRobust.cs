using PurifyProofs.Claims.Families.LowComplexity;
using PurifyProofs.Claims.Families.SparseCoding;

namespace PurifyProofs.Claims.Catalogue.LowerBounds;

/// <summary>LB-1: No linear classifier is robust, whatever trains it.</summary>
public sealed class NoLinearClassifierIsRobust : ISparseCodingClaim
{
    public string Id => "LB-1";

    public string Title => "No linear classifier is robust, whatever trains it";

    public string Statement => "At the radius at which the adversarially trained network is robust, no linear classifier is, no matter what algorithm trains it.";

    public string Formula => FormattableString.Invariant(
        $"max_{{w, c}} P[y (⟨w, x⟩ + c) > τ ‖w‖] < {Thresholds.HardlyBetterThanConstant}");

    public string Source => "Seminar talk on feature purification; Allen-Zhu and Li, Feature Purification, FOCS 2021 (arXiv 2005.10190), lower bounds";

    public string Hypotheses => CoreHypotheses.Sentence;

    public string DecisionRule => FormattableString.Invariant(
        $"The closed form that bounds the robust accuracy of every linear classifier with a bias (a constant has 1/2) is below {Thresholds.HardlyBetterThanConstant}. Violated when the best of all trainers, attacked exactly, is above {Thresholds.HardlyBetterThanConstant}; undecided between. Beside it the bound without a bias and what the network is certified for.");

    public Scale FirstScale => Scale.Quick;

    public IReadOnlyList<Study> Needs => [Study.FastGradient, Study.LinearClassifiers];

    public string? Breach(SparseCodingInstance instance) => CoreHypotheses.Breach(instance);

    public IReadOnlyList<Breaker> Breakers { get; } =
    [
        BrokenHypothesis.RadiusBelowMargins(SparseCodingBases.OfScale),
        BrokenHypothesis.VanishingRadius(SparseCodingBases.OfScale),
    ];

    public IReadOnlyList<FigureSpec> Figures { get; } =
    [
        LowComplexityFigures.ByRadius(
            "Linear classifiers against the network",
            new("linear, proved of all", LowComplexityKeys.LinearProvedByRadius),
            new("linear, best reached", LowComplexityKeys.LinearByRadius)),
    ];

    public InstanceVerdict Judge(SparseCodingInstance instance, InstanceEvidence evidence, double errorProbability)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(evidence);
        Measure reached = InstanceVerdicts.OfProportion(
            "reached_accuracy_with_bias", evidence.Proportion(LowComplexityKeys.LinearReachedWithBias), Thresholds.HardlyBetterThanConstant, Requirement.Below, errorProbability);
        Measure proved = InstanceVerdicts.Exact(
            "proved_accuracy_with_bias", evidence.Scalar(LowComplexityKeys.LinearProvedWithBias), Thresholds.HardlyBetterThanConstant, Requirement.Below);
        InstanceVerdict verdict = InstanceVerdicts.FromMeasures(
            instance,
            proved,
            reached,
            InstanceVerdicts.Informative("proved_accuracy_without_bias", evidence.Scalar(LowComplexityKeys.LinearProvedWithoutBias)),
            InstanceVerdicts.OfProportion(
                "reached_accuracy_without_bias", evidence.Proportion(LowComplexityKeys.LinearReachedWithoutBias), double.NaN, Requirement.None, errorProbability),
            LowComplexityMeasures.OfNetwork(evidence, errorProbability));
        (VerdictKind kind, string reason) = (reached.Lower > proved.Estimate, reached.Outcome, proved.Outcome) switch
        {
            (true, _, _) => (VerdictKind.Undecided, "A classifier exceeds what is proved of all: this evaluation cannot be trusted."),
            (_, VerdictKind.Violated, _) => (VerdictKind.Violated, $"{InstanceVerdicts.Describe(reached)}."),
            (_, _, VerdictKind.Holds) => (VerdictKind.Holds, $"{InstanceVerdicts.Describe(proved)}."),
            _ => (VerdictKind.Undecided, $"Not proved: {InstanceVerdicts.Describe(proved)}; and no trainer found a counterexample."),
        };
        return verdict with { Verdict = kind, Reason = reason };
    }
}
