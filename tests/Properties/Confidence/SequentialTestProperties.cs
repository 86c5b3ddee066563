using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Bounds.Confidence;
using Xunit;

namespace PurifyProofs.Properties.Confidence;

/// <summary>One claim's test: how many instances it needs, what counts for what, and its errors, all exact.</summary>
public sealed class SequentialTestProperties : PropertyChecks
{
    // Instances that decide, with 0, 1 and 2 adverse ones among them; the table of docs/statistics.md.
    [Theory]
    [InlineData("quick", 1, 5, 12, 16, 5, 12, 16)]
    [InlineData("quick", 4, 7, 14, 18, 7, 14, 18)]
    [InlineData("quick", 8, 8, 15, 20, 8, 15, 20)]
    [InlineData("standard", 1, 47, 89, 114, 3, 5, 7)]
    [InlineData("standard", 8, 67, 111, 138, 4, 6, 8)]
    [InlineData("standard", 10, 69, 113, 140, 4, 6, 8)]
    [InlineData("standard", 18, 75, 119, 147, 4, 7, 8)]
    [InlineData("full", 10, 141, 232, 287, 3, 5, 7)]
    public void The_instances_that_decide_are_those_of_the_table(string scale, int claims, int hold0, int hold1, int hold2, int violate0, int violate1, int violate2)
    {
        SequentialTest test = Guarantee(scale).TestFor(claims, 0);
        Assert.Equal([hold0, hold1, hold2], Enumerable.Range(0, 3).Select(failures => test.SuccessesToHold(failures) + failures));
        Assert.Equal([violate0, violate1, violate2], Enumerable.Range(0, 3).Select(successes => test.FailuresToViolate(successes) + successes));
    }

    [Fact]
    public void As_many_successes_as_are_missing_decide_and_one_fewer_does_not() => Check(Tests().Zip(Outcomes(40)).Where(static pair => !IsDecided(pair)), 200, static pair =>
    {
        SequentialState state = pair.Item1.After(pair.Item2);
        SequentialState almost = Continue(state, Decision.Holds, state.InstancesMissing - 1);
        Assert.Equal(Decision.Undecided, almost.Decision);
        Assert.Equal(1, almost.InstancesMissing);
        Assert.Equal(Decision.Holds, almost.Observe(Decision.Holds).Decision);
    });

    [Fact]
    public void The_first_decision_stays() => Check(Tests().Zip(Outcomes(60)).Where(IsDecided).Zip(Outcomes(60)), 300, static triple =>
    {
        ((SequentialTest test, Decision[] first), Decision[] further) = triple;
        SequentialState decided = test.After(first);
        SequentialState later = further.Aggregate(decided, static (state, outcome) => state.Observe(outcome));
        Assert.Equal(first.Length + further.Length, later.Instances);
        Assert.Equal((0, 0), (decided.InstancesMissing, later.InstancesMissing));
        Assert.Equal((decided.Decision, decided.DecidedAfter), (later.Decision, later.DecidedAfter));
    });

    [Fact]
    public void It_decides_where_the_evidence_first_reaches_its_threshold() => Check(Tests().Zip(Outcomes(80)), 300, static pair =>
    {
        SequentialState state = pair.Item1.Start;
        foreach (Decision outcome in pair.Item2)
        {
            bool before = state.Decision == Decision.Undecided;
            state = state.Observe(outcome);
            Assert.Equal(before && state.Decision != Decision.Undecided ? state.Instances : state.DecidedAfter, state.DecidedAfter);
            if (before)
            {
                Assert.Equal(state.LogEvidenceFor >= pair.Item1.LogThreshold, state.Decision == Decision.Holds);
                Assert.Equal(state.LogEvidenceAgainst >= pair.Item1.LogThreshold, state.Decision == Decision.Violated);
            }
        }
    });

    [Fact]
    public void The_order_of_the_instances_does_not_change_the_evidence() => Check(Tests().Zip(Outcomes(60).Zip(Gen.Choose(0, int.MaxValue))), 200, static triple =>
    {
        (SequentialTest test, (Decision[] outcomes, int seed)) = triple;
        Decision[] shuffled = [.. outcomes];
        new System.Random(seed).Shuffle(shuffled);
        SequentialState one = test.After(outcomes), other = test.After(shuffled);
        return one.LogEvidenceFor == other.LogEvidenceFor && one.LogEvidenceAgainst == other.LogEvidenceAgainst && one.ShareLimits == other.ShareLimits;
    });

