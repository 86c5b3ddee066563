using System.Numerics.Tensors;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Model.Files;

/// <summary>Points as their file holds them, in float64, and rounded to float32 for the kernels.</summary>
public sealed class ReadPoints : IDisposable
{
    // Row-major; null where float32 holds every coordinate.
    private readonly double[]? exact;

    internal ReadPoints(double[] values, int count, int dimension, float[] labels)
    {
        var rounded = new Matrix(count, dimension);
        RoundingDistances = new double[count];
        for (int i = 0; i < count; i++)
        {
            RoundingDistances[i] = Float32Rounding.Row(values.AsSpan(i * dimension, dimension), rounded.Row(i));
        }

        Points = new LabelledPoints(rounded, labels);
        exact = Array.TrueForAll(RoundingDistances, static distance => distance == 0) ? null : values;
    }

    /// <summary>The points in float32 [n × d].</summary>
    public LabelledPoints Points { get; }

    /// <summary>Upper bounds of the distance ‖x_file − x‖₂ from every point to its float32 form [n]; 0 where there is none.</summary>
    public double[] RoundingDistances { get; }

    /// <summary>x_file of one point.</summary>
    /// <param name="index">Which.</param>
    /// <param name="target">Receives it [d].</param>
    public void CopyTo(int index, Span<double> target)
    {
        if (exact is null)
        {
            TensorPrimitives.ConvertTruncating(Points.X.Row(index), target);
        }
        else
        {
            exact.AsSpan(index * Points.X.Columns, Points.X.Columns).CopyTo(target);
        }
    }

    /// <summary>Gives the memory of the float32 points back.</summary>
    public void Dispose() => Points.Dispose();
}
