using System.Numerics.Tensors;
using PurifyProofs.Model.Numerics;

namespace PurifyProofs.Model.Files;

/// <summary>Rounds numbers of files to float32 and says how far that moved them.</summary>
internal static class Float32Rounding
{
    /// <summary>
    /// Rounds a vector and returns an upper bound of the distance, 0 where nothing moved. The differences are exact: a double and the float
    /// next to it share their leading bits.
    /// </summary>
    public static double Row(ReadOnlySpan<double> values, Span<float> rounded)
    {
        TensorPrimitives.ConvertTruncating(values, rounded);
        var differences = new double[values.Length];
        TensorPrimitives.ConvertTruncating<float, double>(rounded, differences);
        TensorPrimitives.Subtract(values, differences, differences);
        return EuclideanNorm.UpperBound(differences);
    }

    /// <summary>|v − fl(v)| of every value, exactly.</summary>
    public static double[] Distances(double[] values) => Array.ConvertAll(values, static value => Math.Abs(value - (float)value));
}
