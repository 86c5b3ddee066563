using PurifyProofs.Model.Networks;

namespace PurifyProofs.Model.Compute.Kernels;

/// <summary>
/// Whether descending in the span of W is cheaper than in input space: |active| · m against m · d (1 + share of active pairs)
/// multiply–adds a step, once the Gram matrix is there.
/// </summary>
internal static class SpanCost
{
    // Lists of active pairs reach this share of the dense product's rate (measured; docs/performance.md).
    private const double SparseEfficiency = 0.45;

    // 256 MiB of Gram matrix.
    private const int LargestWidth = 8192;

    /// <summary>For a network at which a share <paramref name="activeFraction"/> of the pairs is active.</summary>
    /// <param name="network">The network.</param>
    /// <param name="activeFraction">Active pairs / all pairs.</param>
    /// <param name="steps">Steps, summed over all points.</param>
    public static bool IsLower(SymmetricReluNetwork network, double activeFraction, long steps)
    {
        double width = network.Width, dimension = network.Dimension;
        double sparse = activeFraction / SparseEfficiency;
        double inputSpace = width * dimension * (1 + Math.Min(1, sparse)) * steps;
        double span = (width * width * sparse * steps) + (width * width * dimension);
        return network.Width <= LargestWidth && span < inputSpace;
    }
}
