using System.Runtime.CompilerServices;
using PurifyProofs.Model.Compute.Kernels;

namespace PurifyProofs.Model.Compute;

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
        // Products need 64 bits, so blocks with an even and with an odd number go through the rounds apart, in the even lanes.
        TWords numbers = TWords.Broadcast(counter.Block) + TWords.Indices;
        (TWords evenX, TWords evenY, TWords evenZ, TWords evenW) = EvenLanes<TLanes, TWords>(numbers, key, counter);
        (TWords oddX, TWords oddY, TWords oddZ, TWords oddW) = EvenLanes<TLanes, TWords>(TWords.OddToEven(numbers), key, counter);
        return (TWords.Interleave(evenX, oddX), TWords.Interleave(evenY, oddY), TWords.Interleave(evenZ, oddZ), TWords.Interleave(evenW, oddW));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TWords X, TWords Y, TWords Z, TWords W) EvenLanes<TLanes, TWords>(TWords x, ulong key, PhiloxCounter counter)
        where TLanes : unmanaged, ILanes<TLanes>
        where TWords : unmanaged, IWordLanes<TWords, TLanes>
    {
        TWords y = TWords.Broadcast(counter.Sample);
        TWords z = TWords.Broadcast(counter.Step);
        TWords w = TWords.Broadcast(counter.Stream);
        (uint k0, uint k1) = ((uint)key, (uint)(key >> 32));
        for (int round = 0; round < Rounds; round++)
        {
            TWords p0 = TWords.MultiplyEven(x, TWords.Broadcast(Multiplier0));
            TWords p1 = TWords.MultiplyEven(z, TWords.Broadcast(Multiplier1));
            (x, y) = (TWords.OddToEven(p1) ^ y ^ TWords.Broadcast(k0), p1);
            (z, w) = (TWords.OddToEven(p0) ^ w ^ TWords.Broadcast(k1), p0);
            k0 += Weyl0;
            k1 += Weyl1;
        }

        return (x, y, z, w);
    }
}
