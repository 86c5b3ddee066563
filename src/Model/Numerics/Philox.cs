using System.Runtime.CompilerServices;

namespace PurifyProofs.Model.Numerics;

/// <summary>The position of a random block: block of sample of step of stream.</summary>
/// <param name="Block">Counts blocks of four numbers within a sample.</param>
/// <param name="Sample">Sample j.</param>
/// <param name="Step">Step t.</param>
/// <param name="Stream">Stream s.</param>
public readonly record struct PhiloxCounter(uint Block, uint Sample, uint Step, uint Stream);

/// <summary>
/// Philox 4x32-10, the counter-based generator of J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw,
/// "Parallel random numbers: as easy as 1, 2, 3", SC 2011: every block is a pure function of key and counter.
/// </summary>
public static class Philox
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;
    private const int Rounds = 10;

    /// <summary>The four 32-bit numbers at a counter under a 64-bit key.</summary>
    public static (uint X, uint Y, uint Z, uint W) Block(ulong key, PhiloxCounter counter)
    {
        (uint x, uint y, uint z, uint w) = (counter.Block, counter.Sample, counter.Step, counter.Stream);
        (uint k0, uint k1) = ((uint)key, (uint)(key >> 32));
        for (int round = 0; round < Rounds; round++)
        {
            ulong p0 = (ulong)Multiplier0 * x;
            ulong p1 = (ulong)Multiplier1 * z;
            (x, y, z, w) = ((uint)(p1 >> 32) ^ y ^ k0, (uint)p1, (uint)(p0 >> 32) ^ w ^ k1, (uint)p0);
            k0 += Weyl0;
            k1 += Weyl1;
        }

        return (x, y, z, w);
    }

    /// <summary>
    /// One consecutive block a lane: lane l of the four results holds block <c>counter.Block + l</c>, bit-equal to
    /// <see cref="Block"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (TWords X, TWords Y, TWords Z, TWords W) Blocks<TLanes, TWords>(ulong key, PhiloxCounter counter)
        where TLanes : unmanaged, ILanes<TLanes>
        where TWords : unmanaged, IWordLanes<TWords, TLanes>
    {
        // Products need 64 bits, so blocks with an even and with an odd number go through the rounds in the even lanes of two registers.
        (TWords x0, TWords y0, TWords z0, TWords w0) = Begin<TLanes, TWords>(counter);
        (TWords x1, TWords y1, TWords z1, TWords w1) = (TWords.OddToEven(x0), y0, z0, w0);
        TWords k0 = TWords.Broadcast((uint)key);
        TWords k1 = TWords.Broadcast((uint)(key >> 32));
        for (int round = 0; round < Rounds; round++)
        {
            (x0, y0, z0, w0) = Round<TLanes, TWords>(x0, y0, z0, w0, k0, k1);
            (x1, y1, z1, w1) = Round<TLanes, TWords>(x1, y1, z1, w1, k0, k1);
            k0 += TWords.Broadcast(Weyl0);
            k1 += TWords.Broadcast(Weyl1);
        }

        return (TWords.Interleave(x0, x1), TWords.Interleave(y0, y1), TWords.Interleave(z0, z1), TWords.Interleave(w0, w1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TWords X, TWords Y, TWords Z, TWords W) Begin<TLanes, TWords>(PhiloxCounter counter)
        where TLanes : unmanaged, ILanes<TLanes>
        where TWords : unmanaged, IWordLanes<TWords, TLanes> => (
            TWords.Broadcast(counter.Block) + TWords.Indices,
            TWords.Broadcast(counter.Sample),
            TWords.Broadcast(counter.Step),
            TWords.Broadcast(counter.Stream));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TWords X, TWords Y, TWords Z, TWords W) Round<TLanes, TWords>(TWords x, TWords y, TWords z, TWords w, TWords k0, TWords k1)
        where TLanes : unmanaged, ILanes<TLanes>
        where TWords : unmanaged, IWordLanes<TWords, TLanes>
    {
        TWords p0 = TWords.MultiplyEven(x, TWords.Broadcast(Multiplier0));
        TWords p1 = TWords.MultiplyEven(z, TWords.Broadcast(Multiplier1));
        return (y ^ k0 ^ TWords.OddToEven(p1), p1, w ^ k1 ^ TWords.OddToEven(p0), p0);
    }
}
