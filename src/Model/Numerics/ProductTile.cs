using System.Runtime.CompilerServices;

namespace PurifyProofs.Model.Numerics;

/// <summary>
/// The register tile that every dense product is made of: six rows of A against two registers of B. Its twelve sums, two
/// columns of B and one broadcast fit into sixteen registers, and twelve independent sums cover the latency of a
/// multiply–add on every processor of the last ten years.
/// </summary>
internal static unsafe class ProductTile<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Rows of a tile.</summary>
    public const int Rows = 6;

    /// <summary>Columns of a tile.</summary>
    public static int Columns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2 * TLanes.Count;
    }

    /// <summary>
    /// P[r, c] += Σ_k A[r, k] · B[k, c] for six rows r and <see cref="Columns"/> columns c; A[r, k] is at
    /// a + r · <paramref name="aRow"/> + k · <paramref name="aDepth"/>, the others have unit distance between columns.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Accumulate(float* a, nint aRow, nint aDepth, float* b, nint bRow, int depth, float* p, nint pRow)
    {
        int right = TLanes.Count;
        TLanes l0 = TLanes.Load(p), r0 = TLanes.Load(p + right);
        TLanes l1 = TLanes.Load(p + pRow), r1 = TLanes.Load(p + pRow + right);
        TLanes l2 = TLanes.Load(p + (2 * pRow)), r2 = TLanes.Load(p + (2 * pRow) + right);
        TLanes l3 = TLanes.Load(p + (3 * pRow)), r3 = TLanes.Load(p + (3 * pRow) + right);
        TLanes l4 = TLanes.Load(p + (4 * pRow)), r4 = TLanes.Load(p + (4 * pRow) + right);
        TLanes l5 = TLanes.Load(p + (5 * pRow)), r5 = TLanes.Load(p + (5 * pRow) + right);
        float* lower = a + (3 * aRow);
        nint twoRows = 2 * aRow;
        for (int k = 0; k < depth; k++)
        {
            TLanes left = TLanes.Load(b);
            TLanes next = TLanes.Load(b + right);
            TLanes v0 = TLanes.Broadcast(*a);
            l0 = TLanes.MultiplyAdd(left, v0, l0);
            r0 = TLanes.MultiplyAdd(next, v0, r0);
            TLanes v1 = TLanes.Broadcast(*(a + aRow));
            l1 = TLanes.MultiplyAdd(left, v1, l1);
            r1 = TLanes.MultiplyAdd(next, v1, r1);
            TLanes v2 = TLanes.Broadcast(*(a + twoRows));
            l2 = TLanes.MultiplyAdd(left, v2, l2);
            r2 = TLanes.MultiplyAdd(next, v2, r2);
            TLanes v3 = TLanes.Broadcast(*lower);
            l3 = TLanes.MultiplyAdd(left, v3, l3);
            r3 = TLanes.MultiplyAdd(next, v3, r3);
            TLanes v4 = TLanes.Broadcast(*(lower + aRow));
            l4 = TLanes.MultiplyAdd(left, v4, l4);
            r4 = TLanes.MultiplyAdd(next, v4, r4);
            TLanes v5 = TLanes.Broadcast(*(lower + twoRows));
            l5 = TLanes.MultiplyAdd(left, v5, l5);
            r5 = TLanes.MultiplyAdd(next, v5, r5);
            a += aDepth;
            lower += aDepth;
            b += bRow;
        }

        l0.Store(p);
        r0.Store(p + right);
        l1.Store(p + pRow);
        r1.Store(p + pRow + right);
        l2.Store(p + (2 * pRow));
        r2.Store(p + (2 * pRow) + right);
        l3.Store(p + (3 * pRow));
        r3.Store(p + (3 * pRow) + right);
        l4.Store(p + (4 * pRow));
        r4.Store(p + (4 * pRow) + right);
        l5.Store(p + (5 * pRow));
        r5.Store(p + (5 * pRow) + right);
    }
}
