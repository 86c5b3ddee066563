using System.Numerics.Tensors;

namespace PurifyProofs.Model.SparseCoding;

/// <summary>
/// The same network in float64, one point at a time: what a verdict rests on, and what float32 kernels are tested against.
/// </summary>
public sealed class ReferenceNetwork
{
    private readonly double[][] weights;
    private readonly double[] bias;
    private readonly double[] smoothingWidth;
    private readonly double outputScale;
    private readonly Smoothing smoothing;

    /// <summary>A float64 copy of a network.</summary>
    public ReferenceNetwork(SymmetricReluNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        weights = new double[network.Width][];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = new double[network.Dimension];
            TensorPrimitives.ConvertTruncating<float, double>(network.Weights.Row(i), weights[i]);
        }

        bias = Array.ConvertAll(network.Bias, value => (double)value);
        smoothingWidth = Array.ConvertAll(network.SmoothingWidth, value => (double)value);
        (outputScale, smoothing) = (network.OutputScale, network.Smoothing);
    }

    /// <summary>A network of given float64 parameters: W as rows [m][d], b [m], s [m].</summary>
    public ReferenceNetwork(double[][] weights, double[] bias, double[] smoothingWidth, double outputScale, Smoothing smoothing) =>
        (this.weights, this.bias, this.smoothingWidth, this.outputScale, this.smoothing) = (weights, bias, smoothingWidth, outputScale, smoothing);

    /// <summary>f(x).</summary>
    /// <param name="x">A point [d].</param>
    public double Output(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            double p = TensorPrimitives.Dot<double>(weights[i], x);
            double width = smoothingWidth[i];
            sum += SmoothedReluFunction.Value(smoothing, p - bias[i], width) - SmoothedReluFunction.Value(smoothing, -p - bias[i], width);
        }

        return outputScale * sum;
    }

    /// <summary>∂f/∂x = a Σ_i [r'(p_i − b_i) + r'(−p_i − b_i)] w_i.</summary>
    /// <param name="x">A point [d].</param>
    /// <param name="gradient">Receives the gradient [d].</param>
    public void InputGradient(ReadOnlySpan<double> x, Span<double> gradient)
    {
        gradient.Clear();
        for (int i = 0; i < weights.Length; i++)
        {
            TensorPrimitives.MultiplyAdd(weights[i], outputScale * Derivative(i, x), gradient, gradient);
        }
    }

    /// <summary>
    /// Whether the gradient at a point is 0 but for rounding, so that a descent from there sees no direction: at most 2⁻²⁰ of
    /// |a| Σ_i [r'(p_i − b_i) + r'(−p_i − b_i)] ‖w_i‖, as where no neuron is active and where active ones cancel.
    /// </summary>
    /// <param name="x">A point [d].</param>
    public bool IsFlat(ReadOnlySpan<double> x)
    {
        var gradient = new double[x.Length];
        InputGradient(x, gradient);
        double size = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            double slope = Derivative(i, x);
            size += slope == 0 ? 0 : Math.Abs(outputScale) * slope * TensorPrimitives.Norm<double>(weights[i]);
        }

        return !(TensorPrimitives.Norm<double>(gradient) > size / (1 << 20));
    }

    /// <summary>∂f/∂w_i = a [r'(p_i − b_i) + r'(−p_i − b_i)] x for one neuron, b_i and s_i held fixed.</summary>
    public void WeightGradient(int neuron, ReadOnlySpan<double> x, Span<double> gradient) =>
        TensorPrimitives.Multiply(x, outputScale * Derivative(neuron, x), gradient);

    private double Derivative(int neuron, ReadOnlySpan<double> x)
    {
        double p = TensorPrimitives.Dot<double>(weights[neuron], x);
        return SmoothedReluFunction.Derivative(smoothing, p - bias[neuron], smoothingWidth[neuron])
            + SmoothedReluFunction.Derivative(smoothing, -p - bias[neuron], smoothingWidth[neuron]);
    }
}
