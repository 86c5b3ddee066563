using System.Numerics.Tensors;

namespace PurifyProofs.Model.FixedFeatures;

/// <summary>The strongest perturbation of a linear classifier sign(⟨w, x⟩ + c): δ = −yτw/‖w‖, whatever the bias.</summary>
public static class ExactLinearAttack
{
    /// <summary>Margins after the strongest perturbation, y(⟨w, x⟩ + c) − τ‖w‖ [n].</summary>
    /// <param name="weights">w [d].</param>
    /// <param name="bias">c.</param>
    /// <param name="points">Samples.</param>
    /// <param name="radius">τ.</param>
    public static double[] Margins(ReadOnlySpan<double> weights, double bias, LabelledVectors points, double radius)
    {
        ArgumentNullException.ThrowIfNull(points);
        double loss = radius * TensorPrimitives.Norm(weights);
        var margins = new double[points.Count];
        for (int i = 0; i < margins.Length; i++)
        {
            margins[i] = (points.Y[i] * (TensorPrimitives.Dot(weights, points.X[i]) + bias)) - loss;
        }

        return margins;
    }
}
