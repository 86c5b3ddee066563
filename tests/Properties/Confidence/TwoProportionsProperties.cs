using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Bounds.Confidence;
using Xunit;

namespace PurifyProofs.Properties.Confidence;

/// <summary>Fisher's exact test against the law it is made of.</summary>
public sealed class TwoProportionsProperties : PropertyChecks
{
    private static Gen<(Proportion First, Proportion Second)> Pairs { get; } =
        from first in Gen.Choose(0, 40)
        from second in Gen.Choose(0, 40)
        from one in Gen.Choose(0, first)
        from other in Gen.Choose(0, second)
        select (new Proportion(one, first), new Proportion(other, second));

    [Fact]
    public void Both_tails_share_the_observed_count_alone() => Check(Pairs, 300, static pair =>
    {
        (Proportion first, Proportion second) = pair;
        double lower = TwoProportions.LowerTail(first, second);
        double higher = TwoProportions.LowerTail(new(first.Trials - first.Successes, first.Trials), new(second.Trials - second.Successes, second.Trials));
        double below = second.Successes == 0 || first.Successes == first.Trials ? 0
            : TwoProportions.LowerTail(new(first.Successes + 1, first.Trials), new(second.Successes - 1, second.Trials));
        Assert.InRange(lower, 0, 1);
        Assert.Equal(1, lower + higher - (lower - below), 1e-9);
    });

    // The level at the success probability where it is largest stays below the nominal one, whatever the sizes.
    [Theory]
    [InlineData(30, 50, 0.05)]
    [InlineData(100, 20, 0.01)]
    public void Equal_probabilities_are_called_different_no_more_often_than_allowed(int first, int second, double level)
    {
        foreach (double probability in new[] { 0.02, 0.1, 0.3, 0.5, 0.8, 0.97 })
        {
            double called = 0;
            for (int one = 0; one <= first; one++)
            {
                for (int other = 0; other <= second; other++)
                {
                    called += TwoProportions.LowerTail(new(one, first), new(other, second)) <= level ? Mass(one, first, probability) * Mass(other, second, probability) : 0;
                }
            }

            Assert.InRange(called, 0, level);
        }
    }

    private static double Mass(int count, int trials, double probability) =>
        MathNet.Numerics.Distributions.Binomial.PMF(probability, trials, count);
}
