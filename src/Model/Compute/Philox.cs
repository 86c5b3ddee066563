using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    /// Sixteen consecutive blocks at once: lane l of the four results holds block <c>counter.Block + l</c>, bit-equal to
    /// <see cref="Block"/>.
    /// </summary>
    public static (Vector512<uint> X, Vector512<uint> Y, Vector512<uint> Z, Vector512<uint> W) Blocks(ulong key, PhiloxCounter counter)
    {
        Vector512<uint> x = Vector512.Create(counter.Block) + Vector512<uint>.Indices;
        Vector512<uint> y = Vector512.Create(counter.Sample);
        Vector512<uint> z = Vector512.Create(counter.Step);
        Vector512<uint> w = Vector512.Create(counter.Stream);
        (uint k0, uint k1) = ((uint)key, (uint)(key >> 32));
        for (int round = 0; round < Rounds; round++)
        {
            (Vector512<uint> high0, Vector512<uint> low0) = Multiply(x, Multiplier0);
            (Vector512<uint> high1, Vector512<uint> low1) = Multiply(z, Multiplier1);
            (x, y, z, w) = (high1 ^ y ^ Vector512.Create(k0), low1, high0 ^ w ^ Vector512.Create(k1), low0);
            k0 += Weyl0;
            k1 += Weyl1;
        }

        return (x, y, z, w);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<uint> High, Vector512<uint> Low) Multiply(Vector512<uint> value, uint multiplier)
    {
        Vector512<ulong> factor = Vector512.Create((ulong)multiplier);
        Vector512<ulong> lowHalf = Vector512.Create(0xFFFFFFFFUL);
        Vector512<ulong> even = (value.AsUInt64() & lowHalf) * factor;
        Vector512<ulong> odd = (value.AsUInt64() >>> 32) * factor;
        Vector512<uint> high = ((even >>> 32) | (odd & ~lowHalf)).AsUInt32();
        Vector512<uint> low = ((even & lowHalf) | (odd << 32)).AsUInt32();
        return (high, low);
    }
}
