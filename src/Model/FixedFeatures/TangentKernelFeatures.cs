using System.Numerics.Tensors;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Model.FixedFeatures;

/// <summary>
/// The features of the network's tangent kernel at given weights: φ(x) = m^{−1/2} (g_i(x) x)_{i ≤ m} ∈ R^{md},
/// g_i(x) = r'(p_i − b_i; s_i) + r'(−p_i − b_i; s_i), p_i = ⟨w_i, x⟩, so that ⟨v, φ(x)⟩ = m^{−1/2} Σ_i g_i(x)⟨v_i, x⟩. In float64.
/// </summary>
public sealed class TangentKernelFeatures : IFeatureMap
{
    private readonly double[][] weights;
    private readonly double[] bias;
    private readonly double[] smoothingWidth;
    private readonly Smoothing smoothing;
    private readonly double scale;

    /// <summary>The features at the weights of a network: its initial ones for LB-3, trained ones for its breaker.</summary>
    public TangentKernelFeatures(SymmetricReluNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        weights = new double[network.Width][];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = new double[network.Dimension];
            TensorPrimitives.ConvertTruncating<float, double>(network.Weights.Row(i), weights[i]);
        }

        bias = Array.ConvertAll(network.Bias, static value => (double)value);
        smoothingWidth = Array.ConvertAll(network.SmoothingWidth, static value => (double)value);
        (smoothing, InputDimension) = (network.Smoothing, network.Dimension);
        scale = 1 / Math.Sqrt(network.Width);
    }

    public int InputDimension { get; }

    public int Count => weights.Length * InputDimension;

    public void Evaluate(ReadOnlySpan<double> x, Span<double> features)
    {
        for (int i = 0; i < weights.Length; i++)
        {
            TensorPrimitives.Multiply(x, scale * Gate(i, TensorPrimitives.Dot(weights[i], x)), features.Slice(i * InputDimension, InputDimension));
        }
    }

    public void InputGradient(ReadOnlySpan<double> x, ReadOnlySpan<double> coefficients, Span<double> gradient)
    {
        gradient.Clear();
        for (int i = 0; i < weights.Length; i++)
        {
            double p = TensorPrimitives.Dot(weights[i], x);
            ReadOnlySpan<double> v = coefficients.Slice(i * InputDimension, InputDimension);
            TensorPrimitives.MultiplyAdd(v, scale * Gate(i, p), gradient, gradient);
            TensorPrimitives.MultiplyAdd(weights[i], scale * GateSlope(i, p) * TensorPrimitives.Dot(v, x), gradient, gradient);
        }
    }

    public double Score(ReadOnlySpan<double> x, ReadOnlySpan<double> coefficients)
    {
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            double gate = Gate(i, TensorPrimitives.Dot(weights[i], x));
            sum += gate == 0 ? 0 : gate * TensorPrimitives.Dot(coefficients.Slice(i * InputDimension, InputDimension), x);
        }

        return scale * sum;
    }

    /// <summary>g_i as a function of p_i.</summary>
    internal double Gate(int neuron, double p) =>
        SmoothedReluFunction.Derivative(smoothing, p - bias[neuron], smoothingWidth[neuron])
        + SmoothedReluFunction.Derivative(smoothing, -p - bias[neuron], smoothingWidth[neuron]);

    /// <summary>dg_i/dp_i.</summary>
    internal double GateSlope(int neuron, double p) =>
        SmoothedReluFunction.SecondDerivative(smoothing, p - bias[neuron], smoothingWidth[neuron])
        - SmoothedReluFunction.SecondDerivative(smoothing, -p - bias[neuron], smoothingWidth[neuron]);
}
