using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Bounds.LowComplexity;
using Xunit;

namespace PurifyProofs.Properties.LowComplexity;

/// <summary>The tail bounds against laws of few values, whose moments and tails are sums: no sampling, no tolerance but rounding.</summary>
public sealed class MarginTailProperties : PropertyChecks
{
    private static Gen<(double Value, double Probability)[]> DiscreteLaws { get; } =
        from size in Gen.Choose(1, 6)
        from values in Gen.Choose(-2000, 4000).ArrayOf(size)
        from weights in Gen.Choose(1, 1000).Or(Gen.Choose(1, 10)).ArrayOf(size)
        let total = (double)weights.Sum()
        select values.Zip(weights, (value, weight) => (value / 1000.0, weight / total)).ToArray();

    [Fact]
    public void No_law_exceeds_the_bound_of_its_moments() => Check(DiscreteLaws.Zip(Threshold()), 3000, static pair =>
    {
        MarginTail tail = TailOf(pair.Item1);
        Assert.InRange(Above(pair.Item1, pair.Item2), 0, tail.Above(pair.Item2) + 1e-12);
    });

    [Fact]
    public void No_law_exceeds_the_bound_of_two_thresholds() => Check(DiscreteLaws.Zip(Threshold().Two()), 3000, static pair =>
    {
        (double first, double second) = pair.Item2;
        (double low, double high) = (Math.Min(first, second), Math.Max(first, second));
        double mean = 0.5 * (Above(pair.Item1, low) + Above(pair.Item1, high));
        Assert.InRange(mean, 0, TailOf(pair.Item1).MeanAbove(low, high) + 1e-12);
    });

    // Sharp: the two values at which Cantelli's inequality is an equality, or 0 and t where Chebyshev's is.
    [Fact]
    public void Some_law_attains_the_bound() => Check(Moments().Zip(Gen.Choose(1, 4000)), 2000, static pair =>
    {
        SparseCodingMoments moments = pair.Item1;

        // Up to √E[m²] the bound is 1.
        double t = Math.Sqrt(moments.SecondMoment) + (pair.Item2 / 1000.0), mean = Math.Min(moments.LabelCorrelation, moments.SecondMoment / t);
        double probability = new MarginTail(moments).Above(t);
        double other = (mean - (probability * t)) / (1 - probability);
        double second = (probability * t * t) + ((1 - probability) * other * other);
        Assert.Equal(moments.SecondMoment, second, 1e-9 * moments.SecondMoment);
        Assert.InRange(mean, 0, moments.LabelCorrelation);
    });

    [Fact]
    public void Bounds_fall_with_the_threshold_and_rise_with_the_moments() => Check(Moments().Zip(Threshold().Two()), 2000, static pair =>
    {
        SparseCodingMoments moments = pair.Item1;
        (double first, double second) = pair.Item2;
        (double low, double high) = (Math.Min(first, second), Math.Max(first, second));
        var tail = new MarginTail(moments);
        Assert.True(tail.Above(high) <= tail.Above(low) + 1e-15);
        Assert.True(tail.MeanAbove(low, high + 0.1) <= tail.MeanAbove(low, high) + 1e-15);
        Assert.True(tail.MeanAbove(low, high) <= tail.MeanAbove(low - 0.1, high) + 1e-15);
        var noisier = new MarginTail(moments with { SecondMoment = moments.SecondMoment * 1.2 });
        var easier = new MarginTail(moments with { LabelCorrelation = Math.Min(moments.LabelCorrelation * 1.2, Math.Sqrt(moments.SecondMoment)) });
        Assert.True(tail.MeanAbove(low, high) <= noisier.MeanAbove(low, high) + 1e-15);
        Assert.True(tail.MeanAbove(low, high) <= easier.MeanAbove(low, high) + 1e-15);
    });

    [Fact]
    public void It_is_at_least_as_strict_as_the_published_form() => Check(Moments().Zip(Threshold()), 1000, static pair =>
    {
        (SparseCodingMoments moments, double t) = pair;
        double p = new MarginTail(moments).Above(t);
        Assert.True(t <= 0 || p * t <= moments.LabelCorrelation + Math.Sqrt((1 - p) * moments.SecondMoment) + 1e-12);
        Assert.True(p <= 1 && (t <= 0 || p <= Math.Max(moments.SecondMoment / (t * t), 0) + 1e-12 || p == 1));
    });

    private static Gen<double> Threshold() => Gen.Choose(-500, 4000).Select(static value => value / 1000.0);

    private static Gen<SparseCodingMoments> Moments() =>
        from second in Gen.Choose(1, 3000)
        from share in Gen.Choose(0, 1000)
        select new SparseCodingMoments(second / 1000.0, Math.Sqrt(second / 1000.0) * share / 1000.0);

    private static MarginTail TailOf((double Value, double Probability)[] law)
    {
        double second = law.Sum(static atom => atom.Probability * atom.Value * atom.Value);
        double mean = law.Sum(static atom => atom.Probability * atom.Value);
        return new MarginTail(new SparseCodingMoments(second * (1 + 1e-12), Math.Clamp(mean, 0, Math.Sqrt(second))));
    }

    private static double Above((double Value, double Probability)[] law, double threshold) =>
        law.Where(atom => atom.Value > threshold).Sum(static atom => atom.Probability);
}
