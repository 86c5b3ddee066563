using System.Numerics.Tensors;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>Statistics over neurons that the claims speak of, all in float64.</summary>
public static class WeightStatistics
{
    /// <summary>cos(a_i, b_i) for every row; 0 where a row vanishes (a dead neuron resembles nothing).</summary>
    /// <param name="a">[m × d].</param>
    /// <param name="b">[m × d].</param>
    public static double[] RowCosines(Matrix a, Matrix b)
    {
        ArgumentNullException.ThrowIfNull(a);
        var cosines = new double[a.Rows];
        Parallel.For(0, a.Rows, i => cosines[i] = Cosine(ToDouble(a.Row(i)), ToDouble(b.Row(i))));
        return cosines;
    }

    /// <summary>|cos(w_i, direction)| for every row; 0 where a row vanishes.</summary>
    /// <param name="weights">[m × d].</param>
    /// <param name="direction">[d].</param>
    public static double[] Shares(Matrix weights, double[] direction)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var shares = new double[weights.Rows];
        Parallel.For(0, weights.Rows, i => shares[i] = Math.Abs(Cosine(ToDouble(weights.Row(i)), direction)));
        return shares;
    }

    /// <summary>
    /// How many features each neuron holds: the participation ratio (Σc²)²/Σc⁴ of its dictionary coordinates c = Mᵀw after
    /// the part along the dense mixture is removed. A dead neuron counts as holding all.
    /// </summary>
    /// <param name="weights">[m × d].</param>
    /// <param name="distribution">Dictionary and dense mixture.</param>
    public static double[] FeatureCounts(Matrix weights, SparseCodingDistribution distribution)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(distribution);
        Matrix dictionary = distribution.Dictionary;
        var counts = new double[weights.Rows];
        Parallel.For(0, weights.Rows, i =>
        {
            double[] purified = ToDouble(weights.Row(i));
            double along = TensorPrimitives.Dot<double>(purified, distribution.DenseMixture);
            TensorPrimitives.MultiplyAdd<double>(distribution.DenseMixture, -along, purified, purified);
            var single = new float[purified.Length];
            TensorPrimitives.ConvertTruncating<double, float>(purified, single);
            double squares = 0;
            double fourths = 0;
            for (int j = 0; j < dictionary.Rows; j++)
            {
                double coordinate = TensorPrimitives.Dot<float>(dictionary.Row(j), single);
                squares += coordinate * coordinate;
                fourths += coordinate * coordinate * coordinate * coordinate;
            }

            counts[i] = fourths > 0 ? squares * squares / fourths : dictionary.Rows;
        });
        return counts;
    }

    /// <summary>A histogram of <paramref name="bins"/> equal bins over [low, high]: (left edge, share of values).</summary>
    public static IReadOnlyList<SeriesPoint> Histogram(IReadOnlyCollection<double> values, double low, double high, int bins)
    {
        ArgumentNullException.ThrowIfNull(values);
        var counts = new int[bins];
        foreach (double value in values)
        {
            counts[Math.Clamp((int)((value - low) / (high - low) * bins), 0, bins - 1)]++;
        }

        return [.. counts.Select((count, bin) => new SeriesPoint(low + ((high - low) * bin / bins), (double)count / values.Count))];
    }

    internal static double[] ToDouble(ReadOnlySpan<float> row)
    {
        var copy = new double[row.Length];
        TensorPrimitives.ConvertTruncating(row, (Span<double>)copy);
        return copy;
    }

    internal static double Cosine(double[] a, double[] b)
    {
        double norms = TensorPrimitives.Norm<double>(a) * TensorPrimitives.Norm<double>(b);
        return norms > 0 ? TensorPrimitives.Dot<double>(a, b) / norms : 0;
    }
}
