using System.Numerics.Tensors;

namespace PurifyProofs.Model.Cpu.SparseCoding;

/// <summary>(F + εI)⁻¹ for a Gram matrix F [r × r], ε relative to its mean diagonal; by Cholesky's factorisation in float64.</summary>
internal static unsafe class DampedGramInverse
{
    /// <summary>Of AᵀA for A [n × r]; zero where A is zero, so that nothing is divided by it.</summary>
    public static void OfColumns(Matrix matrix, double relativeDamping, Matrix inverse)
    {
        using var gram = new Matrix(matrix.Columns, matrix.Columns);
        for (int row = 0; row < matrix.Rows; row++)
        {
            float* values = matrix.RowStart(row);
            for (int i = 0; i < gram.Rows; i++)
            {
                VectorKernels.AddScaled(gram.RowStart(i), values, values[i], gram.Columns);
            }
        }

        Invert(gram, relativeDamping, inverse);
    }

    /// <summary>Of BBᵀ for B [r × d].</summary>
    public static void OfRows(Matrix matrix, double relativeDamping, Matrix inverse)
    {
        using var gram = new Matrix(matrix.Rows, matrix.Rows);
        for (int i = 0; i < gram.Rows; i++)
        {
            Span<float> row = gram.Row(i);
            for (int j = 0; j < gram.Rows; j++)
            {
                row[j] = VectorKernels.Dot(matrix.RowStart(i), matrix.RowStart(j), matrix.Columns);
            }
        }

        Invert(gram, relativeDamping, inverse);
    }

    private static void Invert(Matrix gram, double relativeDamping, Matrix inverse)
    {
        int size = gram.Rows;
        double trace = 0;
        for (int i = 0; i < size; i++)
        {
            trace += gram.Row(i)[i];
        }

        if (trace <= 0)
        {
            inverse.Clear();
            return;
        }

        double[][] columns = InverseFactorColumns(Factorise(gram, relativeDamping * trace / size));
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                // (LLᵀ)⁻¹ = L⁻ᵀL⁻¹, and column i of L⁻¹ is zero above its diagonal.
                float value = (float)TensorPrimitives.Dot<double>(columns[i].AsSpan(i), columns[j].AsSpan(i));
                (inverse.Row(i)[j], inverse.Row(j)[i]) = (value, value);
            }
        }
    }

    private static double[][] Factorise(Matrix gram, double damping)
    {
        var factor = new double[gram.Rows][];
        for (int i = 0; i < factor.Length; i++)
        {
            factor[i] = new double[i + 1];
            for (int j = 0; j <= i; j++)
            {
                double rest = gram.Row(i)[j] - TensorPrimitives.Dot<double>(factor[i].AsSpan(0, j), factor[j].AsSpan(0, j));
                factor[i][j] = i == j ? Math.Sqrt(rest + damping) : rest / factor[j][j];
            }
        }

        return factor;
    }

    // Columns of L⁻¹ by forward substitution against the unit vectors.
    private static double[][] InverseFactorColumns(double[][] factor)
    {
        int size = factor.Length;
        var columns = new double[size][];
        for (int c = 0; c < size; c++)
        {
            double[] column = columns[c] = new double[size];
            column[c] = 1 / factor[c][c];
            for (int i = c + 1; i < size; i++)
            {
                column[i] = -TensorPrimitives.Dot<double>(factor[i].AsSpan(c, i - c), column.AsSpan(c, i - c)) / factor[i][i];
            }
        }

        return columns;
    }
}
