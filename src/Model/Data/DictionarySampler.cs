using System.Numerics.Tensors;
using PurifyProofs.Model.Compute;

namespace PurifyProofs.Model.Data;

/// <summary>Draws dictionaries.</summary>
internal static class DictionarySampler
{
    /// <summary>Mᵀ [D × d], rows of unit norm.</summary>
    public static Matrix Draw(SparseCodingLaw law, ulong seed)
    {
        double[][] rows = DrawNormalRows(law, seed);
        if (law.Dictionary == DictionaryLaw.Orthonormal)
        {
            Orthonormalise(rows);
        }
        else
        {
            foreach (double[] row in rows)
            {
                Normalise(row);
            }
        }

        var dictionary = new Matrix(law.DictionarySize, law.Dimension);
        for (int j = 0; j < rows.Length; j++)
        {
            TensorPrimitives.ConvertTruncating<double, float>(rows[j], dictionary.Row(j));
        }

        return dictionary;
    }

    /// <summary>max over j ≠ l of |⟨M_j, M_l⟩|.</summary>
    public static double Coherence(Matrix dictionary)
    {
        double largest = 0;
        for (int j = 0; j < dictionary.Rows; j++)
        {
            for (int l = 0; l < j; l++)
            {
                largest = Math.Max(largest, Math.Abs(TensorPrimitives.Dot<float>(dictionary.Row(j), dictionary.Row(l))));
            }
        }

        return largest;
    }

    private static double[][] DrawNormalRows(SparseCodingLaw law, ulong seed)
    {
        var rows = new double[law.DictionarySize][];
        for (int j = 0; j < rows.Length; j++)
        {
            var random = new RandomSequence(seed, (uint)j, 0, (uint)RandomStream.Dictionary << 1);
            rows[j] = new double[law.Dimension];
            for (int i = 0; i < law.Dimension; i++)
            {
                rows[j][i] = random.NextNormal();
            }
        }

        return rows;
    }

    // Gram–Schmidt on a Gaussian matrix gives the Haar law; done twice, it is orthogonal to rounding
    // ("twice is enough", W. Kahan in B. N. Parlett, The Symmetric Eigenvalue Problem, 1980).
    private static void Orthonormalise(double[][] rows)
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

    private static void Normalise(double[] row) =>
        TensorPrimitives.Divide<double>(row, TensorPrimitives.Norm<double>(row), row);
}
