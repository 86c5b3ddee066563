using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Bounds.Confidence;
using Xunit;

namespace PurifyProofs.Properties.Confidence;

/// <summary>The limits against the binomial distribution itself, every outcome enumerated; no simulation, so no false alarm.</summary>
public sealed class ClopperPearsonProperties : PropertyChecks
{
    // Rounding in a sum of at most 200 products and in the root of the beta distribution function.
    private const double RelativeRounding = 1e-6;

    [Fact]
    public void Either_limit_misses_the_truth_no_more_often_than_it_may() => Check(Designs().Zip(Probabilities()), 400, static pair =>
    {
        (int trials, double errorProbability) = pair.Item1;
        double truth = pair.Item2;
        double[] outcomes = BinomialDistribution.Outcomes(trials, truth);
        double lowerMisses = 0, upperMisses = 0;
        for (int successes = 0; successes <= trials; successes++)
        {
            lowerMisses += ClopperPearson.Lower(successes, trials, errorProbability) > truth ? outcomes[successes] : 0;
            upperMisses += ClopperPearson.Upper(successes, trials, errorProbability) < truth ? outcomes[successes] : 0;
        }

        Assert.InRange(lowerMisses, 0, errorProbability * (1 + RelativeRounding));
        Assert.InRange(upperMisses, 0, errorProbability * (1 + RelativeRounding));
    });

    // Coverage alone would be met by limits that are too wide; this is the definition, with equality. The mirror gives the upper one.
    [Fact]
    public void At_the_lower_limit_the_observed_tail_has_exactly_the_error_probability() => Check(Counts().Where(static count => count.Successes > 0), 400, static count =>
    {
        double limit = ClopperPearson.Lower(count.Successes, count.Trials, count.ErrorProbability);
        AssertClose(count.ErrorProbability, BinomialDistribution.Outcomes(count.Trials, limit)[count.Successes..].Sum());
    });

    [Fact]
    public void Both_limits_grow_with_the_successes() => Check(Counts().Where(static count => count.Successes < count.Trials), 400, static count =>
        ClopperPearson.Lower(count.Successes, count.Trials, count.ErrorProbability) < ClopperPearson.Lower(count.Successes + 1, count.Trials, count.ErrorProbability)
        && ClopperPearson.Upper(count.Successes, count.Trials, count.ErrorProbability) < ClopperPearson.Upper(count.Successes + 1, count.Trials, count.ErrorProbability));

    [Fact]
    public void The_interval_holds_the_estimate_and_lies_in_the_unit_interval() => Check(Counts(), 400, static count =>
    {
        Proportion proportion = new(count.Successes, count.Trials);
        (double lower, double upper) = proportion.Interval(count.ErrorProbability);
        return lower >= 0 && lower <= proportion.Estimate && proportion.Estimate <= upper && upper <= 1;
    });

    [Fact]
    public void Counting_failures_instead_mirrors_the_limits() => Check(Counts(), 400, static count =>
        Assert.Equal(
            1 - ClopperPearson.Lower(count.Successes, count.Trials, count.ErrorProbability),
            ClopperPearson.Upper(count.Trials - count.Successes, count.Trials, count.ErrorProbability),
            tolerance: 1e-12));

    [Fact]
    public void A_smaller_error_probability_gives_wider_limits() => Check(Counts(), 400, static count =>
        ClopperPearson.Lower(count.Successes, count.Trials, count.ErrorProbability / 2) <= ClopperPearson.Lower(count.Successes, count.Trials, count.ErrorProbability)
        && ClopperPearson.Upper(count.Successes, count.Trials, count.ErrorProbability / 2) >= ClopperPearson.Upper(count.Successes, count.Trials, count.ErrorProbability));

    [Fact]
    public void No_failure_among_many_trials_has_the_limit_in_closed_form() => Check(
        Gen.Choose(1, 100_000_000).Zip(ErrorProbabilities()),
        200,
        static pair => AssertClose(Math.Exp(Math.Log(pair.Item2) / pair.Item1), ClopperPearson.Lower(pair.Item1, pair.Item1, pair.Item2)));

    [Fact]
    public void Without_trials_nothing_is_known()
    {
        Assert.Equal(0, ClopperPearson.Lower(0, 0, 0.05));
        Assert.Equal(1, ClopperPearson.Upper(0, 0, 0.05));
    }

    [Theory]
    [InlineData(-1, 10, 0.05)]
    [InlineData(11, 10, 0.05)]
    [InlineData(1, 10, 0.0)]
    [InlineData(1, 10, 1.0)]
    [InlineData(1, 10, double.NaN)]
    public void Impossible_counts_and_probabilities_are_refused(int successes, int trials, double errorProbability)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ClopperPearson.Lower(successes, trials, errorProbability));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClopperPearson.Upper(successes, trials, errorProbability));
    }

    private static void AssertClose(double expected, double actual) =>
        Assert.InRange(actual, expected * (1 - RelativeRounding), expected * (1 + RelativeRounding));

    private static Gen<(int Trials, double ErrorProbability)> Designs() =>
        from trials in Gen.Choose(1, 200)
        from errorProbability in ErrorProbabilities()
        select (trials, errorProbability);

    private static Gen<(int Successes, int Trials, double ErrorProbability)> Counts() =>
        from design in Designs()
        from successes in Gen.Choose(0, design.Trials)
        select (successes, design.Trials, design.ErrorProbability);

    // Down to 10⁻⁹: verdicts over many claims and instances divide the error probability that far.
    private static Gen<double> ErrorProbabilities() => Gen.Choose(-9000, -301).Select(static exponent => Math.Pow(10, exponent / 1000.0));

    private static Gen<double> Probabilities() => Gen.OneOf(
        Gen.Choose(0, 1_000_000).Select(static value => value / 1e6),
        Gen.Choose(-6000, 0).Select(static exponent => Math.Pow(10, exponent / 1000.0)),
        Gen.Choose(-6000, 0).Select(static exponent => 1 - Math.Pow(10, exponent / 1000.0)));
}
