using System.Runtime.Intrinsics;

namespace PurifyProofs.Model.Compute;

/// <summary>
/// Σ_j c_j · row(i_j): the gradient in W (rows are samples) and the gradient in x (rows are neurons) are both such sums
/// over the active pairs only. The sum is kept in registers, 128 columns at a time.
/// </summary>
internal static unsafe class SparseCombination
{
    private const int Chunk = 128;

    /// <summary>target[0..columns] = Σ_j coefficients[j] · rows[indices[j]]; columns is a multiple of 16.</summary>
    public static void Compute(float* rows, nint stride, int* indices, float* coefficients, int count, float* target, int columns)
    {
        int column = 0;
        for (; column + Chunk <= columns; column += Chunk)
        {
            WideChunk(rows + column, stride, indices, coefficients, count, target + column);
        }

        for (; column < columns; column += Matrix.Lanes)
        {
            Vector512<float> sum = default;
            for (int j = 0; j < count; j++)
            {
                sum = Vector512.MultiplyAddEstimate(Vector512.Load(rows + column + (indices[j] * stride)), Vector512.Create(coefficients[j]), sum);
            }

            sum.Store(target + column);
        }
    }

    private static void WideChunk(float* rows, nint stride, int* indices, float* coefficients, int count, float* target)
    {
        Vector512<float> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        for (int j = 0; j < count; j++)
        {
            float* row = rows + (indices[j] * stride);
            Vector512<float> c = Vector512.Create(coefficients[j]);
            s0 = Vector512.MultiplyAddEstimate(Vector512.Load(row), c, s0);
            s1 = Vector512.MultiplyAddEstimate(Vector512.Load(row + 16), c, s1);
            s2 = Vector512.MultiplyAddEstimate(Vector512.Load(row + 32), c, s2);
            s3 = Vector512.MultiplyAddEstimate(Vector512.Load(row + 48), c, s3);
            s4 = Vector512.MultiplyAddEstimate(Vector512.Load(row + 64), c, s4);
            s5 = Vector512.MultiplyAddEstimate(Vector512.Load(row + 80), c, s5);
            s6 = Vector512.MultiplyAddEstimate(Vector512.Load(row + 96), c, s6);
            s7 = Vector512.MultiplyAddEstimate(Vector512.Load(row + 112), c, s7);
        }

        s0.Store(target);
        s1.Store(target + 16);
        s2.Store(target + 32);
        s3.Store(target + 48);
        s4.Store(target + 64);
        s5.Store(target + 80);
        s6.Store(target + 96);
        s7.Store(target + 112);
    }
}
