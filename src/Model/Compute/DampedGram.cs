namespace PurifyProofs.Model.Compute;

/// <summary>The Cholesky factor in float64 of a damped Gram matrix F + εI, ε relative to the mean diagonal.</summary>
internal sealed class DampedGram
{
    private readonly double[][] factor;

    private DampedGram(double[][] gram, double relativeDamping)
    {
        double damping = relativeDamping * Math.Max(gram.Select((row, i) => row[i]).Average(), double.Epsilon);
        if (damping < 1e-30)
        {
            // A factor that is still zero has no directions to rescale: solutions vanish instead of exploding.
            damping = double.PositiveInfinity;
        }

        for (int i = 0; i < gram.Length; i++)
        {
            gram[i][i] += damping;
        }

        factor = Factorise(gram);
    }

    /// <summary>Of AᵀA for A [n × r].</summary>
    public static DampedGram OfColumns(Matrix matrix, double relativeDamping)
    {
        double[][] gram = Square(matrix.Columns);
        for (int row = 0; row < matrix.Rows; row++)
        {
            Span<float> values = matrix.Row(row);
            for (int i = 0; i < values.Length; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    gram[i][j] += (double)values[i] * values[j];
                }
            }
        }

        return new DampedGram(gram, relativeDamping);
    }

    /// <summary>Of BBᵀ for B [r × d].</summary>
    public static unsafe DampedGram OfRows(Matrix matrix, double relativeDamping)
    {
        double[][] gram = Square(matrix.Rows);
        for (int i = 0; i < matrix.Rows; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                gram[i][j] = VectorKernels.Dot(matrix.Data + ((nint)i * matrix.Stride), matrix.Data + ((nint)j * matrix.Stride), matrix.Stride);
            }
        }

        return new DampedGram(gram, relativeDamping);
    }

    /// <summary>target −= scale · (F + εI)⁻¹ v for one vector [r].</summary>
    public void SubtractSolution(ReadOnlySpan<float> vector, float scale, Span<float> target)
    {
        Span<double> solution = stackalloc double[vector.Length];
        for (int i = 0; i < solution.Length; i++)
        {
            double sum = vector[i];
            for (int j = 0; j < i; j++)
            {
                sum -= factor[i][j] * solution[j];
            }

            solution[i] = sum / factor[i][i];
        }

        for (int i = solution.Length - 1; i >= 0; i--)
        {
            for (int j = i + 1; j < solution.Length; j++)
            {
                solution[i] -= factor[j][i] * solution[j];
            }

            solution[i] /= factor[i][i];
            target[i] -= scale * (float)solution[i];
        }
    }

    /// <summary>target −= scale · (F + εI)⁻¹ V for the columns of V [r × d].</summary>
    public void SubtractSolution(Matrix vectors, float scale, Matrix target)
    {
        Span<float> column = stackalloc float[vectors.Rows];
        Span<float> change = stackalloc float[vectors.Rows];
        for (int c = 0; c < vectors.Columns; c++)
        {
            for (int r = 0; r < column.Length; r++)
            {
                column[r] = vectors.Row(r)[c];
            }

            change.Clear();
            SubtractSolution(column, scale, change);
            for (int r = 0; r < column.Length; r++)
            {
                target.Row(r)[c] += change[r];
            }
        }
    }

    private static double[][] Square(int size) => [.. Enumerable.Range(0, size).Select(_ => new double[size])];

    private static double[][] Factorise(double[][] gram)
    {
        for (int i = 0; i < gram.Length; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = gram[i][j];
                for (int k = 0; k < j; k++)
                {
                    sum -= gram[i][k] * gram[j][k];
                }

                gram[i][j] = i == j ? Math.Sqrt(sum) : sum / gram[j][j];
            }
        }

        return gram;
    }
}
