using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>Measurements of weights that need no sample.</summary>
internal static class WeightMeasurements
{
    private const int Bins = 40;

    /// <summary>Of one network against its initialisation and the dense mixture.</summary>
    public static IEnumerable<Measurement> OfNetwork(string name, SymmetricReluNetwork network, SymmetricReluNetwork initial, SparseCodingDistribution distribution)
    {
        double[] correlations = Array.ConvertAll(WeightStatistics.RowCosines(initial.Weights, network.Weights), Math.Abs);
        yield return new(EvidenceKeys.InitialCorrelation(name), Scalar: SampleMedian.Of(correlations));
        yield return new(EvidenceKeys.InitialCorrelationHistogram(name), Series: WeightStatistics.Histogram(correlations, 0, 1, Bins));
        yield return new(EvidenceKeys.FeatureCount(name), Scalar: SampleMedian.Of(WeightStatistics.FeatureCounts(network.Weights, distribution)));
        yield return new(EvidenceKeys.DenseShare(name), Scalar: SampleMedian.Of(WeightStatistics.Shares(network.Weights, distribution.DenseMixture)));
    }

    /// <summary>Of an adversarially trained network against the clean-trained one it started from.</summary>
    public static IEnumerable<Measurement> OfPurification(string name, SymmetricReluNetwork clean, SymmetricReluNetwork purified, double[] denseMixture, double[] meanLabelledInput)
    {
        double[] cosines = WeightStatistics.RowCosines(clean.Weights, purified.Weights);
        double[] removed = RemovedPart.TopRightSingularVector(RemovedPart.Rows(clean.Weights, purified.Weights));
        yield return new(EvidenceKeys.PurificationCosine(name), Scalar: SampleMedian.Of(cosines));
        yield return new(EvidenceKeys.PurificationCosineHistogram(name), Series: WeightStatistics.Histogram(cosines, -1, 1, Bins));
        yield return new(EvidenceKeys.RemovedDirectionCosine(name), Scalar: Math.Abs(WeightStatistics.Cosine(removed, denseMixture)));
        yield return new(EvidenceKeys.RemovedMeanCosine(name), Scalar: Math.Abs(WeightStatistics.Cosine(removed, meanLabelledInput)));
    }

    /// <summary>cos(w, w') of every neuron, as it is: how many of them exceed what is for whoever judges to say.</summary>
    public static Measurement OfCosines(string name, SymmetricReluNetwork clean, SymmetricReluNetwork purified)
    {
        double[] cosines = WeightStatistics.RowCosines(clean.Weights, purified.Weights);
        return new(EvidenceKeys.PurificationCosines(name), Series: [.. cosines.Select(static (cosine, i) => new SeriesPoint(i + 1, cosine))]);
    }
}
