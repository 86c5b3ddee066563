using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;

namespace PurifyProofs.Claims.Catalogue.FeaturePurification;

/// <summary>FP-1b: …and the correlation vanishes with the dimension.</summary>
public sealed class InitialCorrelationVanishes : ISparseCodingClaim
{
    private const double ErrorProbability = 0.01;

    /// <inheritdoc/>
    public string Id => "FP-1b";

    /// <inheritdoc/>
    public string Title => "…and the correlation vanishes with the dimension";

    /// <inheritdoc/>
    public string Statement => "The correlation with the initialisation tends to zero as d grows.";

    /// <inheritdoc/>
    public string Formula => "median_i |cos(w_i^0, w_i)| ∝ d^e \"with\" e < 0";

    /// <inheritdoc/>
    public string Source => "Seminar talk on feature purification; Allen-Zhu and Li, Feature Purification, FOCS 2021 (arXiv 2005.10190)";

    /// <inheritdoc/>
    public string Hypotheses => CoreHypotheses.Sentence;

    /// <inheritdoc/>
    public string DecisionRule => FormattableString.Invariant(
        $"The exponent of the median |cos(w⁰, w)| in d, fitted by least squares on logarithms over at least five sizes, is negative: its upper {1 - ErrorProbability:P0} confidence limit is below 0, after clean and after adversarial training; and at the largest size the median is below {Thresholds.OneOverRootTwo}. (In the lazy regime it stays at 0.998 and may still fall by a hair.)");

    /// <inheritdoc/>
    public Scale FirstScale => Scale.Standard;

    /// <inheritdoc/>
    public IReadOnlyList<Study> Needs => [Study.Dimensions];

    /// <inheritdoc/>
    public string? Breach(SparseCodingInstance instance) => CoreHypotheses.Breach(instance);

    /// <inheritdoc/>
    public IReadOnlyList<Breaker> Breakers { get; } =
    [
        BrokenHypothesis.LargeInitialWeights("larger-initialisation", BreakerStrength.NearThreshold, SparseCodingBases.OfScale, 0.1),
        BrokenHypothesis.LargeInitialWeights("lazy-regime", BreakerStrength.Gross, SparseCodingBases.OfScale, 10),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<FigureSpec> Figures { get; } =
    [
        new(
            FigureKind.Curves,
            "Correlation with the initial weights by dimension",
            "Median over neurons of |cos(w⁰, w)| against the dimension, at the instance's preset and seed",
            new("dimension d"),
            new("median |cos(w⁰, w)|", FigureRange.Share),
            SparseCodingFigures.OfTrainings(EvidenceKeys.InitialCorrelationByDimension, TrainedNetwork.Clean, TrainedNetwork.FastGradient)),
    ];

    /// <inheritdoc/>
    public InstanceVerdict Judge(SparseCodingInstance instance, InstanceEvidence evidence, double errorProbability)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(evidence);
        return InstanceVerdicts.FromMeasures(
            instance,
            Exponent(evidence, TrainedNetwork.Clean),
            Exponent(evidence, TrainedNetwork.FastGradient),
            AtLargestSize(evidence, TrainedNetwork.Clean),
            AtLargestSize(evidence, TrainedNetwork.FastGradient));
    }

    private static Measure AtLargestSize(InstanceEvidence evidence, string network) => InstanceVerdicts.Exact(
        network + "_correlation_at_largest_size",
        evidence.Series(EvidenceKeys.InitialCorrelationByDimension(network))[^1].Y,
        Thresholds.SmallerPart,
        Requirement.Below);

    private static Measure Exponent(InstanceEvidence evidence, string network)
    {
        IReadOnlyList<SeriesPoint> points = evidence.Series(EvidenceKeys.InitialCorrelationByDimension(network));
        PowerLaw fit = PowerLaw.Fit([.. points.Select(point => point.X)], [.. points.Select(point => point.Y)], ErrorProbability);
        return new Measure(network + "_exponent_in_dimension", fit.Exponent, fit.Lower, fit.Upper, 0, Requirement.Below);
    }
}
