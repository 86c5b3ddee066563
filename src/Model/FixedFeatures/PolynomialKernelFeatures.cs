using System.Numerics.Tensors;

namespace PurifyProofs.Model.FixedFeatures;

/// <summary>
/// A kernel machine written out: φ_j(x) = (1 + c⟨x_j, x⟩)^q for given centres x_j. With enough centres it contains every polynomial of
/// degree q, reduced to invariants or not; their number grows as d^q, so this is for small d.
/// </summary>
/// <param name="centres">x_j [N][d].</param>
/// <param name="degree">q.</param>
/// <param name="scale">c.</param>
public sealed class PolynomialKernelFeatures(double[][] centres, int degree, double scale) : IFeatureMap
{
    public int InputDimension => centres[0].Length;

    public int Count => centres.Length;

    public void Evaluate(ReadOnlySpan<double> x, Span<double> features)
    {
        for (int j = 0; j < centres.Length; j++)
        {
            features[j] = Power(1 + (scale * TensorPrimitives.Dot(centres[j], x)), degree);
        }
    }

    public void InputGradient(ReadOnlySpan<double> x, ReadOnlySpan<double> coefficients, Span<double> gradient)
    {
        gradient.Clear();
        for (int j = 0; j < centres.Length; j++)
        {
            double slope = coefficients[j] * degree * scale * Power(1 + (scale * TensorPrimitives.Dot(centres[j], x)), degree - 1);
            TensorPrimitives.MultiplyAdd(centres[j], slope, gradient, gradient);
        }
    }

    private static double Power(double value, int exponent)
    {
        double power = 1;
        for (int i = 0; i < exponent; i++)
        {
            power *= value;
        }

        return power;
    }
}
