using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.LowComplexity;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;

namespace PurifyProofs.Claims.Catalogue.LowerBounds;

/// <summary>LB-1: No linear classifier is robust, whatever trains it.</summary>
public sealed class NoLinearClassifierIsRobust : ISparseCodingClaim
{
    /// <inheritdoc/>
    public string Id => "LB-1";

    /// <inheritdoc/>
    public string Title => "No linear classifier is robust, whatever trains it";

    /// <inheritdoc/>
    public string Statement => "At the radius at which the adversarially trained network is robust, no linear classifier is, no matter what algorithm trains it.";

    /// <inheritdoc/>
    public string Formula => FormattableString.Invariant(
        $"max_{{w, c}} P[y (⟨w, x⟩ + c) > τ ‖w‖] < {Thresholds.HardlyBetterThanConstant}");

    /// <inheritdoc/>
    public string Source => "Seminar talk on feature purification; Allen-Zhu and Li, Feature Purification, FOCS 2021 (arXiv 2005.10190), lower bounds";

    /// <inheritdoc/>
    public string Hypotheses => CoreHypotheses.Sentence;

    /// <inheritdoc/>
    public string DecisionRule => FormattableString.Invariant(
        $"The closed form that bounds the robust accuracy of every linear classifier with a bias (a constant has 1/2) is below {Thresholds.HardlyBetterThanConstant}. Violated when the best of all trainers, attacked exactly, is above {Thresholds.HardlyBetterThanConstant}; undecided between. Beside it the bound without a bias and what the network is certified for.");

    /// <inheritdoc/>
    public Scale FirstScale => Scale.Quick;

    /// <inheritdoc/>
    public IReadOnlyList<Study> Needs => [Study.FastGradient, Study.LinearClassifiers];

    /// <inheritdoc/>
    public string? Breach(SparseCodingInstance instance) => CoreHypotheses.Breach(instance);

    /// <inheritdoc/>
    public IReadOnlyList<Breaker> Breakers { get; } =
    [
        BrokenHypothesis.RadiusBelowMargins(SparseCodingBases.OfScale),
        BrokenHypothesis.VanishingRadius(SparseCodingBases.OfScale),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<FigureSpec> Figures { get; } =
    [
        LowComplexityFigures.ByRadius(
            "Linear classifiers against the network",
            new("linear, proved of all", LowComplexityKeys.LinearProvedByRadius),
            new("linear, best reached", LowComplexityKeys.LinearByRadius)),
    ];

    /// <inheritdoc/>
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
