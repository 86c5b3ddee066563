using PurifyProofs.Claims.Families.SparseCoding;

namespace PurifyProofs.Claims.Catalogue.FeaturePurification;

/// <summary>FP-1: Weights forget their initialisation.</summary>
public sealed class InitialCorrelation : ISparseCodingClaim
{
    // Above this many features per neuron the scale grows no more.
    private const int MostFeatures = 4;

    public string Id => "FP-1";

    public string Title => "Weights forget their initialisation";

    public string Statement => "Both clean and adversarial training learn weights w_i, w_i' with nearly zero correlation with the random initialisation w_i⁰.";

    public string Formula => FormattableString.Invariant(
        $"median_i |cos(w_i^0, w_i)| < ε \"and\" median_i |cos(w_i^0, w_i′)| < ε, ε = √{{2 min(q, {MostFeatures}) ln(m d) / d}}");

    public string Source => "Seminar talk on feature purification; Allen-Zhu and Li, Feature Purification, FOCS 2021 (arXiv 2005.10190)";

    public string Hypotheses => FormattableString.Invariant(
        $"{CoreHypotheses.Sentence} And d so large that √(2·{MostFeatures} ln(md)/d) < 1/{1 / Thresholds.InitialCorrelationCeiling}: below it no correlation can be called near zero.");

    public string DecisionRule => FormattableString.Invariant(
        $"The median over neurons of |cos(w_i⁰, w_i)| and of |cos(w_i⁰, w_i')| is below ε = √(2 min(q,{MostFeatures}) ln(md)/d), the scale of a lottery winner that holds q features (q: median participation ratio of the dictionary coordinates, dense part removed). Violated also where q > √d.");

    public Scale FirstScale => Scale.Smoke;

    public IReadOnlyList<Study> Needs => [Study.Clean, Study.FastGradient];

    public string? Breach(SparseCodingInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        if (CoreHypotheses.Breach(instance) is { } breach)
        {
            return breach;
        }

        (int width, int dimension) = (instance.Plan.Width, instance.Law.Dimension);
        double scale = LotteryScale(width, dimension, MostFeatures);
        return scale < Thresholds.InitialCorrelationCeiling
            ? null
            : FormattableString.Invariant(
                $"at d = {dimension} and m = {width} chance alone gives lottery winners a correlation of {scale:0.00}, which is not near zero; at this m/d the claim can be told from d = {SmallestDimension((double)width / dimension)} on");
    }

    public IReadOnlyList<Breaker> Breakers { get; } =
    [
        BrokenHypothesis.LargeInitialWeights("larger-initialisation", BreakerStrength.NearThreshold, SparseCodingBases.SingleFeature, 0.03),
        BrokenHypothesis.LargeInitialWeights("lazy-regime", BreakerStrength.Gross, SparseCodingBases.SingleFeature, 1),
    ];

    public IReadOnlyList<FigureSpec> Figures { get; } =
    [
        SparseCodingFigures.OverNeurons(
            "Correlation of the neurons with their initial weights",
            "|cos(w⁰, w)|",
            SparseCodingFigures.OfTrainings(EvidenceKeys.InitialCorrelationHistogram),
            FigureMark.FirstThreshold("threshold {0}", MarkAxis.Horizontal)),
    ];

    public InstanceVerdict Judge(SparseCodingInstance instance, InstanceEvidence evidence, double errorProbability)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(evidence);
        Measure[] clean = Measures(instance, evidence, TrainedNetwork.Clean);
        Measure[] adversarial = Measures(instance, evidence, TrainedNetwork.FastGradient);
        return InstanceVerdicts.FromMeasures(instance, [.. clean, .. adversarial]);
    }

    private static Measure[] Measures(SparseCodingInstance instance, InstanceEvidence evidence, string network)
    {
        double features = evidence.Scalar(EvidenceKeys.FeatureCount(network));
        double scale = LotteryScale(instance.Plan.Width, instance.Law.Dimension, features);
        return
        [
            InstanceVerdicts.Exact(network + "_initial_correlation", evidence.Scalar(EvidenceKeys.InitialCorrelation(network)), scale, Requirement.Below),
            InstanceVerdicts.Exact(network + "_features_per_neuron", features, Math.Sqrt(instance.Law.Dimension), Requirement.Below),
        ];
    }

    /// <summary>ε = √(2 min(q,4) ln(md)/d).</summary>
    public static double LotteryScale(int width, int dimension, double features) => LotteryScale(Math.Log((double)width * dimension), dimension, features);

    /// <summary>The smallest d at which ε is below 1/2 however many features a neuron holds, for m = <paramref name="widthFactor"/> d.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A factor that is not positive and finite.</exception>
    public static int SmallestDimension(double widthFactor)
    {
        if (!(widthFactor > 0 && double.IsFinite(widthFactor)))
        {
            throw new ArgumentOutOfRangeException(nameof(widthFactor), widthFactor, "m/d is a positive number.");
        }

        // ln(r d²)/d falls from d = e/√r on.
        int dimension = (int)Math.Ceiling(Math.E / Math.Sqrt(widthFactor));
        while (LotteryScale(Math.Log(widthFactor * dimension * dimension), dimension, MostFeatures) >= Thresholds.InitialCorrelationCeiling)
        {
            dimension++;
        }

        return dimension;
    }

    private static double LotteryScale(double logOfWeights, int dimension, double features) =>
        Math.Sqrt(2 * Math.Min(features, MostFeatures) * logOfWeights / dimension);
}
