using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Instances;
using Xunit;

namespace PurifyProofs.Properties.Evidence;

/// <summary>Stopping when decided: never before, and never more often wrong than allowed.</summary>
public sealed class DecisiveProportionProperties : PropertyChecks
{
    [Fact]
    public void It_stops_undecided_only_at_its_last_look_and_never_goes_on_when_decided() => Check(Cases(), 300, static example =>
    {
        var random = new System.Random(example.Seed);
        List<Proportion> looks = [];
        Proportion total = example.Plan.Measure(example.Threshold, (look, trials) =>
        {
            Assert.Equal(looks.Count, look);
            Assert.Equal(look == 0 ? example.Plan.FirstTrials : looks[^1].Trials, trials);
            int successes = Binomial(random, trials, example.Probability);
            Proportion before = looks.Count == 0 ? new Proportion(0, 0) : looks[^1];
            looks.Add(new Proportion(before.Successes + successes, before.Trials + trials));
            return successes;
        });

        Assert.Equal(looks[^1], total);
        Assert.All(looks.SkipLast(1), proportion => Assert.False(IsDecided(proportion, example)));
        Assert.True(looks.Count == example.Plan.Looks || IsDecided(total, example));
    });

    // All looks together err with at most the stated probability, also just beside the threshold where stopping early tempts most.
    [Fact]
    public void A_wrong_decision_is_as_rare_as_stated() => Check(Gen.Choose(0, int.MaxValue), 2, static seed =>
    {
        const double Probability = 0.3, ErrorProbability = 0.2;
        var random = new System.Random(seed);
        var plan = new DecisiveProportion(16, 4, ErrorProbability);
        int wrong = 0;
        const int Runs = 1000;
        for (int run = 0; run < Runs; run++)
        {
            Proportion found = plan.Measure(Probability, (_, trials) => Binomial(random, trials, Probability));
            (double lower, double upper) = found.Interval(plan.ErrorProbabilityPerLook);
            wrong += lower > Probability || upper < Probability ? 1 : 0;
        }

        // At most ErrorProbability, so only an excess counts; Hoeffding.
        Assert.InRange((double)wrong / Runs, 0, ErrorProbability + Math.Sqrt(Math.Log(1 / Statistics.FalseAlarm) / (2 * Runs)));
    });

    [Fact]
    public void No_effort_takes_more_looks_than_the_error_probability_is_divided_by() =>
        Assert.All(Enum.GetValues<Scale>(), static scale => Assert.InRange(Effort.Of(scale).Accuracy.Looks, 1, Effort.LargestLooks));

    // FP-2 and FP-4 ask for 0.99 and FP-3 for 0.01: a smaller first look could decide none of them, a larger one wastes points.
    [Fact]
    public void The_first_look_is_as_small_as_one_that_can_decide_at_all() =>
        Assert.All([Scale.Quick, Scale.Standard, Scale.Full], static scale =>
        {
            DecisiveProportion plan = Effort.Of(scale).Accuracy;
            var example = new StoppingCase(plan, Thresholds.RobustAccuracy, 1, 0);
            Assert.True(IsDecided(new Proportion(plan.FirstTrials, plan.FirstTrials), example));
            Assert.True(IsDecided(new Proportion(0, plan.FirstTrials), example with { Threshold = Thresholds.CleanTrainedRobustAccuracy }));
            Assert.False(IsDecided(new Proportion((int)(0.99 * plan.FirstTrials), (int)(0.99 * plan.FirstTrials)), example));
        });

    private static bool IsDecided(Proportion proportion, StoppingCase example)
    {
        (double lower, double upper) = proportion.Interval(example.Plan.ErrorProbability / Effort.LargestLooks);
        return lower > example.Threshold || upper < example.Threshold;
    }

    private static int Binomial(System.Random random, int trials, double probability) =>
        Enumerable.Range(0, trials).Count(_ => random.NextDouble() < probability);

    private static Gen<StoppingCase> Cases() =>
        from first in Gen.Choose(1, 300)
        from looks in Gen.Choose(1, Effort.LargestLooks)
        from threshold in Gen.Elements(0.01, 0.05, 0.5, 0.99)
        from probability in Gen.OneOf(Gen.Constant(threshold), Gen.Choose(0, 1000).Select(static value => value / 1000.0))
        from seed in Gen.Choose(0, int.MaxValue)
        select new StoppingCase(new DecisiveProportion(first, looks, 1e-3), threshold, probability, seed);

    private sealed record StoppingCase(DecisiveProportion Plan, double Threshold, double Probability, int Seed);
}
