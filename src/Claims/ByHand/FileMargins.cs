using System.Numerics.Tensors;
using PurifyProofs.Model.Files;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.ByHand;

/// <summary>Margins in float64 of the network and the points that files hold, under perturbations as they are written to files.</summary>
/// <param name="network">The network in its file.</param>
/// <param name="points">The points in theirs.</param>
internal sealed class FileMargins(ReferenceNetwork network, ReadPoints points)
{
    // Each shortens what rounding leaves outside; one is enough but where a radius is all but 0.
    private const int Attempts = 8;

    /// <summary>
    /// A perturbation of the ball in whatever order its norm is summed: the given one, or one as much shorter as that needs. Of a radius
    /// too small for float64 to tell lengths, none is left but 0.
    /// </summary>
    public static double[] InBall(double[] perturbation, double radius)
    {
        double[] held = perturbation;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            double length = EuclideanNorm.UpperBound(held);
            if (length <= radius)
            {
                return held;
            }

            var shorter = new double[held.Length];
            TensorPrimitives.Multiply<double>(held, radius / length * (1 - 1e-15), shorter);
            held = shorter;
        }

        return new double[perturbation.Length];
    }

    /// <summary>The same of a perturbation in float32.</summary>
    public static double[] InBall(ReadOnlySpan<float> perturbation, double radius)
    {
        var values = new double[perturbation.Length];
        TensorPrimitives.ConvertTruncating(perturbation, values);
        return InBall(values, radius);
    }

    /// <summary>x of one point [d].</summary>
    public double[] Point(int index)
    {
        var x = new double[points.Points.X.Columns];
        points.CopyTo(index, x);
        return x;
    }

    /// <summary>y f(x) of one point.</summary>
    public double OfPoint(int index) => points.Points.Y[index] * network.Output(Point(index));

    /// <summary>y f(x + δ) of one point.</summary>
    public double Of(int index, double[] perturbation)
    {
        double[] x = Point(index);
        TensorPrimitives.Add<double>(x, perturbation, x);
        return points.Points.Y[index] * network.Output(x);
    }

    /// <summary>y f(x + δ) of some points [n].</summary>
    /// <param name="indices">Which points [n].</param>
    /// <param name="perturbation">δ [d] by its place among them.</param>
    public double[] Compute(int[] indices, Func<int, double[]> perturbation)
    {
        var margins = new double[indices.Length];
        Parallel.For(0, margins.Length, i => margins[i] = Of(indices[i], perturbation(i)));
        return margins;
    }
}
