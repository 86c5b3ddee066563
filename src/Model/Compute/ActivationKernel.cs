using System.Numerics;
using System.Runtime.Intrinsics;
using PurifyProofs.Model.Networks;

namespace PurifyProofs.Model.Compute;

/// <summary>
/// From the pre-activations p of one sample: f = a Σ_i h_i(p_i), h_i(p) = r(p − b_i) − r(−p − b_i), and the list of active
/// neurons with h_i'(p_i) = r'(p_i − b_i) + r'(−p_i − b_i) ≠ 0.
/// </summary>
internal static unsafe class ActivationKernel
{
    /// <summary>Writes the active neurons and returns f and their number; <paramref name="p"/> is overwritten.</summary>
    public static (float Output, int Active) Run(PackedNetwork network, float* p, int* indices, float* derivatives) => network.Smoothing switch
    {
        Smoothing.Uniform => Run<UniformRelu>(network, p, indices, derivatives),
        Smoothing.Gaussian => Run<GaussianRelu>(network, p, indices, derivatives),
        _ => Run<PlainRelu>(network, p, indices, derivatives),
    };

    private static (float Output, int Active) Run<TRelu>(PackedNetwork network, float* p, int* indices, float* derivatives)
        where TRelu : struct, ISmoothedRelu
    {
        Vector512<float> sum = default;
        int active = 0;
        for (int i = 0; i < network.PaddedWidth; i += Matrix.Lanes)
        {
            Vector512<float> pre = Vector512.Load(p + i);
            Vector512<float> bias = Vector512.Load(network.Bias + i);
            Vector512<float> width = Vector512.Load(network.SmoothingWidth + i);
            Vector512<float> inverse = Vector512.Load(network.InverseWidth + i);
            Vector512<float> derivative = TRelu.Derivative(pre - bias, width, inverse) + TRelu.Derivative(-pre - bias, width, inverse);
            ulong mask = Vector512.GreaterThan(derivative, Vector512<float>.Zero).ExtractMostSignificantBits();
            if (mask == 0)
            {
                continue;
            }

            sum += TRelu.Value(pre - bias, width, inverse) - TRelu.Value(-pre - bias, width, inverse);

            // The pre-activations of these lanes are not needed any more; their place holds the derivatives.
            derivative.Store(p + i);
            for (; mask != 0; mask &= mask - 1)
            {
                int neuron = i + BitOperations.TrailingZeroCount(mask);
                indices[active] = neuron;
                derivatives[active++] = p[neuron];
            }
        }

        return (network.OutputScale * Vector512.Sum(sum), active);
    }
}
