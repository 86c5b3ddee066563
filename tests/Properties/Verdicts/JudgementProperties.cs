using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Catalogue;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Verdicts;
using Xunit;

namespace PurifyProofs.Properties.Verdicts;

/// <summary>
/// From measures to instances to claims: over given instances nothing holds unless everything holds and one violation decides,
/// over drawn ones the sequential test decides.
/// </summary>
public sealed class JudgementProperties : PropertyChecks
{
    private static readonly IClaim AnyClaim = ClaimCatalogue.All[0];

    [Fact]
    public void One_violation_violates_and_only_all_instances_together_hold() => Check(Verdicts(), 500, static verdicts =>
    {
        VerdictKind[] applicable = [.. verdicts.Select(static verdict => verdict.Verdict).Where(static kind => kind != VerdictKind.NotApplicable)];
        VerdictKind expected = applicable.Length == 0 ? VerdictKind.NotApplicable
            : applicable.Contains(VerdictKind.Violated) ? VerdictKind.Violated
            : applicable.Contains(VerdictKind.Undecided) ? VerdictKind.Undecided
            : VerdictKind.Holds;
        ClaimVerdict found = Of(verdicts);
        Assert.Equal(expected, found.Verdict);
        Assert.Equal(verdicts, found.Instances);
    });

    [Fact]
    public void The_order_of_the_instances_does_not_matter() => Check(Verdicts().Zip(Gen.Choose(0, int.MaxValue)), 300, static pair =>
    {
        InstanceVerdict[] shuffled = [.. pair.Item1];
        new System.Random(pair.Item2).Shuffle(shuffled);
        return Of(shuffled).Verdict == Of(pair.Item1).Verdict;
    });

    [Fact]
    public void The_worst_instance_speaks_most_against_the_claim() => Check(Verdicts().Where(static verdicts => !verdicts.All(IsOutside)), 500, static verdicts =>
    {
        ClaimVerdict found = Of(verdicts);
        Assert.Equal(found.Verdict, verdicts.First(verdict => verdict.InstanceLine == found.WorstInstanceLine).Verdict);
    });

    [Fact]
    public void Of_instances_that_all_lie_outside_none_is_the_worst() => Check(Gen.Choose(0, 6), 20, static count =>
        Assert.Null(Of([.. Enumerable.Repeat(Verdict("outside", VerdictKind.NotApplicable), count)]).WorstInstanceLine));

    [Fact]
    public void A_further_violation_never_helps_and_an_instance_outside_never_matters() => Check(Verdicts(), 300, static verdicts =>
    {
        VerdictKind before = Of(verdicts).Verdict;
        Assert.Equal(before, Of([.. verdicts, Verdict("further", VerdictKind.NotApplicable)]).Verdict);
        Assert.Equal(VerdictKind.Violated, Of([.. verdicts, Verdict("further", VerdictKind.Violated)]).Verdict);
    });

    [Fact]
    public void Over_drawn_instances_the_sequential_test_decides() => Check(Verdicts(40).Zip(Gen.Choose(1, 12)), 500, static pair =>
    {
        (InstanceVerdict[] verdicts, int claims) = pair;
        Decision[] outcomes = [.. verdicts.Where(static verdict => verdict.Verdict != VerdictKind.NotApplicable).Select(static verdict => DecisionOf(verdict.Verdict))];
        SequentialState expected = ReportGuarantee.Quick.TestFor(claims, Judgement.InstanceErrorProbability).After(outcomes);
        ClaimVerdict found = Judgement.Of(AnyClaim, verdicts, Quick, claims);
        Assert.Equal(expected, found.State);
        Assert.Equal(outcomes.Length == 0 && verdicts.Length > 0 ? VerdictKind.NotApplicable : KindOf(expected.Decision), found.Verdict);
    });

    [Fact]
    public void More_claims_never_need_fewer_instances() => Check(Gen.Choose(1, 20), 20, static claims => Instances(claims) <= Instances(claims + 1) && Instances(claims) >= 5);

    [Fact]
    public void Undecided_says_how_many_instances_there_are_of_how_many() => Check(Gen.Choose(0, 4), 5, static count =>
        Judgement.Of(AnyClaim, Held(count), Quick, 7).Sentence.StartsWith(FormattableString.Invariant($"Undecided: {count} of {Instances(7)} instances"), StringComparison.Ordinal));

    [Fact]
    public void Of_given_instances_nothing_is_said_of_others() => Check(Gen.Choose(1, 60), 20, static count =>
        Of(Held(count)).Sentence.EndsWith("nothing is said of others.", StringComparison.Ordinal) && Of(Held(count)).State is null);

    [Fact]
    public void A_measure_decides_only_when_its_whole_interval_lies_on_one_side() => Check(Measures(), 1000, static measure =>
    {
        bool above = measure.Lower > measure.Threshold, below = measure.Upper < measure.Threshold, touches = measure.Lower == measure.Threshold || measure.Upper == measure.Threshold;
        VerdictKind expected = measure.Requirement == Requirement.None ? VerdictKind.Holds
            : measure.Requirement == Requirement.Above ? (above ? VerdictKind.Holds : below ? VerdictKind.Violated : VerdictKind.Undecided)
            : below ? VerdictKind.Holds : above ? VerdictKind.Violated : VerdictKind.Undecided;
        return touches || measure.Outcome == expected;
    });

    private static JudgementBasis Quick { get; } = JudgementBasis.Of(Scale.Quick, InstanceOrigin.Drawn, HypothesisScope.Within);

    private static ClaimVerdict Of(IReadOnlyList<InstanceVerdict> verdicts) => Judgement.Of(AnyClaim, verdicts, JudgementBasis.TheseInstances, 1);

    private static InstanceVerdict[] Held(int count) => [.. Enumerable.Range(0, count).Select(static i => Verdict($"{i}", VerdictKind.Holds))];

    private static int Instances(int claims) => Enumerable.Range(0, 100).First(count => Judgement.Of(AnyClaim, Held(count), Quick, claims).Verdict == VerdictKind.Holds);

    private static Decision DecisionOf(VerdictKind kind) => kind == VerdictKind.Holds ? Decision.Holds : kind == VerdictKind.Violated ? Decision.Violated : Decision.Undecided;

    private static VerdictKind KindOf(Decision decision) => decision == Decision.Holds ? VerdictKind.Holds : decision == Decision.Violated ? VerdictKind.Violated : VerdictKind.Undecided;

    private static InstanceVerdict Verdict(string line, VerdictKind kind) => new(line, kind, $"{line} reads {kind}.", []);

    private static bool IsOutside(InstanceVerdict verdict) => verdict.Verdict == VerdictKind.NotApplicable;

    private static Gen<InstanceVerdict[]> Verdicts(int most = 6) =>
        from count in Gen.Choose(0, most)
        from kinds in Gen.ArrayOf(Gen.Frequency((6, Gen.Constant(VerdictKind.Holds)), (1, Gen.Elements(Enum.GetValues<VerdictKind>()))), count)
        from measures in Gen.ArrayOf(Measures(), count)
        select kinds.Select((kind, i) => new InstanceVerdict($"instance {i}", kind, $"Instance {i}.", [measures[i]])).ToArray();

    private static Gen<Measure> Measures() =>
        from ends in Gen.Choose(-20, 20).Two()
        from threshold in Gen.Choose(-20, 20)
        from requirement in Gen.Elements(Enum.GetValues<Requirement>())
        let low = Math.Min(ends.Item1, ends.Item2)
        let high = Math.Max(ends.Item1, ends.Item2)
        select new Measure("accuracy", (low + high) / 2.0, low, high, threshold, requirement);
}
