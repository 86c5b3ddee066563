namespace PurifyProofs.Model.Numerics;

/// <summary>
/// Standard normal numbers by the transform <see cref="BoxMuller{TLanes, TWords}"/> of Philox blocks. Group g of 64 numbers comes from
/// blocks 16g … 16g + 15, with any width of registers: its numbers l and 16 + l are the transform of the first two words of block
/// 16g + l (radius, angle), its numbers 32 + l and 48 + l that of the other two.
/// </summary>
internal static unsafe class NormalSampler
{
    private const int GroupSize = 64;
    private const int GroupBlocks = GroupSize / 4;

    /// <summary>Adds <paramref name="scale"/> times standard normal numbers to <paramref name="count"/> elements.</summary>
    public static void Add(float* target, int count, float scale, ulong key, PhiloxCounter origin)
    {
        switch (LaneWidth.Bits)
        {
            case 512:
                Add<Lanes512, Words512>(target, count, scale, key, origin);
                break;
            case 256:
                Add<Lanes256, Words256>(target, count, scale, key, origin);
                break;
            default:
                Add<Lanes128, Words128>(target, count, scale, key, origin);
                break;
        }
    }

    /// <summary>The same with registers of a given width.</summary>
    public static void Add<TLanes, TWords>(float* target, int count, float scale, ulong key, PhiloxCounter origin)
        where TLanes : unmanaged, ILanes<TLanes>
        where TWords : unmanaged, IWordLanes<TWords, TLanes>
    {
        int whole = count / GroupSize * GroupSize;
        for (int start = 0; start < whole; start += GroupSize)
        {
            AddGroup<TLanes, TWords>(target + start, scale, key, At(origin, start));
        }

        if (whole < count)
        {
            float* last = stackalloc float[GroupSize];
            new Span<float>(last, GroupSize).Clear();
            AddGroup<TLanes, TWords>(last, scale, key, At(origin, whole));
            for (int i = whole; i < count; i++)
            {
                target[i] += last[i - whole];
            }
        }
    }

    private static PhiloxCounter At(PhiloxCounter origin, int start) =>
        origin with { Block = origin.Block + (uint)(start / GroupSize * GroupBlocks) };

    private static void AddGroup<TLanes, TWords>(float* target, float scale, ulong key, PhiloxCounter counter)
        where TLanes : unmanaged, ILanes<TLanes>
        where TWords : unmanaged, IWordLanes<TWords, TLanes>
    {
        TLanes factor = TLanes.Broadcast(scale);
        for (int block = 0; block < GroupBlocks; block += TLanes.Count)
        {
            PhiloxCounter first = counter with { Block = counter.Block + (uint)block };
            (TWords x, TWords y, TWords z, TWords w) = Philox.Blocks<TLanes, TWords>(key, first);
            (TLanes n0, TLanes n1) = BoxMuller<TLanes, TWords>.Transform(x, y, factor);
            (TLanes n2, TLanes n3) = BoxMuller<TLanes, TWords>.Transform(z, w, factor);
            float* p = target + block;
            (TLanes.Load(p) + n0).Store(p);
            (TLanes.Load(p + GroupBlocks) + n1).Store(p + GroupBlocks);
            (TLanes.Load(p + (2 * GroupBlocks)) + n2).Store(p + (2 * GroupBlocks));
            (TLanes.Load(p + (3 * GroupBlocks)) + n3).Store(p + (3 * GroupBlocks));
        }
    }
}
