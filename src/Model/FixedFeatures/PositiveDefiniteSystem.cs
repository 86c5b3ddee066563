using System.Numerics.Tensors;

namespace PurifyProofs.Model.FixedFeatures;

/// <summary>Sums of outer products and the solution of (A + εI)v = b by Cholesky's factorisation.</summary>
internal sealed class PositiveDefiniteSystem
{
    private const int Blocks = 8;

    private readonly double[][] rows;

    /// <summary>A = Σ_i weight(i) φ_iφ_iᵀ; lower triangle.</summary>
    public PositiveDefiniteSystem(IReadOnlyList<double[]> features, Func<int, double> weight)
    {
        int size = features[0].Length;

        // Fixed blocks, summed in order: the result does not depend on the number of threads.
        var partial = new double[Blocks][][];
        Parallel.For(0, Blocks, block => partial[block] = SumBlock(features, weight, block, size));
        rows = partial[0];
        foreach (double[][] other in partial.Skip(1))
        {
            for (int i = 0; i < size; i++)
            {
                TensorPrimitives.Add<double>(rows[i], other[i], rows[i]);
            }
        }
    }

    /// <summary>The mean of the diagonal.</summary>
    public double MeanDiagonal => rows.Select(static (row, i) => row[i]).Average();

    /// <summary>(A + εI)⁻¹b; call once, A is overwritten.</summary>
    public double[] Solve(double damping, ReadOnlySpan<double> right)
    {
        Factorise(damping);
        double[] solution = right.ToArray();
        for (int i = 0; i < rows.Length; i++)
        {
            solution[i] = (solution[i] - TensorPrimitives.Dot<double>(rows[i].AsSpan(0, i), solution.AsSpan(0, i))) / rows[i][i];
        }

        for (int i = rows.Length - 1; i >= 0; i--)
        {
            solution[i] /= rows[i][i];
            Span<double> head = solution.AsSpan(0, i);
            TensorPrimitives.MultiplyAdd(rows[i].AsSpan(0, i), -solution[i], head, head);
        }

        return solution;
    }

    private static double[][] SumBlock(IReadOnlyList<double[]> features, Func<int, double> weight, int block, int size)
    {
        double[][] sum = [.. Enumerable.Range(1, size).Select(static length => new double[length])];
        for (int sample = block; sample < features.Count; sample += Blocks)
        {
            double factor = weight(sample);
            double[] row = features[sample];
            for (int i = 0; i < size && factor != 0; i++)
            {
                TensorPrimitives.MultiplyAdd(row.AsSpan(0, i + 1), factor * row[i], sum[i], sum[i]);
            }
        }

        return sum;
    }

    private void Factorise(double damping)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            Span<double> row = rows[i];
            for (int j = 0; j < i; j++)
            {
                row[j] = (row[j] - TensorPrimitives.Dot(row[..j], rows[j].AsSpan(0, j))) / rows[j][j];
            }

            // Rounding may take a pivot of a singular matrix below its damping.
            row[i] = Math.Sqrt(Math.Max(row[i] + damping - TensorPrimitives.SumOfSquares<double>(row[..i]), 0.01 * damping));
        }
    }
}
