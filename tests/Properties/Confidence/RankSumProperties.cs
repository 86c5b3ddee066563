using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Bounds.Confidence;
using Xunit;

namespace PurifyProofs.Properties.Confidence;

/// <summary>The exact rank-sum test against its definition: all ways to deal the values.</summary>
public sealed class RankSumProperties : PropertyChecks
{
    // Few distinct values, so that ties are the rule.
    private static Gen<(double[] First, double[] Second)> Samples { get; } =
        from first in Gen.Choose(1, 6)
        from second in Gen.Choose(1, 6)
        from values in Gen.ArrayOf(Gen.Choose(-4, 4), first + second)
        select (Array.ConvertAll(values[..first], static value => value / 3.0), Array.ConvertAll(values[first..], static value => value / 3.0));

    [Fact]
    public void It_is_the_share_of_deals_that_rank_the_second_sample_as_low() => Check(Samples, 200, static samples =>
    {
        double[] pooled = [.. samples.First, .. samples.Second];
        double[] ranks = Array.ConvertAll(pooled, value => pooled.Count(other => other < value) + ((pooled.Count(other => other == value) + 1) / 2.0));
        double observed = ranks[samples.First.Length..].Sum();
        int low = 0, all = 0;
        for (int deal = 0; deal < 1 << pooled.Length; deal++)
        {
            if (int.PopCount(deal) == samples.Second.Length)
            {
                all++;
                low += Enumerable.Range(0, pooled.Length).Sum(place => (deal >> place & 1) * ranks[place]) <= observed + 1e-9 ? 1 : 0;
            }
        }

        Assert.Equal((double)low / all, RankSum.LowerTail(samples.First, samples.Second), 1e-9);
    });

    [Fact]
    public void Only_the_order_of_the_values_matters() => Check(Samples, 100, static samples => Assert.Equal(
        RankSum.LowerTail(samples.First, samples.Second),
        RankSum.LowerTail(Array.ConvertAll(samples.First, Math.Exp), Array.ConvertAll(samples.Second, Math.Exp)),
        1e-12));

    [Theory]
    [InlineData(8, 8)]
    [InlineData(70, 140)]
    [InlineData(300, 300)]
    public void Samples_apart_have_the_smallest_tail(int first, int second)
    {
        double[] low = [.. Enumerable.Range(0, second).Select(static i => (double)i)], high = [.. Enumerable.Range(second, first).Select(static i => (double)i)];
        Assert.Equal(1, RankSum.LowerTail(high, low) / RankSum.SmallestTail(first, second), 1e-6);
        Assert.Equal(1, RankSum.LowerTail(low, high), 1e-9);
    }

    [Fact]
    public void What_is_not_finite_is_refused() => Assert.Throws<ArgumentException>(static () => RankSum.LowerTail([1, double.NaN], [2]));
}
