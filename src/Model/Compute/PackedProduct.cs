using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PurifyProofs.Model.Compute;

/// <summary>
/// The product P = X Wᵀ by register tiles of 12 samples × 32 neurons. W is packed into panels of 32 neurons,
/// [panel][coordinate][32], so that neurons lie along the vector and one coordinate of x is broadcast.
/// </summary>
internal static unsafe class PackedProduct
{
    /// <summary>Samples in a tile; blocks of samples are padded to a multiple of it.</summary>
    public const int TileRows = 12;

    /// <summary>Neurons in a panel.</summary>
    public const int PanelWidth = 32;

    /// <summary>Packs 32 rows of W (zero beyond <paramref name="rows"/>) into one panel [depth × 32].</summary>
    public static void PackPanel(float* weights, nint stride, int rows, int depth, float* panel)
    {
        for (int lane = 0; lane < PanelWidth; lane++)
        {
            float* source = weights + (lane * stride);
            for (int k = 0; k < depth; k++)
            {
                panel[((nint)k * PanelWidth) + lane] = lane < rows ? source[k] : 0;
            }
        }
    }

    /// <summary>P[0..12, 0..32] = X[0..12, 0..depth] · panel.</summary>
    public static void Tile(float* x, nint xStride, float* panel, int depth, float* p, nint pStride)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            WideTile(x, xStride, panel, depth, p, pStride);
            return;
        }

        for (int row = 0; row < TileRows; row += 2)
        {
            NarrowTile(x + (row * xStride), xStride, panel, depth, p + (row * pStride), pStride);
        }
    }

    // Two samples at a time: with 256-bit registers this is what fits into sixteen of them.
    private static void NarrowTile(float* x, nint xStride, float* panel, int depth, float* p, nint pStride)
    {
        Vector512<float> a0 = default, a1 = default, b0 = default, b1 = default;
        for (int k = 0; k < depth; k++)
        {
            Vector512<float> left = Vector512.Load(panel + ((nint)k * PanelWidth));
            Vector512<float> right = Vector512.Load(panel + ((nint)k * PanelWidth) + 16);
            Vector512<float> first = Vector512.Create(x[k]);
            Vector512<float> second = Vector512.Create(x[xStride + k]);
            a0 = Vector512.MultiplyAddEstimate(left, first, a0);
            a1 = Vector512.MultiplyAddEstimate(right, first, a1);
            b0 = Vector512.MultiplyAddEstimate(left, second, b0);
            b1 = Vector512.MultiplyAddEstimate(right, second, b1);
        }

        a0.Store(p);
        a1.Store(p + 16);
        b0.Store(p + pStride);
        b1.Store(p + pStride + 16);
    }

    // Written out because only named locals are kept in registers: 24 sums, 2 columns of the panel, 1 broadcast.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WideTile(float* x, nint xStride, float* panel, int depth, float* p, nint pStride)
    {
        Vector512<float> l0 = default, r0 = default;
        Vector512<float> l1 = default, r1 = default;
        Vector512<float> l2 = default, r2 = default;
        Vector512<float> l3 = default, r3 = default;
        Vector512<float> l4 = default, r4 = default;
        Vector512<float> l5 = default, r5 = default;
        Vector512<float> l6 = default, r6 = default;
        Vector512<float> l7 = default, r7 = default;
        Vector512<float> l8 = default, r8 = default;
        Vector512<float> l9 = default, r9 = default;
        Vector512<float> l10 = default, r10 = default;
        Vector512<float> l11 = default, r11 = default;
        float* x0 = x + (0 * xStride);
        float* x1 = x + (4 * xStride);
        float* x2 = x + (8 * xStride);
        nint s1 = xStride, s2 = 2 * xStride, s3 = 3 * xStride;
        for (int k = 0; k < depth; k++)
        {
            Vector512<float> left = Vector512.Load(panel);
            Vector512<float> right = Vector512.Load(panel + 16);
            panel += PanelWidth;
            Vector512<float> v0 = Vector512.Create(*(x0 + k));
            l0 = Vector512.FusedMultiplyAdd(left, v0, l0);
            r0 = Vector512.FusedMultiplyAdd(right, v0, r0);
            Vector512<float> v1 = Vector512.Create(*(x0 + k + s1));
            l1 = Vector512.FusedMultiplyAdd(left, v1, l1);
            r1 = Vector512.FusedMultiplyAdd(right, v1, r1);
            Vector512<float> v2 = Vector512.Create(*(x0 + k + s2));
            l2 = Vector512.FusedMultiplyAdd(left, v2, l2);
            r2 = Vector512.FusedMultiplyAdd(right, v2, r2);
            Vector512<float> v3 = Vector512.Create(*(x0 + k + s3));
            l3 = Vector512.FusedMultiplyAdd(left, v3, l3);
            r3 = Vector512.FusedMultiplyAdd(right, v3, r3);
            Vector512<float> v4 = Vector512.Create(*(x1 + k));
            l4 = Vector512.FusedMultiplyAdd(left, v4, l4);
            r4 = Vector512.FusedMultiplyAdd(right, v4, r4);
            Vector512<float> v5 = Vector512.Create(*(x1 + k + s1));
            l5 = Vector512.FusedMultiplyAdd(left, v5, l5);
            r5 = Vector512.FusedMultiplyAdd(right, v5, r5);
            Vector512<float> v6 = Vector512.Create(*(x1 + k + s2));
            l6 = Vector512.FusedMultiplyAdd(left, v6, l6);
            r6 = Vector512.FusedMultiplyAdd(right, v6, r6);
            Vector512<float> v7 = Vector512.Create(*(x1 + k + s3));
            l7 = Vector512.FusedMultiplyAdd(left, v7, l7);
            r7 = Vector512.FusedMultiplyAdd(right, v7, r7);
            Vector512<float> v8 = Vector512.Create(*(x2 + k));
            l8 = Vector512.FusedMultiplyAdd(left, v8, l8);
            r8 = Vector512.FusedMultiplyAdd(right, v8, r8);
            Vector512<float> v9 = Vector512.Create(*(x2 + k + s1));
            l9 = Vector512.FusedMultiplyAdd(left, v9, l9);
            r9 = Vector512.FusedMultiplyAdd(right, v9, r9);
            Vector512<float> v10 = Vector512.Create(*(x2 + k + s2));
            l10 = Vector512.FusedMultiplyAdd(left, v10, l10);
            r10 = Vector512.FusedMultiplyAdd(right, v10, r10);
            Vector512<float> v11 = Vector512.Create(*(x2 + k + s3));
            l11 = Vector512.FusedMultiplyAdd(left, v11, l11);
            r11 = Vector512.FusedMultiplyAdd(right, v11, r11);
        }

        l0.Store(p + (0 * pStride));
        r0.Store(p + (0 * pStride) + 16);
        l1.Store(p + (1 * pStride));
        r1.Store(p + (1 * pStride) + 16);
        l2.Store(p + (2 * pStride));
        r2.Store(p + (2 * pStride) + 16);
        l3.Store(p + (3 * pStride));
        r3.Store(p + (3 * pStride) + 16);
        l4.Store(p + (4 * pStride));
        r4.Store(p + (4 * pStride) + 16);
        l5.Store(p + (5 * pStride));
        r5.Store(p + (5 * pStride) + 16);
        l6.Store(p + (6 * pStride));
        r6.Store(p + (6 * pStride) + 16);
        l7.Store(p + (7 * pStride));
        r7.Store(p + (7 * pStride) + 16);
        l8.Store(p + (8 * pStride));
        r8.Store(p + (8 * pStride) + 16);
        l9.Store(p + (9 * pStride));
        r9.Store(p + (9 * pStride) + 16);
        l10.Store(p + (10 * pStride));
        r10.Store(p + (10 * pStride) + 16);
        l11.Store(p + (11 * pStride));
        r11.Store(p + (11 * pStride) + 16);
    }
}
