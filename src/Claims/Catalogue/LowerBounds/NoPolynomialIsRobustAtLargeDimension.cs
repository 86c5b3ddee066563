using PurifyProofs.Bounds.LowComplexity;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.LowComplexity;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;

namespace PurifyProofs.Claims.Catalogue.LowerBounds;

/// <summary>LB-2b: …where noise is a constant fraction of a feature and d is large.</summary>
public sealed class NoPolynomialIsRobustAtLargeDimension : ISparseCodingClaim
{
    /// <inheritdoc/>
    public string Id => "LB-2b";

    /// <inheritdoc/>
    public string Title => "…where noise is a constant fraction of a feature and d is large";

    /// <inheritdoc/>
    public string Statement => "With per-coordinate noise of a constant fraction of 1/√k, polynomials of low degree stop being robust as d grows.";

    /// <inheritdoc/>
    public string Formula => FormattableString.Invariant(
        $"P[min_{{‖δ‖ ≤ τ}} y p(x + δ) > 0] < {Thresholds.HardlyBetterThanConstant} \"where\" ξ_j ∼ N(0, c^2 / k) \"and\" d \"is large\"");

    /// <inheritdoc/>
    public string Source => "Allen-Zhu and Li, Feature Purification, FOCS 2021 (arXiv 2005.10190), lower bounds: where the claim begins to hold";

    /// <inheritdoc/>
    public string Hypotheses => CoreHypotheses.Sentence + " The law of LB-2.";

    /// <inheritdoc/>
    public string DecisionRule => FormattableString.Invariant(
        $"With per-coordinate noise {LowComplexityEffort.NoiseFractions[^1]}/√k the best polynomial of degree {LowComplexityEffort.InWords(LowComplexityEffort.DegreesOverSizes)} keeps less than {Thresholds.HardlyBetterThanConstant} under attack at d = {LowComplexityEffort.Dimensions[^1]}. Beside it, for every noise level, the dimension from which that is so.");

    /// <inheritdoc/>
    public Scale FirstScale => Scale.Standard;

    /// <inheritdoc/>
    public IReadOnlyList<Study> Needs => [Study.PolynomialSizes];

    /// <inheritdoc/>
    public string? Breach(SparseCodingInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return CoreHypotheses.Breach(instance) ?? InvarianceConditions.Breach(instance.Law);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Breaker> Breakers { get; } =
    [
        BrokenHypothesis.RadiusBelowMargins(SparseCodingBases.OfScale),
        BrokenHypothesis.VanishingRadius(SparseCodingBases.OfScale),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<FigureSpec> Figures { get; } =
    [
        new(
            FigureKind.Curves,
            FormattableString.Invariant($"Polynomials of degree {LowComplexityEffort.DegreesOverSizes[^1]} by dimension and noise"),
            "Accuracy under attack of the best polynomial at the instance's radius, against the dimension",
            new("dimension d"),
            new("attacked accuracy", FigureRange.Share),
            [
                .. LowComplexityEffort.NoiseFractions.Select(static fraction => new FigureSeries(
                    FormattableString.Invariant($"noise {fraction}/√k"), LowComplexityKeys.PolynomialByDimension(LowComplexityEffort.DegreesOverSizes[^1], fraction))),
            ])
        {
            Marks = [LowComplexityFigures.HardlyBetterThanConstant],
        },
    ];

    /// <inheritdoc/>
    public InstanceVerdict Judge(SparseCodingInstance instance, InstanceEvidence evidence, double errorProbability)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(evidence);
        double loudest = LowComplexityEffort.NoiseFractions[^1];
        InstanceVerdict verdict = InstanceVerdicts.FromMeasures(
            instance,
            [
                .. LowComplexityEffort.DegreesOverSizes.Select(degree => InstanceVerdicts.OfProportion(
                    FormattableString.Invariant($"degree_{degree}_attacked_accuracy"),
                    evidence.Proportion(LowComplexityKeys.PolynomialAtLargestDimension(degree, loudest)),
                    Thresholds.HardlyBetterThanConstant,
                    Requirement.Below,
                    errorProbability)),
                .. FirstDimensions(evidence),
            ]);
        return verdict with { Reason = $"{verdict.Reason} {InWords(evidence)}" };
    }

    // The finding of the claim is not its verdict but from which sizes on it is true.
    private static string InWords(InstanceEvidence evidence) => string.Join(" ", LowComplexityEffort.NoiseFractions.Select(fraction =>
        FormattableString.Invariant($"At noise {fraction}/√k degree ") + string.Join(", degree ", LowComplexityEffort.DegreesOverSizes.Select(degree =>
            FormattableString.Invariant($"{degree} fails ") + DimensionThreshold.InWords(
                evidence.Series(LowComplexityKeys.PolynomialByDimension(degree, fraction)), Thresholds.HardlyBetterThanConstant))) + "."));

    private static IEnumerable<Measure> FirstDimensions(InstanceEvidence evidence) =>
        from fraction in LowComplexityEffort.NoiseFractions
        from degree in LowComplexityEffort.DegreesOverSizes
        let curve = evidence.Series(LowComplexityKeys.PolynomialByDimension(degree, fraction))
        select InstanceVerdicts.Informative(
            FormattableString.Invariant($"degree_{degree}_first_dimension_noise_{fraction}"),
            DimensionThreshold.Of(curve, Thresholds.HardlyBetterThanConstant));
}
