using System.Numerics.Tensors;

namespace PurifyProofs.Model.FixedFeatures;

/// <summary>x − yρu for one direction u: a perturbation that looks at no model.</summary>
public static class ObliviousShift
{
    /// <summary>The shifted points.</summary>
    /// <param name="points">Samples.</param>
    /// <param name="direction">u [d], unit norm.</param>
    /// <param name="length">ρ.</param>
    public static LabelledVectors Apply(LabelledVectors points, double[] direction, double length)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(direction);
        var shifted = new double[points.Count][];
        Parallel.For(0, shifted.Length, i =>
        {
            shifted[i] = new double[direction.Length];
            TensorPrimitives.MultiplyAdd<double>(direction, -points.Y[i] * length, points.X[i], shifted[i]);
        });
        return points with { X = shifted };
    }
}
