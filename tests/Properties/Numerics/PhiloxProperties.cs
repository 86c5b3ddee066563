using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Model.Numerics;
using Xunit;

namespace PurifyProofs.Properties.Numerics;

/// <summary>Philox 4x32-10 against the known answers published with Random123 (D. E. Shaw Research, kat_vectors).</summary>
public sealed class PhiloxProperties : PropertyChecks
{
    [Theory]
    [InlineData(0x00000000, 0x00000000, 0x00000000, 0x00000000, 0x00000000, 0x00000000, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8)]
    [InlineData(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd)]
    [InlineData(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0, 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1)]
    public void Known_answers(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint x, uint y, uint z, uint w)
    {
        ulong key = ((ulong)k1 << 32) | k0;
        var counter = new PhiloxCounter(c0, c1, c2, c3);

        Assert.Equal((x, y, z, w), Philox.Block(key, counter));
    }

    [Fact]
    public void Blocks_of_every_width_are_the_blocks_one_by_one() => Check(Positions(), 500, static position =>
    {
        AssertBlocks<Lanes128, Words128>(position);
        AssertBlocks<Lanes256, Words256>(position);
        AssertBlocks<Lanes512, Words512>(position);
    });

    [Fact]
    public void A_sequence_reads_the_blocks_of_its_position_in_order() => Check(Positions(), 200, static position =>
    {
        (uint sample, uint step, uint stream) = (position.Counter.Sample, position.Counter.Step, position.Counter.Stream);
        var sequence = new RandomSequence(position.Key, sample, step, stream);
        for (uint block = 0; block < 3; block++)
        {
            (uint x, uint y, uint z, uint w) = Philox.Block(position.Key, new PhiloxCounter(block, sample, step, stream));
            Assert.Equal([x, y, z, w], [sequence.NextUInt(), sequence.NextUInt(), sequence.NextUInt(), sequence.NextUInt()]);
        }
    });

    [Fact]
    public void Uniform_numbers_stay_inside_their_ranges() => Check(Positions().Zip(Gen.Choose(1, 1000)), 300, static pair =>
    {
        var sequence = new RandomSequence(pair.Item1.Key, pair.Item1.Counter.Sample, pair.Item1.Counter.Step, pair.Item1.Counter.Stream);
        for (int i = 0; i < 20; i++)
        {
            Assert.InRange(sequence.NextDouble(), double.Epsilon, Math.BitDecrement(1.0));
            Assert.InRange(sequence.NextInt(pair.Item2), 0, pair.Item2 - 1);
            Assert.Equal(1, Math.Abs(sequence.NextSign()));
        }
    });

    private static unsafe void AssertBlocks<TLanes, TWords>((ulong Key, PhiloxCounter Counter) position)
        where TLanes : unmanaged, ILanes<TLanes>
        where TWords : unmanaged, IWordLanes<TWords, TLanes>
    {
        uint* words = stackalloc uint[4 * TLanes.Count];
        (TWords x, TWords y, TWords z, TWords w) = Philox.Blocks<TLanes, TWords>(position.Key, position.Counter);
        TWords[] columns = [x, y, z, w];
        for (int c = 0; c < 4; c++)
        {
            columns[c].AsSingle().Store((float*)words + (c * TLanes.Count));
        }

        for (int lane = 0; lane < TLanes.Count; lane++)
        {
            uint* p = words + lane;
            (uint, uint, uint, uint) block = Philox.Block(position.Key, position.Counter with { Block = unchecked(position.Counter.Block + (uint)lane) });
            Assert.Equal(block, (p[0], p[TLanes.Count], p[2 * TLanes.Count], p[3 * TLanes.Count]));
        }
    }

    private static Gen<(ulong Key, PhiloxCounter Counter)> Positions() =>
        from key in Words().Two()
        from low in Words().Two()
        from high in Words().Two()
        select (((ulong)key.Item1 << 32) | key.Item2, new PhiloxCounter(low.Item1, low.Item2, high.Item1, high.Item2));

    // Counters that wrap around within a vector are cases too.
    private static Gen<uint> Words() => Gen.OneOf(
        Gen.Choose(int.MinValue, int.MaxValue).Select(static value => (uint)value),
        Gen.Choose(0, 20).Select(static value => uint.MaxValue - (uint)value),
        Gen.Choose(0, 20).Select(static value => (uint)value));
}
