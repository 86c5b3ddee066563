using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Bounds.Confidence;
using Xunit;

namespace PurifyProofs.Properties.Confidence;

/// <summary>Points added until decided: no more than needed, and no decision wrong more often than allowed.</summary>
public sealed class ProportionUntilDecidedProperties : PropertyChecks
{
    [Fact]
    public void It_stops_where_the_limits_first_leave_the_threshold_or_at_the_cap() => Check(Cases(), 200, static example =>
    {
        var random = new System.Random(example.Seed);
        List<Proportion> looks = [new Proportion(0, 0)];
        DecidedProportion found = example.Plan.Measure(example.Threshold, (look, trials) =>
        {
            Assert.Equal(looks.Count - 1, look);
            Assert.InRange(trials, 1, example.Plan.BatchTrials);
            int successes = Enumerable.Range(0, trials).Count(_ => random.NextDouble() < example.Probability);
            looks.Add(new Proportion(looks[^1].Successes + successes, looks[^1].Trials + trials));
            return successes;
        });

        Assert.Equal(looks[^1], found.Proportion);
        Assert.Equal(ConfidenceSequence.Lower(found.Proportion.Successes, found.Proportion.Trials, example.Plan.ErrorProbability), found.Lower);
        Assert.Equal(ConfidenceSequence.Upper(found.Proportion.Successes, found.Proportion.Trials, example.Plan.ErrorProbability), found.Upper);
        Assert.All(looks.SkipLast(1), proportion => Assert.False(IsDecided(proportion, example)));
        Assert.True(found.Proportion.Trials == example.Plan.LargestTrials || IsDecided(found.Proportion, example));
    });

    // Looks after every single point, at the threshold itself: exact, by the law of the counts.
    [Theory]
    [InlineData(0.99, 1e-3)]
    [InlineData(0.01, 1e-3)]
    [InlineData(0.5, 0.05)]
    public void A_wrong_decision_is_as_rare_as_stated_and_not_much_rarer(double threshold, double errorProbability)
    {
        var test = new SequentialTest(1 - threshold, errorProbability, 0);
        OperatingCharacteristic least = OperatingCharacteristic.Of(DecisionBoundary.Of(test, 2000), threshold);
        Assert.InRange(least.Holds[^1], 0.05 * errorProbability, errorProbability);
        Assert.InRange(least.Violated[^1], 0.05 * errorProbability, errorProbability);
    }

    [Fact]
    public void Simulated_decisions_at_the_threshold_are_as_rarely_wrong_as_stated() => Check(Gen.Choose(0, int.MaxValue), 1, static seed =>
    {
        const double Threshold = 0.9, ErrorProbability = 0.1;
        const int Runs = 1500;
        var random = new System.Random(seed);
        var plan = new ProportionUntilDecided(5, 300, ErrorProbability);
        int above = 0, below = 0;
        for (int run = 0; run < Runs; run++)
        {
            DecidedProportion found = plan.Measure(Threshold, (_, trials) => Enumerable.Range(0, trials).Count(_ => random.NextDouble() < Threshold));
            above += found.Lower > Threshold ? 1 : 0;
            below += found.Upper < Threshold ? 1 : 0;
        }

        Statistics.AssertProbabilityAtMost(ErrorProbability, above, Runs);
        Statistics.AssertProbabilityAtMost(ErrorProbability, below, Runs);
        Assert.True(above > 0 && below > 0);
    });

    [Theory]
    [InlineData(0.99, 1.0, 768)]
    [InlineData(0.01, 0.0, 768)]
    [InlineData(0.99, 0.0, 128)]
    [InlineData(0.01, 1.0, 128)]
    public void Clear_cases_take_few_points(double threshold, double probability, int points) => Assert.Equal(
        points,
        new ProportionUntilDecided(128, 8192, 1e-3).Measure(threshold, (_, trials) => (int)(probability * trials)).Proportion.Trials);

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, 0)]
    public void Designs_without_trials_are_refused(int batch, int largest) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProportionUntilDecided(batch, largest, 0.01).Measure(0.5, static (_, _) => 0));

    private static bool IsDecided(Proportion total, Case example) =>
        ConfidenceSequence.Lower(total.Successes, total.Trials, example.Plan.ErrorProbability) > example.Threshold
        || ConfidenceSequence.Upper(total.Successes, total.Trials, example.Plan.ErrorProbability) < example.Threshold;

    private static Gen<Case> Cases() =>
        from batch in Gen.Choose(1, 200)
        from largest in Gen.Choose(1, 2000)
        from threshold in Gen.Elements(0.01, 0.05, 0.5, 0.99)
        from probability in Gen.OneOf(Gen.Constant(threshold), Gen.Choose(0, 1000).Select(static value => value / 1000.0))
        from seed in Gen.Choose(0, int.MaxValue)
        select new Case(new ProportionUntilDecided(batch, largest, 1e-3), threshold, probability, seed);

    private sealed record Case(ProportionUntilDecided Plan, double Threshold, double Probability, int Seed);
}
