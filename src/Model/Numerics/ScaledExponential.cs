using System.Runtime.CompilerServices;

namespace PurifyProofs.Model.Numerics;

/// <summary>
/// e^−x for x ≥ 0, times 2⁶⁴: what falls below the normal numbers of float32 keeps its full precision until the caller multiplies
/// by 2⁻⁶⁴, and that is rounded once. The relative error is below 1.2e-7.
/// </summary>
/// <remarks>
/// x = r − n ln 2 with whole n and |r| ≤ ln(2)/2, where e^−r is the polynomial of degree 6 with the least largest relative error (3.2e-9
/// after its coefficients were rounded to float32 one after the other, the rest fitted again each time).
/// </remarks>
internal static class ScaledExponential
{
    /// <summary>2⁻⁶⁴.</summary>
    public const float Unscale = 1f / (1UL << 63) / 2;

    /// <summary>From here on e^−x is 0 in float32, and no x above it may be passed in.</summary>
    public const float Limit = 130;

    private const float Log2E = 1.44269504f;
    private const float Ln2High = 0.693147182f;
    private const float Ln2Low = -1.90465421e-9f;

    // 3·2²² + 127 as PowerOfTwo wants it, and the 64 of the scale.
    private const float Shift = 12582912 + 127 + 64;

    /// <summary>2⁶⁴ e^−(x + remainder) for 0 ≤ x ≤ <see cref="Limit"/> and a remainder of the size of x's rounding error.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Decay<TLanes>(TLanes x, TLanes remainder)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes shifted = TLanes.MultiplyAdd(x, TLanes.Broadcast(-Log2E), TLanes.Broadcast(Shift));
        TLanes n = shifted - TLanes.Broadcast(Shift);
        TLanes r = TLanes.MultiplyAdd(n, TLanes.Broadcast(Ln2High), x) + TLanes.MultiplyAdd(n, TLanes.Broadcast(Ln2Low), remainder);
        TLanes p = TLanes.MultiplyAdd(r, TLanes.Broadcast(0.00138220203f), TLanes.Broadcast(-0.00836885069f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Broadcast(0.0416682549f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Broadcast(-0.166665196f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Broadcast(0.49999994f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Broadcast(-1));
        p = TLanes.MultiplyAdd(p, r, TLanes.Broadcast(1));
        return p * TLanes.PowerOfTwo(shifted);
    }
}