    // What would have been found on an open instance can only add to the evidence on its side.
    [Fact]
    public void An_open_instance_counts_against_either_verdict() => Check(Tests().Zip(Outcomes(40)), 300, static pair =>
    {
        SequentialState state = pair.Item1.After(pair.Item2);
        SequentialState open = state.Observe(Decision.Undecided), held = state.Observe(Decision.Holds), failed = state.Observe(Decision.Violated);
        return open.LogEvidenceFor == failed.LogEvidenceFor && open.LogEvidenceFor < held.LogEvidenceFor
            && open.LogEvidenceAgainst == held.LogEvidenceAgainst && open.LogEvidenceAgainst < failed.LogEvidenceAgainst
            && open.ShareLimits.Lower <= held.ShareLimits.Lower && open.ShareLimits.Upper >= failed.ShareLimits.Upper;
    });

    // A p-value that held at every sample size is one at each: whatever is decided here, the exact binomial test decides, too.
    // Three quarters of the counts decide: fewer than 150 of 400 do by chance less than once in 10²⁰ runs.
    [Fact]
    public void A_verdict_is_confirmed_by_the_exact_test_of_its_sample_size() => CheckAtLeast(150, Tests().Zip(Gen.Choose(0, 150).Zip(Gen.Choose(0, 150))), 400, static triple =>
    {
        (SequentialTest test, (int successes, int failures)) = triple;
        int trials = successes + failures;
        bool holds = test.LogEvidenceFor(successes, failures) >= test.LogThreshold, violated = test.LogEvidenceAgainst(successes, failures) >= test.LogThreshold;
        Assert.True(!holds || ClopperPearson.Lower(successes, trials, test.ErrorProbability) >= test.RequiredShare);
        Assert.True(!violated || ClopperPearson.Upper(successes, trials, test.ErrorProbability) <= test.RequiredShare);
        return holds || violated;
    });

    // Equality with the threshold would be useless: near the required share most of the error probability is spent.
    [Theory]
    [InlineData("quick", 8, 400, 0.7, 0.7)]
    [InlineData("standard", 10, 600, 0.8, 0.2)]
    public void At_the_required_share_the_error_is_below_its_level_and_not_far_below(string scale, int claims, int horizon, double holdsSpent, double violatedSpent)
    {
        SequentialTest test = Guarantee(scale).TestFor(claims, 0);
        OperatingCharacteristic least = OperatingCharacteristic.Of(DecisionBoundary.Of(test, horizon), test.RequiredShare);
        Assert.InRange(least.Holds[^1], holdsSpent * test.ErrorProbability, test.ErrorProbability);
        Assert.InRange(least.Violated[^1], violatedSpent * test.ErrorProbability, test.ErrorProbability);
    }

    [Fact]
    public void No_share_makes_a_wrong_verdict_likelier_than_its_level() => Check(Tests().Zip(Gen.Choose(0, 1000)), 60, static pair =>
    {
        (SequentialTest test, int thousandths) = pair;
        DecisionBoundary boundary = DecisionBoundary.Of(test, 200);
        double below = FoundToHold(test, test.RequiredShare * thousandths / 1000), above = FoundNotViolated(test, 1 - (test.Exceptions * thousandths / 1000));
        Assert.InRange(OperatingCharacteristic.Of(boundary, below).Holds[^1], 0, test.ErrorProbability * (1 + 1e-9));
        Assert.InRange(OperatingCharacteristic.Of(boundary, above).Violated[^1], 0, test.ErrorProbability * (1 + 1e-9));
    });

    // The control of the one above: without its allowance the instances' own errors break the level.
    [Fact]
    public void Errors_on_instances_that_are_not_allowed_for_break_the_level()
    {
        var honest = new SequentialTest(0.1, 0.001, 0.1);
        var careless = new SequentialTest(0.1, 0.001, 0);
        double found = FoundToHold(honest, honest.RequiredShare);
        Assert.InRange(OperatingCharacteristic.Of(DecisionBoundary.Of(honest, 600), found).Holds[^1], 0, 0.001);
        Assert.InRange(OperatingCharacteristic.Of(DecisionBoundary.Of(careless, 600), found).Holds[^1], 0.002, 1);
    }

