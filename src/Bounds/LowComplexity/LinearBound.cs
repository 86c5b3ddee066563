using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Bounds.LowComplexity;

/// <summary>
/// LB-1: what no linear classifier exceeds at radius τ, whatever algorithm trains it. This is a bound of the robust accuracy itself
/// (0–1 loss, population). Proof: docs/lower-bounds.md.
/// </summary>
/// <param name="Radius">τ, ℓ2.</param>
/// <param name="Moments">The moments of the law.</param>
/// <param name="WithoutBias">No sign⟨w, x⟩ has a robust accuracy above this.</param>
/// <param name="WithBias">No sign(⟨w, x⟩ + c) has one above this; at least ½, for the constant classifiers.</param>
public sealed record LinearBound(double Radius, SparseCodingMoments Moments, double WithoutBias, double WithBias)
{
    // Cells of c/τ in [0, 1]; within a cell both thresholds are replaced by their worse ends, so that any number gives a proof.
    private const int Cells = 8192;

    /// <summary>Of a law with orthonormal dictionary.</summary>
    /// <exception cref="ArgumentException">The law is inconsistent or overcomplete.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A negative radius.</exception>
    public static LinearBound Of(SparseCodingLaw law, double radius) => Of(SparseCodingMoments.Of(law), radius);

    /// <summary>Of a distribution, overcomplete ones included.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative radius.</exception>
    public static LinearBound Of(SparseCodingDistribution distribution, double radius) => Of(SparseCodingMoments.Of(distribution), radius);

    /// <summary>Of given moments.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative radius.</exception>
    public static LinearBound Of(SparseCodingMoments moments, double radius)
    {
        ArgumentNullException.ThrowIfNull(moments);
        ArgumentOutOfRangeException.ThrowIfNegative(radius);
        var tail = new MarginTail(moments);

        // c ≥ τ: the first threshold is not positive, the second at least 2τ.
        double largest = 0.5 * (1 + tail.Above(2 * radius));
        for (int cell = 0; cell < Cells; cell++)
        {
            double low = radius * cell / Cells, high = radius * (cell + 1) / Cells;
            largest = Math.Max(largest, tail.MeanAbove(Math.Max(0, radius - high), radius + low));
        }

        return new LinearBound(radius, moments, tail.Above(radius), largest);
    }
}
