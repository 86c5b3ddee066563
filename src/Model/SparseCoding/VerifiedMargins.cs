using System.Numerics.Tensors;

namespace PurifyProofs.Model.SparseCoding;

/// <summary>Margins of perturbed points in float64, with the perturbation held inside the ball in float64.</summary>
public static class VerifiedMargins
{
    /// <summary>y f(x) [n], unperturbed.</summary>
    public static double[] OfPoints(ReferenceNetwork network, LabelledPoints points)
    {
        ArgumentNullException.ThrowIfNull(points);
        using var zero = new Matrix(points.Count, points.X.Columns);
        return Compute(network, points, zero, 0);
    }

    /// <summary>y f(x + δ) [n], where a δ longer than <paramref name="radius"/> by rounding is shortened to it.</summary>
    /// <exception cref="ArgumentException">A perturbation leaves the ball by more than rounding (1e-5 τ).</exception>
    public static double[] Compute(ReferenceNetwork network, LabelledPoints points, Matrix perturbations, double radius)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(perturbations);
        var margins = new double[points.Count];
        Parallel.For(0, margins.Length, i =>
        {
            var delta = new double[perturbations.Columns];
            var x = new double[perturbations.Columns];
            TensorPrimitives.ConvertTruncating<float, double>(perturbations.Row(i), delta);
            TensorPrimitives.ConvertTruncating<float, double>(points.X.Row(i), x);
            double norm = TensorPrimitives.Norm<double>(delta);
            if (norm > radius * (1 + 1e-5))
            {
                throw new ArgumentException($"The perturbation of point {i} has norm {norm} and leaves the ball of radius {radius}.");
            }

            double factor = norm > radius ? radius / norm * (1 - 1e-15) : 1;
            TensorPrimitives.MultiplyAdd<double>(delta, factor, x, x);
            margins[i] = points.Y[i] * network.Output(x);
        });
        return margins;
    }
}
