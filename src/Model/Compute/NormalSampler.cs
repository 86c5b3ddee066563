using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PurifyProofs.Model.Compute;

/// <summary>
/// Standard normal numbers by the Box–Muller transform of Philox blocks, sixteen blocks at a time. Group g of 64 numbers
/// comes from blocks 16g … 16g + 15; within a group number 16c + l is coordinate c of the transform of block 16g + l.
/// </summary>
internal static unsafe class NormalSampler
{
    private const int GroupSize = 64;

    /// <summary>Adds <paramref name="scale"/> times standard normal numbers to <paramref name="count"/> elements.</summary>
    public static void Add(float* target, int count, float scale, ulong key, PhiloxCounter origin)
    {
        float* tail = stackalloc float[GroupSize];
        for (int start = 0; start < count; start += GroupSize)
        {
            PhiloxCounter counter = origin with { Block = origin.Block + (uint)(start / GroupSize * 16) };
            (Vector512<uint> x, Vector512<uint> y, Vector512<uint> z, Vector512<uint> w) = Philox.Blocks(key, counter);
            (Vector512<float> n0, Vector512<float> n1) = Transform(x, y, scale);
            (Vector512<float> n2, Vector512<float> n3) = Transform(z, w, scale);
            if (count - start >= GroupSize)
            {
                float* p = target + start;
                (Vector512.Load(p) + n0).Store(p);
                (Vector512.Load(p + 16) + n1).Store(p + 16);
                (Vector512.Load(p + 32) + n2).Store(p + 32);
                (Vector512.Load(p + 48) + n3).Store(p + 48);
                continue;
            }

            n0.Store(tail);
            n1.Store(tail + 16);
            n2.Store(tail + 32);
            n3.Store(tail + 48);
            for (int i = 0; i < count - start; i++)
            {
                target[start + i] += tail[i];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Cosine, Vector512<float> Sine) Transform(Vector512<uint> radiusBits, Vector512<uint> angleBits, float scale)
    {
        // 24 bits each, shifted by half a unit: the radius never sees log 0.
        Vector512<float> unit = Vector512.Create(1f / (1 << 24));
        Vector512<float> half = Vector512.Create(0.5f / (1 << 24));
        Vector512<float> u = (Vector512.ConvertToSingle((radiusBits >>> 8).AsInt32()) * unit) + half;
        Vector512<float> v = (Vector512.ConvertToSingle((angleBits >>> 8).AsInt32()) * unit) - Vector512.Create(0.5f);
        Vector512<float> radius = Vector512.Sqrt(Vector512.Log(u) * -2f) * scale;
        (Vector512<float> sine, Vector512<float> cosine) = Vector512.SinCos(v * (2 * MathF.PI));
        return (radius * cosine, radius * sine);
    }
}
