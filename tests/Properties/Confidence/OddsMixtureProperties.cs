using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Bounds.Confidence;
using Xunit;

namespace PurifyProofs.Properties.Confidence;

/// <summary>The e-processes against their definition and the binomial distribution, every outcome enumerated; no simulation.</summary>
public sealed class OddsMixtureProperties : PropertyChecks
{
    private const double Rounding = 1e-9;

    [Fact]
    public void Its_expectation_is_one_at_the_tested_share() => Check(Shares().Zip(Gen.Choose(0, 120)), 200, static pair =>
    {
        (double share, int trials) = pair;
        Assert.Equal(1, Expectation(share, trials, share, OddsMixture.LogEvidenceAbove), Rounding);
        Assert.Equal(1, Expectation(share, trials, share, OddsMixture.LogEvidenceBelow), Rounding);
    });

    [Fact]
    public void Its_expectation_is_below_one_everywhere_else_under_the_hypothesis() => Check(
        Shares().Zip(Gen.Choose(1, 120).Zip(Gen.Choose(0, 999))),
        300,
        static triple =>
        {
            (double share, (int trials, int thousandths)) = triple;
            double below = share * thousandths / 1000, above = 1 - ((1 - share) * thousandths / 1000);
            Assert.InRange(Expectation(below, trials, share, OddsMixture.LogEvidenceAbove), 0, 1);
            Assert.InRange(Expectation(above, trials, share, OddsMixture.LogEvidenceBelow), 0, 1);
            Assert.True(Expectation(above, trials, share, OddsMixture.LogEvidenceAbove) > 1);
            Assert.True(Expectation(below, trials, share, OddsMixture.LogEvidenceBelow) > 1);
        });

    // One step on average changes nothing: with E(0, 0) = 1 this is the martingale property, also at counts no enumeration reaches.
    [Fact]
    public void One_more_trial_at_the_tested_share_changes_nothing_on_average() => Check(Counts(20_000), 300, static count =>
    {
        double now = OddsMixture.LogEvidenceAbove(count.Successes, count.Failures, count.Share);
        double success = OddsMixture.LogEvidenceAbove(count.Successes + 1, count.Failures, count.Share);
        double failure = OddsMixture.LogEvidenceAbove(count.Successes, count.Failures + 1, count.Share);
        Assert.Equal(1, (count.Share * Math.Exp(success - now)) + ((1 - count.Share) * Math.Exp(failure - now)), Rounding);
    });

    // Its definition once more, through probabilities instead of odds.
    [Fact]
    public void It_is_the_mean_of_the_likelihood_ratios_that_define_it() => Check(Counts(60), 300, static count =>
    {
        double odds = (1 - count.Share) / count.Share;
        double mean = Enumerable.Range(1, 64).Average(i =>
        {
            double failure = odds * Math.Pow((i - 0.5) / 64, 8);
            double alternative = 1 / (1 + failure);
            return Math.Pow(alternative / count.Share, count.Successes) * Math.Pow(failure * alternative / (1 - count.Share), count.Failures);
        });
        Assert.Equal(Math.Log(mean), OddsMixture.LogEvidenceAbove(count.Successes, count.Failures, count.Share), 1e-8);
    });

    [Fact]
    public void Without_a_trial_there_is_no_evidence() => Check(Shares(), 100, static share =>
        OddsMixture.LogEvidenceAbove(0, 0, share) == 0 && OddsMixture.LogEvidenceBelow(0, 0, share) == 0);

    [Fact]
    public void A_success_speaks_for_more_and_a_failure_against_it() => Check(Counts(2000), 500, static count =>
    {
        double now = OddsMixture.LogEvidenceAbove(count.Successes, count.Failures, count.Share);
        return OddsMixture.LogEvidenceAbove(count.Successes + 1, count.Failures, count.Share) > now
            && OddsMixture.LogEvidenceAbove(count.Successes, count.Failures + 1, count.Share) < now;
    });

    [Fact]
    public void Never_does_evidence_speak_for_both_sides() => Check(Counts(3000), 1000, static count =>
        OddsMixture.LogEvidenceAbove(count.Successes, count.Failures, count.Share) <= Rounding
        || OddsMixture.LogEvidenceBelow(count.Successes, count.Failures, count.Share) <= Rounding);

    [Fact]
    public void Counting_failures_instead_mirrors_it() => Check(Counts(2000), 300, static count => Assert.Equal(
        OddsMixture.LogEvidenceAbove(count.Successes, count.Failures, count.Share),
        OddsMixture.LogEvidenceBelow(count.Failures, count.Successes, 1 - count.Share),
        1e-7));

    [Fact]
    public void Evidence_beyond_the_largest_double_is_finite_in_logarithms()
    {
        const int Trials = 1_000_000;
        double most = Trials * Math.Log(2);
        Assert.InRange(OddsMixture.LogEvidenceAbove(Trials, 0, 0.5), most - 5, most);
        Assert.InRange(OddsMixture.LogEvidenceAbove(0, Trials, 0.5), -Trials, -1);
    }

    [Theory]
    [InlineData(-1, 0, 0.5)]
    [InlineData(0, -1, 0.5)]
    [InlineData(1, 1, 0.0)]
    [InlineData(1, 1, 1.0)]
    [InlineData(1, 1, double.NaN)]
    public void Impossible_counts_and_shares_are_refused(int successes, int failures, double share)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => OddsMixture.LogEvidenceAbove(successes, failures, share));
        Assert.Throws<ArgumentOutOfRangeException>(() => OddsMixture.LogEvidenceBelow(successes, failures, share));
    }

    private static double Expectation(double truth, int trials, double share, Func<int, int, double, double> logEvidence)
    {
        double[] outcomes = BinomialDistribution.Outcomes(trials, truth);
        return Enumerable.Range(0, trials + 1).Sum(successes => outcomes[successes] * Math.Exp(logEvidence(successes, trials - successes, share)));
    }

    private static Gen<double> Shares() => Gen.OneOf(Gen.Elements(0.5, 0.9, 0.95, 0.99), Gen.Choose(10, 990).Select(static value => value / 1000.0));

    private static Gen<(int Successes, int Failures, double Share)> Counts(int most) =>
        from share in Shares()
        from trials in Gen.Choose(0, most)
        from failures in Gen.OneOf(Gen.Choose(0, Math.Min(3, trials)), Gen.Choose(0, trials))
        select (trials - failures, failures, share);
}
