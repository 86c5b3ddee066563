using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Model.Cpu.SparseCoding;

/// <summary>
/// Which of two kernels that compute the same thing the CPU device takes, from the share of active neuron–sample pairs. The
/// constants are measured (docs/performance.md); a choice depends on data alone, never on threads or on timing.
/// </summary>
public static class KernelChoice
{
    // Lists of active pairs are bound by the second-level cache and reach this share of the dense product's rate.
    private const double SparseEfficiency = 0.4;

    // So do products with the rows of the Gram matrix, all costs of a step through it taken together.
    private const double GramEfficiency = 0.33;

    // 2⁻⁵⁰: squares of it and of its inverse are far from the ends of float32.
    private const float SmallestInGram = 8.8817842e-16f;

    // 256 MiB of Gram matrix.
    private const int LargestGram = 8192;

    /// <summary>Whether gradients are dense products: lists of active pairs are slower from this share on.</summary>
    public static bool IsDense(double activeFraction) => activeFraction > SparseEfficiency;

    /// <summary>
    /// Whether float32 holds the products of all pairs of rows that are not 0, and what becomes of them in a descent with steps of
    /// about that radius.
    /// </summary>
    public static bool HoldsGram(SymmetricReluNetwork network, double radius)
    {
        ArgumentNullException.ThrowIfNull(network);
        for (int i = 0; i < network.Width; i++)
        {
            float largest = Math.Abs(System.Numerics.Tensors.TensorPrimitives.MaxMagnitude<float>(network.Weights.Row(i)));
            if (largest != 0 && !(largest > SmallestInGram && largest < 1 / SmallestInGram))
            {
                return false;
            }
        }

        return radius > SmallestInGram && radius < 1 / SmallestInGram;
    }

    /// <summary>
    /// Whether an attack descends through the Gram matrix: |active| · m multiply–adds a step through G = WWᵀ, once G is there, against
    /// m · d (1 + share of active pairs) in input space.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="activeFraction">Active pairs / all pairs of the first block of points, where the attack starts.</param>
    /// <param name="steps">Gradient steps, summed over all points.</param>
    public static bool IsThroughGram(SymmetricReluNetwork network, double activeFraction, long steps)
    {
        ArgumentNullException.ThrowIfNull(network);
        double width = network.Width, dimension = network.Dimension;
        double inputSpace = width * dimension * (1 + Math.Min(1, activeFraction / SparseEfficiency)) * steps;
        double throughGram = (width * width * activeFraction / GramEfficiency * steps) + (width * width * dimension);
        return network.Width <= LargestGram && throughGram < inputSpace;
    }
}
