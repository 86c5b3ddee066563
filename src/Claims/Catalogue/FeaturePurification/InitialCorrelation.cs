using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;

namespace PurifyProofs.Claims.Catalogue.FeaturePurification;

/// <summary>FP-1: Weights forget their initialisation.</summary>
public sealed class InitialCorrelation : ISparseCodingClaim
{
    // Above this many features per neuron the scale grows no more.
    private const int MostFeatures = 4;

    /// <inheritdoc/>
    public string Id => "FP-1";

    /// <inheritdoc/>
    public string Title => "Weights forget their initialisation";

    /// <inheritdoc/>
    public string Statement => "Both clean and adversarial training learn weights w_i, w_i' with nearly zero correlation with the random initialisation w_i⁰.";

    /// <inheritdoc/>
    public string Formula => FormattableString.Invariant(
        $"median_i |cos(w_i^0, w_i)| < ε \"and\" median_i |cos(w_i^0, w_i′)| < ε, ε = √{{2 min(q, {MostFeatures}) ln(m d) / d}}");

    /// <inheritdoc/>
    public string Source => "Seminar talk on feature purification; Allen-Zhu and Li, Feature Purification, FOCS 2021 (arXiv 2005.10190)";

    /// <inheritdoc/>
    public string Hypotheses => CoreHypotheses.Sentence;

    /// <inheritdoc/>
    public string DecisionRule => FormattableString.Invariant(
        $"The median over neurons of |cos(w_i⁰, w_i)| and of |cos(w_i⁰, w_i')| is below ε = √(2 min(q,{MostFeatures}) ln(md)/d), the scale of a lottery winner that holds q features (q: median participation ratio of the dictionary coordinates, dense part removed). Violated also where ε ≥ 1/{1 / Thresholds.InitialCorrelationCeiling} or q > √d.");

    /// <inheritdoc/>
    public Scale FirstScale => Scale.Smoke;

    /// <inheritdoc/>
    public IReadOnlyList<Study> Needs => [Study.Clean, Study.FastGradient];

    /// <inheritdoc/>
    public string? Breach(SparseCodingInstance instance) => CoreHypotheses.Breach(instance);

    /// <inheritdoc/>
    public IReadOnlyList<Breaker> Breakers { get; } =
    [
        BrokenHypothesis.LargeInitialWeights("larger-initialisation", BreakerStrength.NearThreshold, SparseCodingBases.SingleFeature, 0.03),
        BrokenHypothesis.LargeInitialWeights("lazy-regime", BreakerStrength.Gross, SparseCodingBases.SingleFeature, 1),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<FigureSpec> Figures { get; } =
    [
        SparseCodingFigures.OverNeurons(
            "Correlation of the neurons with their initial weights",
            "|cos(w⁰, w)|",
            SparseCodingFigures.OfTrainings(EvidenceKeys.InitialCorrelationHistogram),
            FigureMark.FirstThreshold("threshold {0}", MarkAxis.Horizontal)),
    ];

    /// <inheritdoc/>
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
            InstanceVerdicts.Exact(network + "_lottery_scale", scale, Thresholds.InitialCorrelationCeiling, Requirement.Below),
            InstanceVerdicts.Exact(network + "_features_per_neuron", features, Math.Sqrt(instance.Law.Dimension), Requirement.Below),
        ];
    }

    /// <summary>ε = √(2 min(q,4) ln(md)/d).</summary>
    public static double LotteryScale(int width, int dimension, double features)
    {
        return Math.Sqrt(2 * Math.Min(features, MostFeatures) * Math.Log((double)width * dimension) / dimension);
    }
}
