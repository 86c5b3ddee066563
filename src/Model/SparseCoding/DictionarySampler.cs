using System.Numerics.Tensors;

namespace PurifyProofs.Model.SparseCoding;

/// <summary>Draws dictionaries.</summary>
internal static class DictionarySampler
{
    /// <summary>Mᵀ [D × d], rows of unit norm.</summary>
    public static Matrix Draw(SparseCodingLaw law, ulong seed)
    {
        double[][] rows = DrawNormalRows(law, seed);
        if (law.Dictionary == DictionaryLaw.Orthonormal)
        {
            OrthonormalRows.Orthonormalise(rows);
        }
        else
        {
            foreach (double[] row in rows)
            {
                OrthonormalRows.Normalise(row);
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
}
