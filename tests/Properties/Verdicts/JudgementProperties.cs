using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Catalogue;
using PurifyProofs.Claims.Verdicts;
using Xunit;

namespace PurifyProofs.Properties.Verdicts;

/// <summary>From measures to instances to claims: nothing holds unless everything holds, and one violation decides.</summary>
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
        ClaimVerdict found = Judgement.Of(AnyClaim, verdicts);
        Assert.Equal(expected, found.Verdict);
        Assert.Equal(verdicts, found.Instances);
    });

    [Fact]
    public void The_order_of_the_instances_does_not_matter() => Check(Verdicts().Zip(Gen.Choose(0, int.MaxValue)), 300, static pair =>
    {
        InstanceVerdict[] shuffled = [.. pair.Item1];
        new System.Random(pair.Item2).Shuffle(shuffled);
        return Judgement.Of(AnyClaim, shuffled).Verdict == Judgement.Of(AnyClaim, pair.Item1).Verdict;
    });

    [Fact]
    public void The_worst_instance_speaks_most_against_the_claim() => Check(Verdicts(), 500, static verdicts =>
    {
        ClaimVerdict found = Judgement.Of(AnyClaim, verdicts);
        if (found.Verdict == VerdictKind.NotApplicable)
        {
            Assert.Null(found.WorstInstanceLine);
            return;
        }

        Assert.Equal(found.Verdict, verdicts.First(verdict => verdict.InstanceLine == found.WorstInstanceLine).Verdict);
    });

    [Fact]
    public void A_further_violation_never_helps_and_an_instance_outside_never_matters() => Check(Verdicts(), 300, static verdicts =>
    {
        VerdictKind before = Judgement.Of(AnyClaim, verdicts).Verdict;
        Assert.Equal(before, Judgement.Of(AnyClaim, [.. verdicts, Verdict("further", VerdictKind.NotApplicable)]).Verdict);
        Assert.Equal(VerdictKind.Violated, Judgement.Of(AnyClaim, [.. verdicts, Verdict("further", VerdictKind.Violated)]).Verdict);
    });

    [Fact]
    public void The_sentence_promises_no_more_than_the_exact_limit() => Check(Gen.Choose(1, 60), 60, static count =>
    {
        InstanceVerdict[] all = [.. Enumerable.Range(0, count).Select(static i => Verdict($"{i}", VerdictKind.Holds))];
        double limit = ClopperPearson.Lower(count, count, 1 - Judgement.Confidence);
        Assert.Contains(
            FormattableString.Invariant($"{count} of {count} instances: at 95 % confidence on at least {limit:P0} of such instances."),
            Judgement.Of(AnyClaim, all).Sentence,
            StringComparison.Ordinal);
        Assert.DoesNotContain("100 %", Judgement.Of(AnyClaim, all).Sentence, StringComparison.Ordinal);
    });

    [Fact]
    public void A_measure_decides_only_when_its_whole_interval_lies_on_one_side() => Check(Measures(), 1000, static measure =>
    {
        bool above = measure.Lower > measure.Threshold, below = measure.Upper < measure.Threshold, touches = measure.Lower == measure.Threshold || measure.Upper == measure.Threshold;
        VerdictKind expected = measure.Requirement == Requirement.None ? VerdictKind.Holds
            : measure.Requirement == Requirement.Above ? (above ? VerdictKind.Holds : below ? VerdictKind.Violated : VerdictKind.Undecided)
            : below ? VerdictKind.Holds : above ? VerdictKind.Violated : VerdictKind.Undecided;
        return touches || measure.Outcome == expected;
    });

    private static InstanceVerdict Verdict(string line, VerdictKind kind) => new(line, kind, $"{line} reads {kind}.", []);

    private static Gen<InstanceVerdict[]> Verdicts() =>
        from count in Gen.Choose(0, 6)
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
