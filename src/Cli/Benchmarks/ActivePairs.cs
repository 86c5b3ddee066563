using System.Numerics.Tensors;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Cli.Benchmarks;

/// <summary>How many neuron–sample pairs have a non-zero derivative: what sparse gradients have to touch.</summary>
internal static class ActivePairs
{
    /// <summary>Share of the pairs with r'(p_i − b_i; s_i) + r'(−p_i − b_i; s_i) ≠ 0, p_i = ⟨w_i, x⟩; one plain pass, for use outside a timing.</summary>
    /// <param name="network">The network.</param>
    /// <param name="x">Points [n × d].</param>
    public static double Fraction(SymmetricReluNetwork network, Matrix x)
    {
        long active = 0;
        for (int point = 0; point < x.Rows; point++)
        {
            for (int i = 0; i < network.Width; i++)
            {
                // The larger of the two derivatives is the one at |p_i| − b_i.
                double p = Math.Abs(TensorPrimitives.Dot<float>(network.Weights.Row(i), x.Row(point)));
                active += SmoothedReluFunction.Derivative(network.Smoothing, p - network.Bias[i], network.SmoothingWidth[i]) != 0 ? 1 : 0;
            }
        }

        return (double)active / ((long)x.Rows * network.Width);
    }
}
