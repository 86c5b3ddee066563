using PurifyProofs.Model.Numerics;

namespace PurifyProofs.Properties;

/// <summary>Matrices of independent normal entries, drawn without the code under test.</summary>
internal static class RandomMatrix
{
    /// <summary>Entries N(0, scale²) [rows × columns].</summary>
    public static Matrix Normal(System.Random random, int rows, int columns, double scale)
    {
        var matrix = new Matrix(rows, columns);
        for (int i = 0; i < rows; i++)
        {
            FillNormal(random, matrix.Row(i), scale);
        }

        return matrix;
    }

    /// <summary>Fills a row with N(0, scale²).</summary>
    public static void FillNormal(System.Random random, Span<float> row, double scale)
    {
        for (int j = 0; j < row.Length; j++)
        {
            row[j] = (float)(scale * NextNormal(random));
        }
    }

    /// <summary>A standard normal number.</summary>
    public static double NextNormal(System.Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>An orthogonal matrix as rows [n][n], by Gram–Schmidt done twice.</summary>
    public static double[][] Orthogonal(System.Random random, int size)
    {
        var rows = new double[size][];
        for (int i = 0; i < size; i++)
        {
            double[] row = [.. Enumerable.Range(0, size).Select(_ => NextNormal(random))];
            for (int pass = 0; pass < 2; pass++)
            {
                foreach (double[] earlier in rows.Take(i))
                {
                    double overlap = earlier.Zip(row, static (a, b) => a * b).Sum();
                    row = [.. row.Zip(earlier, (a, b) => a - (overlap * b))];
                }
            }

            rows[i] = Array.ConvertAll(row, value => value / Float64.Norm(row));
        }

        return rows;
    }

    /// <summary>All elements, row by row, padding left out.</summary>
    public static float[] Elements(Matrix matrix)
    {
        var elements = new float[matrix.Rows * matrix.Columns];
        for (int i = 0; i < matrix.Rows; i++)
        {
            matrix.Row(i).CopyTo(elements.AsSpan(i * matrix.Columns));
        }

        return elements;
    }

    /// <summary>Whether both matrices hold the same bits.</summary>
    public static bool HaveSameBits(Matrix left, Matrix right) =>
        System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(Elements(left)).SequenceEqual(
            System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(Elements(right)));
}
