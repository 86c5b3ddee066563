using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Bounds.Confidence;
using Xunit;

namespace PurifyProofs.Properties.Confidence;

/// <summary>Limits that hold at all sample sizes at once, by exact enumeration of every path.</summary>
public sealed class ConfidenceSequenceProperties : PropertyChecks
{
    private const int Horizon = 60;

    // The chance that any of the first 60 limits misses; looking after each is the worst stopping rule there is.
    [Fact]
    public void The_chance_that_any_limit_ever_misses_is_at_most_the_error_probability() => Check(Truths().Zip(ErrorProbabilities()), 8, static pair =>
    {
        (double truth, double errorProbability) = pair;
        Assert.InRange(EverMissed(truth, (successes, trials) => ConfidenceSequence.Lower(successes, trials, errorProbability) > truth), 0, errorProbability);
        Assert.InRange(EverMissed(truth, (successes, trials) => ConfidenceSequence.Upper(successes, trials, errorProbability) < truth), 0, errorProbability);
    });

    // The control: limits for one fixed size fail when one looks after every trial.
    [Fact]
    public void Clopper_Pearson_limits_do_not_bear_looking_after_every_trial() =>
        Assert.InRange(EverMissed(0.5, static (successes, trials) => ClopperPearson.Lower(successes, trials, 0.05) > 0.5), 0.1, 1);

    [Fact]
    public void They_contain_the_limits_for_a_fixed_size_and_are_not_much_wider() => Check(Counts(), 300, static count =>
    {
        double sequence = ConfidenceSequence.Lower(count.Successes, count.Trials, count.ErrorProbability);
        double fixedSize = ClopperPearson.Lower(count.Successes, count.Trials, count.ErrorProbability);
        // What they cost is an error probability spread over all sizes: no more than this factor at sizes up to 10,000.
        double spread = ClopperPearson.Lower(count.Successes, count.Trials, count.ErrorProbability / (1000 * Math.Sqrt(count.Trials)));
        Assert.InRange(sequence, spread - 1e-12, fixedSize + 1e-12);
    });

    [Fact]
    public void A_limit_leaves_a_share_exactly_when_the_evidence_against_it_decides() => Check(Counts().Zip(Gen.Choose(1, 999)), 400, static pair =>
    {
        ((int successes, int trials, double errorProbability), int thousandths) = pair;
        double share = thousandths / 1000.0;
        bool above = OddsMixture.LogEvidenceAbove(successes, trials - successes, share) >= -Math.Log(errorProbability);
        bool below = OddsMixture.LogEvidenceBelow(successes, trials - successes, share) >= -Math.Log(errorProbability);
        return above == ConfidenceSequence.Lower(successes, trials, errorProbability) > share
            && below == ConfidenceSequence.Upper(successes, trials, errorProbability) < share;
    });

    [Fact]
    public void Counting_failures_instead_mirrors_the_limits() => Check(Counts(), 200, static count => Assert.Equal(
        1 - ConfidenceSequence.Lower(count.Successes, count.Trials, count.ErrorProbability),
        ConfidenceSequence.Upper(count.Trials - count.Successes, count.Trials, count.ErrorProbability),
        1e-12));

    [Fact]
    public void Without_trials_nothing_is_known()
    {
        Assert.Equal(0, ConfidenceSequence.Lower(0, 0, 0.05));
        Assert.Equal(1, ConfidenceSequence.Upper(0, 0, 0.05));
    }

    [Theory]
    [InlineData(-1, 10, 0.05)]
    [InlineData(11, 10, 0.05)]
    [InlineData(1, 10, 0.0)]
    [InlineData(1, 10, 1.0)]
    [InlineData(1, 10, double.NaN)]
    public void Impossible_counts_and_probabilities_are_refused(int successes, int trials, double errorProbability)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ConfidenceSequence.Lower(successes, trials, errorProbability));
        Assert.Throws<ArgumentOutOfRangeException>(() => ConfidenceSequence.Upper(successes, trials, errorProbability));
    }

    private static double EverMissed(double truth, Func<int, int, bool> misses)
    {
        double[] paths = new double[Horizon + 1];
        paths[0] = 1;
        double missed = 0;
        for (int trials = 1; trials <= Horizon; trials++)
        {
            for (int successes = trials; successes >= 0; successes--)
            {
                paths[successes] = (paths[successes] * (1 - truth)) + (successes > 0 ? paths[successes - 1] * truth : 0);
                if (paths[successes] > 0 && misses(successes, trials))
                {
                    missed += paths[successes];
                    paths[successes] = 0;
                }
            }
        }

        return missed;
    }

    private static Gen<double> Truths() => Gen.OneOf(Gen.Elements(0.5, 0.9, 0.99), Gen.Choose(1, 999).Select(static value => value / 1000.0));

    private static Gen<double> ErrorProbabilities() => Gen.Choose(-6000, -301).Select(static exponent => Math.Pow(10, exponent / 1000.0));

    private static Gen<(int Successes, int Trials, double ErrorProbability)> Counts() =>
        from trials in Gen.OneOf(Gen.Choose(1, 200), Gen.Choose(1, 10_000))
        from failures in Gen.OneOf(Gen.Choose(0, Math.Min(3, trials)), Gen.Choose(0, trials))
        from errorProbability in ErrorProbabilities()
        select (trials - failures, trials, errorProbability);
}
