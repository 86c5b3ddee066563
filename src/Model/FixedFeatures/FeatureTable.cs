using System.Numerics.Tensors;

namespace PurifyProofs.Model.FixedFeatures;

/// <summary>Features of many points, each divided by its root mean square on reference points, so that no unit matters to a ridge.</summary>
public sealed class FeatureTable
{
    private readonly IFeatureMap map;
    private readonly double[] scales;
    private readonly List<double[]> rows = [];
    private readonly List<double> labels = [];

    /// <summary>An empty table whose scales are those of <paramref name="reference"/>.</summary>
    public FeatureTable(IFeatureMap map, LabelledVectors reference)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(reference);
        this.map = map;
        scales = new double[map.Count];
        foreach (double[] row in FeaturesOf(map, reference))
        {
            TensorPrimitives.MultiplyAdd<double>(row, row, scales, scales);
        }

        TensorPrimitives.Divide<double>(scales, reference.Count, scales);
        scales = Array.ConvertAll(scales, static square => square > 0 ? Math.Sqrt(square) : 1);
    }

    /// <summary>Adds points.</summary>
    public void Add(LabelledVectors points)
    {
        ArgumentNullException.ThrowIfNull(points);
        foreach (double[] row in FeaturesOf(map, points))
        {
            TensorPrimitives.Divide<double>(row, scales, row);
            rows.Add(row);
        }

        labels.AddRange(points.Y);
    }

    /// <summary>The classifier that a trainer finds on the points added so far.</summary>
    public FeatureClassifier Train(ICoefficientTrainer trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        double[] v = trainer.Fit(rows, labels);
        TensorPrimitives.Divide<double>(v, scales, v);
        return new FeatureClassifier(map, v);
    }

    /// <summary>φ(x) of every point [n][N].</summary>
    public static double[][] FeaturesOf(IFeatureMap map, LabelledVectors points)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(points);
        var features = new double[points.Count][];
        Parallel.For(0, features.Length, i =>
        {
            features[i] = new double[map.Count];
            map.Evaluate(points.X[i], features[i]);
        });
        return features;
    }
}
