namespace PurifyProofs.Bounds.Rounding;

/// <summary>
/// Proves in plain floating point that a symmetric matrix is positive definite: if the Cholesky factorisation of B runs to its
/// end, RᵀR = B + E with ‖E‖₂ ≤ γ_{n+1}/(1 − γ_{n+1}) · trace B (J. Demmel 1989, Theorem 10.5 in Higham 2002), hence
/// λ_min(B) ≥ −‖E‖₂ (S. M. Rump, "Verification of positive definiteness", BIT 46, 2006).
/// </summary>
internal static class CholeskyVerification
{
    /// <summary>
    /// A proved lower bound of λ_min of the symmetric matrix whose lower triangle is given, or −∞ when the factorisation breaks down.
    /// </summary>
    /// <param name="matrix">Row-major [n × n]; the lower triangle is read and overwritten.</param>
    /// <param name="size">n.</param>
    /// <param name="shift">σ ≥ 0, subtracted from the diagonal before factorising: the bound can reach about σ.</param>
    public static double LowerBoundOfSmallestEigenvalue(Span<double> matrix, int size, double shift)
    {
        double trace = 0, largest = 0;
        for (int i = 0; i < size; i++)
        {
            ref double diagonal = ref matrix[(i * size) + i];
            largest = Math.Max(largest, Math.Abs(diagonal));
            diagonal -= shift;
            trace += Math.Abs(diagonal);
        }

        if (!Factorise(matrix, size))
        {
            return double.NegativeInfinity;
        }

        // A shifted diagonal entry is off by one rounding.
        double subtraction = RoundingError.Unit * (largest + shift) * (1 + RoundingError.Gamma(4));
        double gamma = RoundingError.Gamma(size + 1);
        double factorisation = RoundingError.Above(gamma / (1 - gamma) * trace, size + 4);
        double bound = shift - subtraction - factorisation - RoundingError.Underflow;
        return bound - (8 * RoundingError.Unit * shift);
    }

    /// <summary>R = Lᵀ over the lower triangle; false where a pivot is not positive.</summary>
    public static bool Factorise(Span<double> matrix, int size)
    {
        for (int i = 0; i < size; i++)
        {
            Span<double> row = matrix.Slice(i * size, i + 1);
            for (int j = 0; j < i; j++)
            {
                ReadOnlySpan<double> other = matrix.Slice(j * size, j + 1);
                row[j] = (row[j] - System.Numerics.Tensors.TensorPrimitives.Dot(row[..j], other[..j])) / other[j];
            }

            double pivot = row[i] - System.Numerics.Tensors.TensorPrimitives.SumOfSquares<double>(row[..i]);
            if (!(pivot > 0 && double.IsFinite(pivot)))
            {
                return false;
            }

            row[i] = Math.Sqrt(pivot);
        }

        return true;
    }

    /// <summary>Solves LLᵀx = b in place.</summary>
    public static void Solve(ReadOnlySpan<double> factor, int size, Span<double> vector)
    {
        for (int i = 0; i < size; i++)
        {
            vector[i] = (vector[i] - System.Numerics.Tensors.TensorPrimitives.Dot(factor.Slice(i * size, i), vector[..i])) / factor[(i * size) + i];
        }

        for (int i = size - 1; i >= 0; i--)
        {
            vector[i] /= factor[(i * size) + i];
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(factor.Slice(i * size, i), -vector[i], vector[..i], vector[..i]);
        }
    }
}
