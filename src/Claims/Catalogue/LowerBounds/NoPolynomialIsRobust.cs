using PurifyProofs.Bounds.LowComplexity;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.LowComplexity;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;

namespace PurifyProofs.Claims.Catalogue.LowerBounds;

/// <summary>LB-2: No polynomial of low degree is robust.</summary>
public sealed class NoPolynomialIsRobust : ISparseCodingClaim
{
    /// <inheritdoc/>
    public string Id => "LB-2";

    /// <inheritdoc/>
    public string Title => "No polynomial of low degree is robust";

    /// <inheritdoc/>
    public string Statement => "At the radius at which the adversarially trained network is robust, no polynomial of low degree is, no matter what algorithm trains it.";

    /// <inheritdoc/>
    public string Formula => FormattableString.Invariant(
        $"P[min_{{‖δ‖ ≤ τ}} y p(x + δ) > 0] < {Thresholds.HardlyBetterThanConstant} \"for every polynomial\" p \"of degree\" q ≤ {LowComplexityEffort.Degrees[^1]}");

    /// <inheritdoc/>
    public string Source => "Seminar talk on feature purification; Allen-Zhu and Li, Feature Purification, FOCS 2021 (arXiv 2005.10190), lower bounds";

    /// <inheritdoc/>
    public string Hypotheses => CoreHypotheses.Sentence + " A law that permutations of the teacher's coordinates and the change of all signs leave alone, so that the best polynomial is a polynomial in power sums.";

    /// <inheritdoc/>
    public string DecisionRule => FormattableString.Invariant(
        $"For degrees {LowComplexityEffort.InWords(LowComplexityEffort.Degrees)} the best polynomial of all trainers keeps less than {Thresholds.HardlyBetterThanConstant} under attack. Violated when an additive polynomial of such a degree is certified above {Thresholds.HardlyBetterThanConstant}: a proof on each point. Reached, not proved, for accuracies; proved of every polynomial is a lower bound of the adversarial hinge loss under a norm budget, which is no accuracy.");

    /// <inheritdoc/>
    public Scale FirstScale => Scale.Quick;

    /// <inheritdoc/>
    public IReadOnlyList<Study> Needs => [Study.FastGradient, Study.Polynomials];

    /// <inheritdoc/>
    public string? Breach(SparseCodingInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return CoreHypotheses.Breach(instance) ?? InvarianceConditions.Breach(instance.Law);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Breaker> Breakers { get; } =
    [
        BrokenHypothesis.LessNoise(BreakerStrength.NearThreshold, SparseCodingBases.LoudNoise),
        BrokenHypothesis.LittleNoise(SparseCodingBases.LoudNoise),
        BrokenHypothesis.VanishingRadius(SparseCodingBases.LoudNoise),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<FigureSpec> Figures { get; } =
    [
        LowComplexityFigures.ByRadius(
            "Polynomials against the network",
            [
                .. LowComplexityEffort.DegreesOverSizes.Select(static degree =>
                    new FigureSeries(FormattableString.Invariant($"degree {degree}, attacked"), LowComplexityKeys.PolynomialByRadius(degree))),
            ]),
    ];

    /// <inheritdoc/>
    public InstanceVerdict Judge(SparseCodingInstance instance, InstanceEvidence evidence, double errorProbability)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(evidence);
        Measure[] attacked = [.. LowComplexityEffort.Degrees.Select(degree => Attacked(evidence, degree, errorProbability))];
        Measure[] certified = [.. LowComplexityEffort.Degrees
            .Where(degree => evidence.Contains(LowComplexityKeys.PolynomialCertifiedAccuracy(degree)))
            .Select(degree => Certified(evidence, degree, errorProbability))];
        InstanceVerdict verdict = InstanceVerdicts.FromMeasures(
            instance, [.. attacked, .. certified, .. HingeLosses(evidence), LowComplexityMeasures.OfNetwork(evidence, errorProbability)]);
        Measure? counterexample = certified.FirstOrDefault(static measure => measure.Outcome == VerdictKind.Violated);
        Measure? open = attacked.FirstOrDefault(static measure => measure.Outcome != VerdictKind.Holds);
        return counterexample is not null ? verdict with { Verdict = VerdictKind.Violated, Reason = $"{InstanceVerdicts.Describe(counterexample)}." }
            : open is not null ? verdict with { Verdict = VerdictKind.Undecided, Reason = $"{InstanceVerdicts.Describe(open)}; no certificate refutes it." }
            : verdict with { Verdict = VerdictKind.Holds, Reason = $"{string.Join("; ", attacked.Select(InstanceVerdicts.Describe))}." };
    }

    private static Measure Attacked(InstanceEvidence evidence, int degree, double errorProbability) => InstanceVerdicts.OfProportion(
        FormattableString.Invariant($"degree_{degree}_attacked_accuracy"),
        evidence.Proportion(LowComplexityKeys.PolynomialAttackedAccuracy(degree)),
        Thresholds.HardlyBetterThanConstant,
        Requirement.Below,
        errorProbability);

    private static Measure Certified(InstanceEvidence evidence, int degree, double errorProbability) => InstanceVerdicts.OfProportion(
        FormattableString.Invariant($"degree_{degree}_certified_accuracy"),
        evidence.Proportion(LowComplexityKeys.PolynomialCertifiedAccuracy(degree)),
        Thresholds.HardlyBetterThanConstant,
        Requirement.Below,
        errorProbability);

    private static IEnumerable<Measure> HingeLosses(InstanceEvidence evidence) =>
        from degree in LowComplexityEffort.Degrees
        from budget in LowComplexityEffort.PolynomialBudgets
        select InstanceVerdicts.Informative(
            FormattableString.Invariant($"degree_{degree}_proved_hinge_loss_budget_{budget}"), evidence.Scalar(LowComplexityKeys.PolynomialHingeLoss(degree, budget)));
}