    [Fact]
    public void Power_grows_with_the_share_and_with_the_instances() => Check(Tests(), 20, static test =>
    {
        DecisionBoundary boundary = DecisionBoundary.Of(test, 150);
        OperatingCharacteristic[] curve = [.. Enumerable.Range(0, 21).Select(twentieths => OperatingCharacteristic.Of(boundary, twentieths / 20.0))];
        Assert.All(curve.Zip(curve.Skip(1)), static pair => Assert.True(pair.First.Holds[^1] <= pair.Second.Holds[^1] + 1e-12));
        Assert.All(curve.Zip(curve.Skip(1)), static pair => Assert.True(pair.First.Violated[^1] >= pair.Second.Violated[^1] - 1e-12));
        Assert.All(curve, static point => Assert.True(point.Holds.Zip(point.Holds.Skip(1)).All(static step => step.First <= step.Second)));
    });

    [Theory]
    [InlineData("quick", 8, 1.0, 8, 1)]
    [InlineData("quick", 8, 0.99, 20, 0.99)]
    [InlineData("standard", 10, 1.0, 69, 1)]
    [InlineData("standard", 10, 0.99, 200, 0.95)]
    public void A_claim_that_holds_is_found_to_hold(string scale, int claims, double share, int instances, double power) => Assert.InRange(
        OperatingCharacteristic.Of(DecisionBoundary.Of(Guarantee(scale).TestFor(claims, 0), instances), share).Holds[instances], power, 1);

    [Theory]
    [InlineData("quick", 8, 0.0, 8, 1)]
    [InlineData("standard", 10, 0.0, 4, 1)]
    [InlineData("standard", 10, 0.5, 45, 0.95)]
    public void A_broken_claim_is_found_violated(string scale, int claims, double share, int instances, double power) => Assert.InRange(
        OperatingCharacteristic.Of(DecisionBoundary.Of(Guarantee(scale).TestFor(claims, 0), instances), share).Violated[instances], power, 1);

    [Theory]
    [InlineData(0.0, 0.05, 0.0)]
    [InlineData(1.0, 0.05, 0.0)]
    [InlineData(0.5, 0.0, 0.0)]
    [InlineData(0.5, 1.0, 0.0)]
    [InlineData(0.5, 0.05, -0.1)]
    [InlineData(0.5, 0.05, 1.0)]
    [InlineData(double.NaN, 0.05, 0.0)]
    public void Impossible_designs_are_refused(double exceptions, double errorProbability, double instanceError) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SequentialTest(exceptions, errorProbability, instanceError));

    internal static ReportGuarantee Guarantee(string scale) => scale switch
    {
        "quick" => ReportGuarantee.Quick,
        "standard" => ReportGuarantee.Standard,
        _ => ReportGuarantee.Full,
    };

    // The shares that are found when every instance's own error is as harmful as it may be.
    private static double FoundToHold(SequentialTest test, double share) => share + ((1 - share) * test.InstanceError);

    private static double FoundNotViolated(SequentialTest test, double share) => share * (1 - test.InstanceError);

    private static SequentialState Continue(SequentialState state, Decision outcome, int times) =>
        Enumerable.Repeat(outcome, times).Aggregate(state, static (current, next) => current.Observe(next));

    private static Gen<SequentialTest> Tests() =>
        from exceptions in Gen.Elements(0.05, 0.1, 0.2, 0.5)
        from errorProbability in Gen.Elements(0.2, 0.05, 0.00625, 0.001)
        from instanceError in Gen.Elements(0, 0, 0.001, 0.05)
        select new SequentialTest(exceptions, errorProbability, instanceError);

    private static bool IsDecided((SequentialTest Test, Decision[] Outcomes) run) => run.Test.After(run.Outcomes).Decision != Decision.Undecided;

    // Runs of all kinds: clean, broken and mixed.
    private static Gen<Decision[]> Outcomes(int most) =>
        from weights in Gen.Elements((30, 1, 1), (1, 30, 1), (5, 3, 1), (1, 0, 0), (0, 1, 0))
        from count in Gen.Choose(0, most)
        from outcomes in Gen.ArrayOf(
            Gen.Frequency((weights.Item1, Gen.Constant(Decision.Holds)), (weights.Item2, Gen.Constant(Decision.Violated)), (weights.Item3, Gen.Constant(Decision.Undecided))),
            count)
        select outcomes;
}
