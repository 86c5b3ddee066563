using System.Numerics.Tensors;
using PurifyProofs.Bounds.Rounding;
using PurifyProofs.Model.Numerics;

namespace PurifyProofs.Bounds.LowComplexity;

/// <summary>A proved upper bound of λ_max(MMᵀ): a number Λ for which ΛI − MMᵀ is verified positive definite.</summary>
internal static class SpectralNormBound
{
    private const int PowerSteps = 200;

    /// <summary>‖M‖₂² for Mᵀ given as rows [D × d].</summary>
    /// <exception cref="InvalidOperationException">No bound could be verified (entries not finite).</exception>
    public static double OfSquare(Matrix rows)
    {
        int size = rows.Columns;
        double[] gram = Gram(rows, out double squaredNorm);
        double error = RoundingError.Above(RoundingError.Gamma(rows.Rows + 4) * squaredNorm, rows.Rows + 4);
        double estimate = LargestEigenvalue(gram, size);
        for (double excess = 1e-4; excess < 10; excess *= 4)
        {
            double candidate = estimate * (1 + excess);
            double proved = CholeskyVerification.LowerBoundOfSmallestEigenvalue(Shifted(gram, size, candidate), size, 0.1 * excess * estimate);
            if (proved - error > 0)
            {
                return candidate * (1 + (8 * RoundingError.Unit));
            }
        }

        throw new InvalidOperationException("The spectral norm of the dictionary could not be bounded: are its entries finite?");
    }

    private static double[] Gram(Matrix rows, out double squaredNorm)
    {
        int size = rows.Columns;
        var gram = new double[size * size];
        var row = new double[size];
        squaredNorm = 0;
        for (int j = 0; j < rows.Rows; j++)
        {
            TensorPrimitives.ConvertTruncating<float, double>(rows.Row(j), row);
            squaredNorm += TensorPrimitives.SumOfSquares<double>(row);
            for (int i = 0; i < size; i++)
            {
                Span<double> target = gram.AsSpan(i * size, size);
                TensorPrimitives.MultiplyAdd<double>(row, row[i], target, target);
            }
        }

        return gram;
    }

    // Only a proposal: what is returned is verified.
    private static double LargestEigenvalue(double[] gram, int size)
    {
        double[] vector = [.. Enumerable.Range(0, size).Select(static i => 1 + (0.01 * (i % 17)))];
        var next = new double[size];
        double norm = 0;
        for (int step = 0; step < PowerSteps; step++)
        {
            for (int i = 0; i < size; i++)
            {
                next[i] = TensorPrimitives.Dot<double>(gram.AsSpan(i * size, size), vector);
            }

            norm = TensorPrimitives.Norm<double>(next);
            TensorPrimitives.Divide(next, norm, vector);
        }

        return norm;
    }

    private static double[] Shifted(double[] gram, int size, double shift)
    {
        double[] matrix = Array.ConvertAll(gram, static value => -value);
        SymmetricMatrix.AddDiagonal(matrix, size, shift);
        return matrix;
    }
}
