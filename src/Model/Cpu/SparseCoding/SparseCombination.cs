using System.Runtime.CompilerServices;

namespace PurifyProofs.Model.Cpu.SparseCoding;

/// <summary>
/// Σ_j c_j · row(i_j): the gradient in W (rows are samples) and the gradient in x (rows are neurons) are both such sums
/// over the active pairs only. The sum is kept in registers, eight at a time.
/// </summary>
internal static unsafe class SparseCombination<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>target[0..columns] = Σ_j coefficients[j] · rows[indices[j]]; columns is a multiple of the lanes.</summary>
    public static void Compute(float* rows, nint stride, int* indices, float* coefficients, int count, float* target, int columns)
    {
        int chunk = 8 * TLanes.Count;
        int column = 0;
        for (; column + chunk <= columns; column += chunk)
        {
            WideChunk(rows + column, stride, indices, coefficients, count, target + column);
        }

        for (; column < columns; column += TLanes.Count)
        {
            TLanes sum = default;
            for (int j = 0; j < count; j++)
            {
                sum = TLanes.MultiplyAdd(TLanes.Load(rows + column + (indices[j] * stride)), TLanes.Broadcast(coefficients[j]), sum);
            }

            sum.Store(target + column);
        }
    }

    /// <summary>The same for rows of <see cref="ProductTile{TLanes}.Columns"/> columns that follow one another without a gap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ComputePanel(float* rows, int* indices, float* coefficients, int count, float* target)
    {
        int lanes = TLanes.Count;
        nint stride = 2 * lanes;
        TLanes a0 = default, a1 = default, b0 = default, b1 = default;
        int j = 0;
        for (; j + 1 < count; j += 2)
        {
            float* even = rows + (indices[j] * stride);
            TLanes c = TLanes.Broadcast(coefficients[j]);
            a0 = TLanes.MultiplyAdd(TLanes.Load(even), c, a0);
            a1 = TLanes.MultiplyAdd(TLanes.Load(even + lanes), c, a1);
            float* odd = rows + (indices[j + 1] * stride);
            TLanes d = TLanes.Broadcast(coefficients[j + 1]);
            b0 = TLanes.MultiplyAdd(TLanes.Load(odd), d, b0);
            b1 = TLanes.MultiplyAdd(TLanes.Load(odd + lanes), d, b1);
        }

        if (j < count)
        {
            float* last = rows + (indices[j] * stride);
            TLanes c = TLanes.Broadcast(coefficients[j]);
            a0 = TLanes.MultiplyAdd(TLanes.Load(last), c, a0);
            a1 = TLanes.MultiplyAdd(TLanes.Load(last + lanes), c, a1);
        }

        (a0 + b0).Store(target);
        (a1 + b1).Store(target + lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WideChunk(float* rows, nint stride, int* indices, float* coefficients, int count, float* target)
    {
        int lanes = TLanes.Count;
        TLanes s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        for (int j = 0; j < count; j++)
        {
            float* row = rows + (indices[j] * stride);
            TLanes c = TLanes.Broadcast(coefficients[j]);
            s0 = TLanes.MultiplyAdd(TLanes.Load(row), c, s0);
            s1 = TLanes.MultiplyAdd(TLanes.Load(row + lanes), c, s1);
            s2 = TLanes.MultiplyAdd(TLanes.Load(row + (2 * lanes)), c, s2);
            s3 = TLanes.MultiplyAdd(TLanes.Load(row + (3 * lanes)), c, s3);
            s4 = TLanes.MultiplyAdd(TLanes.Load(row + (4 * lanes)), c, s4);
            s5 = TLanes.MultiplyAdd(TLanes.Load(row + (5 * lanes)), c, s5);
            s6 = TLanes.MultiplyAdd(TLanes.Load(row + (6 * lanes)), c, s6);
            s7 = TLanes.MultiplyAdd(TLanes.Load(row + (7 * lanes)), c, s7);
        }

        s0.Store(target);
        s1.Store(target + lanes);
        s2.Store(target + (2 * lanes));
        s3.Store(target + (3 * lanes));
        s4.Store(target + (4 * lanes));
        s5.Store(target + (5 * lanes));
        s6.Store(target + (6 * lanes));
        s7.Store(target + (7 * lanes));
    }
}
