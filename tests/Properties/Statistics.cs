using Xunit;

namespace PurifyProofs.Properties;

/// <summary>
/// Statistical assertions, each false with probability at most <see cref="FalseAlarm"/> when the law is right. A run of the
/// suite makes fewer than 5000 of them, so it raises a false alarm with probability below 1e-6. All bounds hold at finite
/// sample size; none is asymptotic.
/// </summary>
internal static class Statistics
{
    /// <summary>False-alarm rate of one assertion.</summary>
    public const double FalseAlarm = 2e-10;

    private static readonly double LogTwoOverAlarm = Math.Log(2 / FalseAlarm);

    /// <summary>Successes of independent trials of the given probability, by Chernoff's bound P(p̂ at least as far on its side) ≤ exp(−n KL(p̂‖p)).</summary>
    public static void AssertProbability(double probability, long successes, long trials)
    {
        double rate = (double)successes / trials;
        double divergence = Entropy(rate, probability) + Entropy(1 - rate, 1 - probability);
        Assert.True(
            trials * divergence <= LogTwoOverAlarm,
            FormattableString.Invariant($"{successes} of {trials} are {rate:0.######}, but the law says {probability:0.######}."));
    }

    /// <summary>Successes of independent trials of at most the given probability, by Chernoff's bound for the upper side.</summary>
    public static void AssertProbabilityAtMost(double limit, long successes, long trials)
    {
        double rate = (double)successes / trials;
        double divergence = Entropy(rate, limit) + Entropy(1 - rate, 1 - limit);
        Assert.True(
            rate <= limit || trials * divergence <= Math.Log(1 / FalseAlarm),
            FormattableString.Invariant($"{successes} of {trials} are {rate:0.######}, more than the law's {limit:0.######}."));
    }

    /// <summary>The mean of independent values in [low, high], by Hoeffding's inequality.</summary>
    public static void AssertMean(double expected, IReadOnlyCollection<double> values, double low, double high)
    {
        Assert.All(values, value => Assert.InRange(value, low, high));
        double radius = (high - low) * Math.Sqrt(LogTwoOverAlarm / (2 * values.Count));
        Assert.Equal(expected, values.Average(), radius);
    }

    /// <summary>The mean of independent values in [0, high] of at most the given second moment, by Bernstein's inequality.</summary>
    public static void AssertSmallMean(double expected, IReadOnlyCollection<double> values, double high, double secondMoment)
    {
        Assert.All(values, value => Assert.InRange(value, 0, high));
        double t = LogTwoOverAlarm / values.Count;
        Assert.Equal(expected, values.Average(), Math.Sqrt(2 * secondMoment * t) + (2 * high * t / 3));
    }

    /// <summary>The variance of n independent N(0, variance) values whose squares sum to the given number (Laurent and Massart, Ann. Stat. 28, 2000, lemma 1).</summary>
    public static void AssertNormalVariance(double variance, double sumOfSquares, long count)
    {
        double t = LogTwoOverAlarm / count;
        Assert.InRange(sumOfSquares / (count * variance), 1 - (2 * Math.Sqrt(t)), 1 + (2 * Math.Sqrt(t)) + (2 * t));
    }

    /// <summary>Independent values of a distribution function, by the Dvoretzky–Kiefer–Wolfowitz inequality with Massart's constant.</summary>
    public static void AssertDistribution(IReadOnlyCollection<double> values, Func<double, double> cumulative)
    {
        double[] sorted = [.. values.Order()];
        double distance = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            double expected = cumulative(sorted[i]);
            distance = Math.Max(distance, Math.Max(expected - ((double)i / sorted.Length), ((i + 1.0) / sorted.Length) - expected));
        }

        Assert.InRange(distance, 0, Math.Sqrt(LogTwoOverAlarm / (2 * sorted.Length)));
    }

    private static double Entropy(double observed, double expected) => observed == 0 ? 0 : observed * Math.Log(observed / expected);
}
