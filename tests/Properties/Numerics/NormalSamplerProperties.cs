using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Model.Numerics;
using Xunit;

namespace PurifyProofs.Properties.Numerics;

/// <summary>The Box–Muller transform against its formula in float64, and where in a row its numbers go.</summary>
public sealed unsafe class NormalSamplerProperties : PropertyChecks
{
    // What the doc comment of the transform promises.
    private const double RelativeError = 3e-7;
    private const int Pairs = 16;

    [Fact]
    public void The_transform_keeps_its_relative_error_for_all_words() =>
        Check(Words().ArrayOf(Pairs).Zip(Words().ArrayOf(Pairs)), 30_000, static pair => AssertTransform(pair.Item1, pair.Item2));

    [Fact]
    public void The_transform_keeps_its_relative_error_at_every_extreme_word()
    {
        uint[] extremes = [.. Corners()];
        foreach (uint word in extremes)
        {
            for (int start = 0; start < extremes.Length; start += Pairs)
            {
                uint[] angles = [.. Enumerable.Range(start, Pairs).Select(i => extremes[i % extremes.Length])];
                AssertTransform([.. Enumerable.Repeat(word, Pairs)], angles);
            }
        }
    }

    [Fact]
    public void A_row_takes_its_numbers_from_its_blocks_in_order() => Check(Rows(), 200, static row =>
    {
        double[] expected = [.. Enumerable.Range(0, row.Count).Select(i => row.Scale * Expected(row.Key, row.Origin, i))];
        float[] numbers = AssertSameAtAllWidths(row, new float[row.Count + 3]);
        for (int i = 0; i < row.Count; i++)
        {
            // Scaling rounds once more.
            Assert.Equal(expected[i], numbers[i], (RelativeError + 6e-8) * Math.Abs(expected[i]));
        }

        Assert.All(numbers[row.Count..], static beyond => Assert.Equal(0, beyond));
    });

    [Fact]
    public void Numbers_are_added_to_what_was_there() => Check(Rows(), 100, static row =>
    {
        float[] before = [.. Enumerable.Range(0, row.Count).Select(static i => i - 7.5f)];
        float[] numbers = AssertSameAtAllWidths(row, new float[row.Count]);
        float[] after = AssertSameAtAllWidths(row, before);
        Assert.Equal(before.Zip(numbers, static (left, right) => left + right), after);
    });

    private static void AssertTransform(uint[] radii, uint[] angles)
    {
        float[] narrow = Transform<Lanes128, Words128>(radii, angles);
        for (int i = 0; i < Pairs; i++)
        {
            (double cosine, double sine) = Exact(radii[i], angles[i]);
            Assert.Equal(cosine, narrow[i], RelativeError * Math.Abs(cosine));
            Assert.Equal(sine, narrow[Pairs + i], RelativeError * Math.Abs(sine));
        }

        Assert.Equal(narrow, Transform<Lanes256, Words256>(radii, angles));
        Assert.Equal(narrow, Transform<Lanes512, Words512>(radii, angles));
    }

    private static (double Cosine, double Sine) Exact(uint radiusWord, uint angleWord)
    {
        const double Unit = 1.0 / (1 << 24);
        double radius = Math.Sqrt(-2 * Math.Log(((radiusWord >> 8) + 0.5) * Unit));
        (double sine, double cosine) = double.SinCosPi((2 * Unit * (angleWord >> 8)) - 1);
        return (radius * cosine, radius * sine);
    }

    private static double Expected(ulong key, PhiloxCounter origin, int index)
    {
        (int group, int within) = Math.DivRem(index, 64);
        uint block = unchecked(origin.Block + (uint)((16 * group) + (within % 16)));
        (uint x, uint y, uint z, uint w) = Philox.Block(key, origin with { Block = block });
        (double cosine, double sine) = within < 32 ? Exact(x, y) : Exact(z, w);
        return within / 16 % 2 == 0 ? cosine : sine;
    }

    private static float[] Transform<TLanes, TWords>(uint[] radii, uint[] angles)
        where TLanes : unmanaged, ILanes<TLanes>
        where TWords : unmanaged, IWordLanes<TWords, TLanes>
    {
        var numbers = new float[2 * Pairs];
        fixed (uint* radius = radii, angle = angles)
        fixed (float* target = numbers)
        {
            for (int i = 0; i < Pairs; i += TLanes.Count)
            {
                TWords radiusWords = TWords.BitsOf(TLanes.Load((float*)(radius + i)));
                TWords angleWords = TWords.BitsOf(TLanes.Load((float*)(angle + i)));
                (TLanes cosine, TLanes sine) = BoxMuller<TLanes, TWords>.Transform(radiusWords, angleWords, TLanes.Broadcast(1));
                cosine.Store(target + i);
                sine.Store(target + Pairs + i);
            }
        }

        return numbers;
    }

    private static float[] AssertSameAtAllWidths(Row row, float[] start)
    {
        float[] chosen = Added(start, target => NormalSampler.Add((float*)target, row.Count, row.Scale, row.Key, row.Origin));
        Assert.Equal(chosen, Added(start, target => NormalSampler.Add<Lanes128, Words128>((float*)target, row.Count, row.Scale, row.Key, row.Origin)));
        Assert.Equal(chosen, Added(start, target => NormalSampler.Add<Lanes256, Words256>((float*)target, row.Count, row.Scale, row.Key, row.Origin)));
        Assert.Equal(chosen, Added(start, target => NormalSampler.Add<Lanes512, Words512>((float*)target, row.Count, row.Scale, row.Key, row.Origin)));
        return chosen;
    }

    private static float[] Added(float[] start, Action<nint> add)
    {
        float[] copy = [.. start];
        fixed (float* target = copy)
        {
            add((nint)target);
        }

        return copy;
    }

    private static Gen<Row> Rows() =>
        from count in Gen.Choose(0, 300)
        from scale in Gen.Choose(1, 4000)
        from key in Words().Two()
        from block in Words()
        from sample in Words()
        from step in Words()
        select new Row(count, scale / 1000f, ((ulong)key.Item1 << 32) | key.Item2, new PhiloxCounter(block, sample, step, 13));

    private static Gen<uint> Words() => Gen.OneOf(
        Gen.Choose(int.MinValue, int.MaxValue).Select(static value => (uint)value),
        Gen.Elements(Corners().ToArray()));

    // Around the powers of two from both ends, where exponents change, and around the eighths of a turn, where quadrants do.
    private static IEnumerable<uint> Corners()
    {
        IEnumerable<uint> powers = Enumerable.Range(0, 32).Select(static bit => 1u << bit);
        IEnumerable<uint> eighths = Enumerable.Range(0, 8).Select(static eighth => (uint)eighth << 29);
        const uint RootHalf = 0xB504F333;
        return powers.Concat(powers.Select(static power => ~power)).Concat(eighths).Append(RootHalf)
            .SelectMany(static word => new[] { word, unchecked(word - 1), unchecked(word + 0x100), unchecked(word - 0x100) })
            .Append(uint.MaxValue);
    }

    private readonly record struct Row(int Count, float Scale, ulong Key, PhiloxCounter Origin);
}
