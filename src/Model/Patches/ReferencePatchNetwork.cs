using System.Numerics.Tensors;

namespace PurifyProofs.Model.Patches;

/// <summary>
/// The patch network in float64, one sample at a time: what a verdict rests on, and what float32 kernels are tested against.
/// </summary>
public sealed class ReferencePatchNetwork
{
    private readonly double[][] weights;

    /// <summary>A float64 copy of a network.</summary>
    public ReferencePatchNetwork(PatchNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        weights = new double[network.Weights.Rows][];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = new double[network.Dimension];
            TensorPrimitives.ConvertTruncating<float, double>(network.Weights.Row(i), weights[i]);
        }

        (Classes, Activation) = (network.Classes, network.Activation);
    }

    /// <summary>A network of given float64 weights [K·m][d].</summary>
    public ReferencePatchNetwork(double[][] weights, int classes, PowerReluFunction activation) =>
        (this.weights, Classes, Activation) = (weights, classes, activation);

    /// <summary>K.</summary>
    public int Classes { get; }

    /// <summary>m.</summary>
    public int NeuronsPerClass => weights.Length / Classes;

    /// <summary>d.</summary>
    public int Dimension => weights[0].Length;

    /// <summary>σ.</summary>
    public PowerReluFunction Activation { get; }

    /// <summary>w_{i,r}, r &lt; m, as rows [m][d].</summary>
    public ReadOnlySpan<double[]> Neurons(int classIndex) => weights.AsSpan(classIndex * NeuronsPerClass, NeuronsPerClass);

    /// <summary>F_i(x) [K].</summary>
    /// <param name="x">Patches [P·d].</param>
    public double[] Outputs(ReadOnlySpan<double> x)
    {
        var outputs = new double[Classes];
        for (int start = 0; start < x.Length; start += Dimension)
        {
            for (int i = 0; i < weights.Length; i++)
            {
                outputs[i / NeuronsPerClass] += Activation.Value(TensorPrimitives.Dot(weights[i], x.Slice(start, Dimension)));
            }
        }

        return outputs;
    }

    /// <summary>F_y − max_{o ≠ y} F_o.</summary>
    public double Margin(ReadOnlySpan<double> x, int label) => OutputMargin(Outputs(x), label);

    /// <summary>The same from outputs [K].</summary>
    public static double OutputMargin(ReadOnlySpan<double> outputs, int label)
    {
        double strongest = double.NegativeInfinity;
        for (int i = 0; i < outputs.Length; i++)
        {
            strongest = i == label ? strongest : Math.Max(strongest, outputs[i]);
        }

        return outputs[label] - strongest;
    }

    /// <summary>Cross-entropy −log softmax_y(F(x)).</summary>
    public double Loss(ReadOnlySpan<double> x, int label)
    {
        double[] outputs = Outputs(x);
        double largest = outputs.Max();
        return largest + Math.Log(outputs.Sum(output => Math.Exp(output - largest))) - outputs[label];
    }

    /// <summary>∂ loss/∂F_i = softmax_i − [i = y] [K].</summary>
    public double[] LossSlopes(ReadOnlySpan<double> x, int label)
    {
        double[] slopes = Outputs(x);
        double largest = slopes.Max();
        TensorPrimitives.Subtract<double>(slopes, largest, slopes);
        TensorPrimitives.Exp<double>(slopes, slopes);
        TensorPrimitives.Divide<double>(slopes, TensorPrimitives.Sum<double>(slopes), slopes);
        slopes[label] = 0;
        slopes[label] = -TensorPrimitives.Sum<double>(slopes);
        return slopes;
    }

    /// <summary>∂(Σ_i c_i F_i)/∂x.</summary>
    /// <param name="x">Patches [P·d].</param>
    /// <param name="coefficients">c [K].</param>
    /// <param name="gradient">Receives the gradient [P·d].</param>
    public void InputGradient(ReadOnlySpan<double> x, ReadOnlySpan<double> coefficients, Span<double> gradient)
    {
        gradient.Clear();
        for (int start = 0; start < x.Length; start += Dimension)
        {
            Span<double> patch = gradient.Slice(start, Dimension);
            for (int i = 0; i < weights.Length; i++)
            {
                double factor = coefficients[i / NeuronsPerClass] * Activation.Derivative(TensorPrimitives.Dot(weights[i], x.Slice(start, Dimension)));
                TensorPrimitives.MultiplyAdd(weights[i], factor, patch, patch);
            }
        }
    }

    /// <summary>∂(Σ_i c_i F_i)/∂w for one neuron: c_i Σ_p σ'(⟨w, x_p⟩) x_p.</summary>
    /// <param name="neuron">Row of W.</param>
    /// <param name="x">Patches [P·d].</param>
    /// <param name="coefficients">c [K].</param>
    /// <param name="gradient">Receives the gradient [d].</param>
    public void WeightGradient(int neuron, ReadOnlySpan<double> x, ReadOnlySpan<double> coefficients, Span<double> gradient)
    {
        gradient.Clear();
        for (int start = 0; start < x.Length; start += Dimension)
        {
            ReadOnlySpan<double> patch = x.Slice(start, Dimension);
            double factor = coefficients[neuron / NeuronsPerClass] * Activation.Derivative(TensorPrimitives.Dot(weights[neuron], patch));
            TensorPrimitives.MultiplyAdd(patch, factor, gradient, gradient);
        }
    }
}
