using System.Numerics.Tensors;

namespace PurifyProofs.Model.Numerics;

/// <summary>ℓ2 norms in float64 with a guarantee.</summary>
public static class EuclideanNorm
{
    private const double Unit = 1.0 / (1L << 53);

    /// <summary>
    /// A number not below ‖v‖₂, nor below what any float64 summation of the squares makes of it; 0 for the zero vector alone. The
    /// computed norm of d coordinates is off by at most γ_{d+2} either way (N. J. Higham, "Accuracy and Stability of Numerical
    /// Algorithms", 2nd ed. 2002, §3.1); coordinates are scaled by the largest, so that no square leaves float64 at its upper end, and
    /// those that do at the lower one are covered by the reserve.
    /// </summary>
    public static double UpperBound(ReadOnlySpan<double> vector)
    {
        double largest = vector.IsEmpty ? 0 : Math.Abs(TensorPrimitives.MaxMagnitude(vector));
        if (largest == 0 || !double.IsFinite(largest))
        {
            return largest;
        }

        var scaled = new double[vector.Length];
        TensorPrimitives.Divide(vector, largest, scaled);
        double norm = largest * TensorPrimitives.Norm<double>(scaled) * (1 + (2 * (vector.Length + 8) * Unit));
        return Math.BitIncrement(norm);
    }
}
