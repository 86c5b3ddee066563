using System.Numerics.Tensors;

namespace PurifyProofs.Bounds.Rounding;

/// <summary>Symmetric matrices [d × d] of which the lower triangle, row by row, is kept.</summary>
internal static class SymmetricMatrix
{
    /// <summary>Adds a multiple of the identity.</summary>
    public static void AddDiagonal(double[] target, int dimension, double value)
    {
        for (int j = 0; j < dimension; j++)
        {
            target[(j * dimension) + j] += value;
        }
    }

    /// <summary>L⁻¹ of a lower triangular L.</summary>
    public static double[] InverseFactor(double[] factor, int dimension)
    {
        var inverse = new double[dimension * dimension];
        for (int j = 0; j < dimension; j++)
        {
            Span<double> row = inverse.AsSpan(j * dimension, j + 1);
            for (int k = 0; k < j; k++)
            {
                TensorPrimitives.MultiplyAdd(inverse.AsSpan(k * dimension, k + 1), -factor[(j * dimension) + k], row[..(k + 1)], row[..(k + 1)]);
            }

            row[j] = 1;
            TensorPrimitives.Divide(row, factor[(j * dimension) + j], row);
        }

        return inverse;
    }
}
