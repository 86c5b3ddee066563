using System.Numerics.Tensors;

namespace PurifyProofs.Model.Numerics;

/// <summary>Haar-random orthonormal directions.</summary>
internal static class OrthonormalRows
{
    /// <summary>Rows [count][d], orthonormal to rounding; count ≤ d.</summary>
    public static double[][] Draw(int count, int dimension, ulong seed, RandomStream stream)
    {
        var rows = new double[count][];
        for (int j = 0; j < count; j++)
        {
            var random = new RandomSequence(seed, (uint)j, 0, (uint)stream << 1);
            rows[j] = new double[dimension];
            for (int i = 0; i < dimension; i++)
            {
                rows[j][i] = random.NextNormal();
            }
        }

        Orthonormalise(rows);
        return rows;
    }

    /// <summary>
    /// Gram–Schmidt; on a Gaussian matrix it gives the Haar law. Done twice, it is orthogonal to rounding
    /// ("twice is enough", W. Kahan in B. N. Parlett, The Symmetric Eigenvalue Problem, 1980).
    /// </summary>
    public static void Orthonormalise(double[][] rows)
    {
        for (int j = 0; j < rows.Length; j++)
        {
            for (int pass = 0; pass < 2; pass++)
            {
                for (int l = 0; l < j; l++)
                {
                    double overlap = TensorPrimitives.Dot<double>(rows[l], rows[j]);
                    TensorPrimitives.MultiplyAdd<double>(rows[l], -overlap, rows[j], rows[j]);
                }

                Normalise(rows[j]);
            }
        }
    }

    /// <summary>Row / ‖row‖.</summary>
    public static void Normalise(double[] row) =>
        TensorPrimitives.Divide<double>(row, TensorPrimitives.Norm<double>(row), row);
}
