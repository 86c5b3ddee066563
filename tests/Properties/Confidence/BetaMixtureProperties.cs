using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.Integration;
using PurifyProofs.Bounds.Confidence;
using Xunit;

namespace PurifyProofs.Properties.Confidence;

/// <summary>The e-processes against their definition and the binomial distribution, every outcome enumerated; no simulation.</summary>
public sealed class BetaMixtureProperties : PropertyChecks
{
    private const double Rounding = 1e-9;

    [Fact]
    public void Its_expectation_is_one_at_the_tested_share() => Check(Shares().Zip(Gen.Choose(0, 120)), 200, static pair =>
    {
        (double share, int trials) = pair;
        Assert.Equal(1, Expectation(share, trials, share, BetaMixture.LogEvidenceAbove), Rounding);
        Assert.Equal(1, Expectation(share, trials, share, BetaMixture.LogEvidenceBelow), Rounding);
    });

    [Fact]
    public void Its_expectation_is_below_one_everywhere_else_under_the_hypothesis() => Check(
        Shares().Zip(Gen.Choose(1, 120).Zip(Gen.Choose(0, 999))),
        300,
        static triple =>
        {
            (double share, (int trials, int thousandths)) = triple;
            double below = share * thousandths / 1000, above = 1 - ((1 - share) * thousandths / 1000);
            Assert.InRange(Expectation(below, trials, share, BetaMixture.LogEvidenceAbove), 0, 1);
            Assert.InRange(Expectation(above, trials, share, BetaMixture.LogEvidenceBelow), 0, 1);
            Assert.True(Expectation(above, trials, share, BetaMixture.LogEvidenceAbove) > 1);
            Assert.True(Expectation(below, trials, share, BetaMixture.LogEvidenceBelow) > 1);
        });

    // One step on average changes nothing: with E(0, 0) = 1 this is the martingale property, also at counts no enumeration reaches.
    [Fact]
    public void One_more_trial_at_the_tested_share_changes_nothing_on_average() => Check(Counts(20_000), 300, static count =>
    {
        double now = BetaMixture.LogEvidenceAbove(count.Successes, count.Failures, count.Share);
        double success = BetaMixture.LogEvidenceAbove(count.Successes + 1, count.Failures, count.Share);
        double failure = BetaMixture.LogEvidenceAbove(count.Successes, count.Failures + 1, count.Share);
        Assert.Equal(1, (count.Share * Math.Exp(success - now)) + ((1 - count.Share) * Math.Exp(failure - now)), Rounding);
    });

    // With u = v^(1/b) the integrand of the definition is a polynomial in v, for which the quadrature is exact.
    [Fact]
    public void It_is_the_integral_that_defines_it() => Check(Counts(30), 300, static count =>
    {
        double exceptions = 1 - count.Share;
        double integral = GaussLegendreRule.Integrate(
            v =>
            {
                double u = Math.Pow(v, 1 / BetaMixture.Shape);
                return Math.Pow(u, count.Failures) * Math.Pow((1 - (exceptions * u)) / count.Share, count.Successes);
            },
            0,
            1,
            512);
        Assert.Equal(Math.Log(integral), BetaMixture.LogEvidenceAbove(count.Successes, count.Failures, count.Share), 1e-8);
    });

    [Fact]
    public void Without_a_trial_there_is_no_evidence() => Check(Shares(), 100, static share =>
        BetaMixture.LogEvidenceAbove(0, 0, share) == 0 && BetaMixture.LogEvidenceBelow(0, 0, share) == 0);

    [Fact]
    public void A_success_speaks_for_more_and_a_failure_against_it() => Check(Counts(2000), 500, static count =>
    {
        double now = BetaMixture.LogEvidenceAbove(count.Successes, count.Failures, count.Share);
        return BetaMixture.LogEvidenceAbove(count.Successes + 1, count.Failures, count.Share) > now
            && BetaMixture.LogEvidenceAbove(count.Successes, count.Failures + 1, count.Share) < now;
    });

    [Fact]
    public void Never_does_evidence_speak_for_both_sides() => Check(Counts(3000), 1000, static count =>
        BetaMixture.LogEvidenceAbove(count.Successes, count.Failures, count.Share) <= Rounding
        || BetaMixture.LogEvidenceBelow(count.Successes, count.Failures, count.Share) <= Rounding);

    [Fact]
    public void Counting_failures_instead_mirrors_it() => Check(Counts(2000), 300, static count => Assert.Equal(
        BetaMixture.LogEvidenceAbove(count.Successes, count.Failures, count.Share),
        BetaMixture.LogEvidenceBelow(count.Failures, count.Successes, 1 - count.Share),
        1e-7));

    [Fact]
    public void Evidence_beyond_the_largest_double_is_finite_in_logarithms()
    {
        const int Trials = 1_000_000;
        double most = Trials * Math.Log(2);
        Assert.InRange(BetaMixture.LogEvidenceAbove(Trials, 0, 0.5), most - 3, most);
        Assert.Equal(Math.Log(BetaMixture.Shape / (Trials + BetaMixture.Shape)), BetaMixture.LogEvidenceAbove(0, Trials, 0.5), 1e-12);
    }

    [Theory]
    [InlineData(-1, 0, 0.5)]
    [InlineData(0, -1, 0.5)]
    [InlineData(1, 1, 0.0)]
    [InlineData(1, 1, 1.0)]
    [InlineData(1, 1, double.NaN)]
    public void Impossible_counts_and_shares_are_refused(int successes, int failures, double share)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => BetaMixture.LogEvidenceAbove(successes, failures, share));
        Assert.Throws<ArgumentOutOfRangeException>(() => BetaMixture.LogEvidenceBelow(successes, failures, share));
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
