using System.Runtime.CompilerServices;

namespace PurifyProofs.Model.Numerics;

/// <summary>
/// The Box–Muller transform (G. E. P. Box and M. E. Muller, Ann. Math. Statist. 29(2), 1958) of pairs of words. With the upper
/// 24 bits k of one word and l of the other it is, exactly,
/// <code>√(−2 ln((k + ½)/2²⁴)) · (cos, sin)(2π l/2²⁴ − π)</code>
/// and what is computed has a relative error below 3e-7; where the formula gives 0, so does it.
/// </summary>
internal static class BoxMuller<TLanes, TWords>
    where TLanes : unmanaged, ILanes<TLanes>
    where TWords : unmanaged, IWordLanes<TWords, TLanes>
{
    /// <summary>The two normal numbers of each pair of words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TLanes Cosine, TLanes Sine) Transform(TWords radiusWords, TWords angleWords, TLanes scale)
    {
        // The angle is half a turn off: both coordinates change sign.
        TLanes radius = TLanes.Sqrt(SquaredRadius(radiusWords)) * -scale;
        (TLanes cosine, TLanes sine) = CosineAndSine(angleWords);
        return (radius * cosine, radius * sine);
    }

    // −2 ln u for u = (k + ½)/2²⁴ = 2^e (1 + f) with √½ ≤ 1 + f < √2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SquaredRadius(TWords words)
    {
        TWords rootHalf = TWords.Broadcast(0x3F3504F3);
        TLanes half = TLanes.Broadcast(0.5f / (1 << 24));
        TLanes corner = (words >>> 8).ToSingle() * TLanes.Broadcast(1f / (1 << 24));
        TLanes u = corner + half;

        // Above ½ there is no room for the last bit of u; where u is close to 1 and its logarithm close to 0, that bit matters.
        TLanes lost = half - (u - corner);
        TWords aboveRootHalf = TWords.BitsOf(u) - rootHalf;
        TLanes e = TWords.ShiftRightSigned(aboveRootHalf, 23).ToSingle();
        TLanes one = TLanes.Broadcast(1);
        TLanes rounded = ((aboveRootHalf & TWords.Broadcast(0x007FFFFF)) + rootHalf).AsSingle() - one;
        TLanes f = TLanes.MultiplyAdd(lost, one - e, rounded);
        return TLanes.MultiplyAdd(e, TLanes.Broadcast(-2 * 0.693147182f), f * LogarithmRatio(f));
    }

    // −2 ln(1 + f)/f: the polynomial of degree 9 with the least largest relative error, 4.2e-9 with these coefficients.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes LogarithmRatio(TLanes f)
    {
        TLanes p = TLanes.MultiplyAdd(f, TLanes.Broadcast(0.152171701f), TLanes.Broadcast(-0.257998496f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Broadcast(0.264916986f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Broadcast(-0.283649325f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Broadcast(0.332176f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Broadcast(-0.400039107f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Broadcast(0.500031948f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Broadcast(-0.666666508f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Broadcast(0.999999762f));
        return TLanes.MultiplyAdd(p, f, TLanes.Broadcast(-2));
    }

    // cos and sin of 2π w/2³² for the word w without its low 8 bits: a quarter turn q/4 and a rest |r| ≤ 1/8, both exact.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TLanes Cosine, TLanes Sine) CosineAndSine(TWords words)
    {
        TWords w = words & TWords.Broadcast(0xFFFFFF00);
        TLanes r = TWords.ShiftRightSigned(w << 2, 2).ToSingle() * TLanes.Broadcast(1f / (1L << 32));
        TLanes square = r * r;
        TLanes sine = SineRatio(square) * r;
        TLanes cosine = Cosine(square);

        // The upper two bits of w + 2²⁹ are q, and cos is negative for q = 1, 2, sin for q = 2, 3.
        TWords quarters = w + TWords.Broadcast(1u << 29);
        TWords sign = TWords.Broadcast(1u << 31);
        TLanes odd = TWords.ShiftRightSigned(quarters << 1, 31).AsSingle();
        TWords cosineSign = (quarters + TWords.Broadcast(1u << 30)) & sign;
        TWords sineSign = quarters & sign;
        return (
            (TWords.BitsOf(TLanes.Select(odd, sine, cosine)) ^ cosineSign).AsSingle(),
            (TWords.BitsOf(TLanes.Select(odd, cosine, sine)) ^ sineSign).AsSingle());
    }

    // sin(2πr)/r in r²; relative error 2.8e-8.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SineRatio(TLanes square)
    {
        TLanes p = TLanes.MultiplyAdd(square, TLanes.Broadcast(-76.6015015f), TLanes.Broadcast(81.6220627f));
        p = TLanes.MultiplyAdd(p, square, TLanes.Broadcast(-41.3418503f));
        return TLanes.MultiplyAdd(p, square, TLanes.Broadcast(6.28318548f));
    }

    // cos(2πr) in r²; relative error 4.4e-10.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Cosine(TLanes square)
    {
        TLanes p = TLanes.MultiplyAdd(square, TLanes.Broadcast(58.6113892f), TLanes.Broadcast(-85.4244156f));
        p = TLanes.MultiplyAdd(p, square, TLanes.Broadcast(64.9391479f));
        p = TLanes.MultiplyAdd(p, square, TLanes.Broadcast(-19.7392082f));
        return TLanes.MultiplyAdd(p, square, TLanes.Broadcast(1));
    }
}
