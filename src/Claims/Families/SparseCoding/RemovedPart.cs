using System.Numerics.Tensors;
using PurifyProofs.Model.Numerics;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>
/// What adversarial training removed: E = W − diag(β)W' with β_i = ⟨w_i, w_i'⟩/‖w_i'‖² the least-squares scale, and its top
/// right singular vector.
/// </summary>
public static class RemovedPart
{
    private const int Iterations = 300;

    /// <summary>Rows w_i − β_i w_i' [m][d]; where w_i' vanishes β_i = 0.</summary>
    public static double[][] Rows(Matrix clean, Matrix adversarial)
    {
        ArgumentNullException.ThrowIfNull(clean);
        ArgumentNullException.ThrowIfNull(adversarial);
        var rows = new double[clean.Rows][];
        Parallel.For(0, rows.Length, i =>
        {
            double[] w = WeightStatistics.ToDouble(clean.Row(i));
            double[] purified = WeightStatistics.ToDouble(adversarial.Row(i));
            double square = TensorPrimitives.SumOfSquares<double>(purified);
            double scale = square > 0 ? TensorPrimitives.Dot<double>(w, purified) / square : 0;
            TensorPrimitives.MultiplyAdd<double>(purified, -scale, w, w);
            rows[i] = w;
        });
        return rows;
    }

    /// <summary>The top right singular vector [d] of given rows, by power iteration on EᵀE from a fixed ramp.</summary>
    public static double[] TopRightSingularVector(double[][] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        int dimension = rows[0].Length;
        double[] vector = [.. Enumerable.Range(0, dimension).Select(j => 1.0 + ((double)j / dimension))];
        double[][] gram = Gram(rows, dimension);
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            double[] current = vector;
            var next = new double[dimension];
            Parallel.For(0, dimension, j => next[j] = TensorPrimitives.Dot<double>(gram[j], current));
            double norm = TensorPrimitives.Norm<double>(next);
            if (norm == 0)
            {
                return vector;
            }

            TensorPrimitives.Divide<double>(next, norm, next);
            vector = next;
        }

        return vector;
    }

    /// <summary>EᵀE [d][d] of rows [m][d].</summary>
    internal static double[][] Gram(double[][] rows, int dimension)
    {
        var gram = new double[dimension][];
        Parallel.For(0, dimension, j =>
        {
            gram[j] = new double[dimension];
            foreach (double[] row in rows)
            {
                TensorPrimitives.MultiplyAdd<double>(row, row[j], gram[j], gram[j]);
            }
        });
        return gram;
    }
}
