using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Runs.Assumptions;
using Xunit;

namespace PurifyProofs.Properties.Runs.Assumptions;

/// <summary>Ranges of a claim from verdicts that are made up.</summary>
public sealed class ClaimRangeProperties : PropertyChecks
{
    private const VerdictKind H = VerdictKind.Holds;
    private const VerdictKind V = VerdictKind.Violated;
    private const VerdictKind U = VerdictKind.Undecided;

    [Fact]
    public void Spans_are_maximal_and_cover_every_level_once() => Check(Verdicts(), 500, static verdicts =>
    {
        LevelVerdict[] levels = Levels(verdicts, 0);
        ClaimRange range = ClaimRange.Of(levels);
        var kinds = new VerdictKind?[levels.Length];
        foreach ((IReadOnlyList<LevelSpan> spans, VerdictKind? kind) in new[] { (range.Holds, (VerdictKind?)H), (range.Violated, V), (range.Undecided, U), (range.Unmeasured, null) })
        {
            int after = -2;
            foreach (LevelSpan span in spans)
            {
                (int from, int to) = (int.Parse(span.From, null), int.Parse(span.To, null));
                Assert.True(from <= to && from > after + 1);
                Array.Fill(kinds, kind, from, to - from + 1);
                after = to;
            }
        }

        int covered = new[] { range.Holds, range.Violated, range.Undecided, range.Unmeasured }.Sum(spans => spans.Sum(span => int.Parse(span.To, null) - int.Parse(span.From, null) + 1));
        Assert.Equal(levels.Length, covered);
        Assert.Equal(verdicts, kinds);
    });

    [Theory]
    [InlineData(AssumptionWeight.Carries, 1, H, H, V)]
    [InlineData(AssumptionWeight.Carries, 0, H, null, V)]
    [InlineData(AssumptionWeight.NotNeeded, 0, H, H, H)]
    [InlineData(AssumptionWeight.Enables, 0, V, U, H)]
    [InlineData(AssumptionWeight.NeverHolds, 0, V, V)]
    [InlineData(AssumptionWeight.Open, 0, H, U)]
    [InlineData(AssumptionWeight.Open, 0, H, null)]
    [InlineData(AssumptionWeight.Open, 0, V, U)]
    [InlineData(AssumptionWeight.Open, 1, V, U, H)]
    [InlineData(AssumptionWeight.Open, 1, H, null, V)]
    public void The_weight_compares_with_the_unvaried_level(AssumptionWeight weight, int unvaried, params VerdictKind?[] verdicts) =>
        Assert.Equal(weight, ClaimRange.Of(Levels(verdicts, unvaried)).Weight);

    [Fact]
    public void A_gap_ends_a_span()
    {
        ClaimRange range = ClaimRange.Of(Levels([H, H, V, H, U, null], 0));
        Assert.Equal([new LevelSpan("0", "1"), new LevelSpan("3", "3")], range.Holds);
        Assert.Equal([new LevelSpan("2", "2")], range.Violated);
        Assert.Equal([new LevelSpan("4", "4")], range.Undecided);
        Assert.Equal([new LevelSpan("5", "5")], range.Unmeasured);
    }

    private static LevelVerdict[] Levels(IReadOnlyList<VerdictKind?> verdicts, int unvaried) =>
        [.. verdicts.Select((verdict, index) => new LevelVerdict(index.ToString(System.Globalization.CultureInfo.InvariantCulture), verdict, index == unvaried))];

    private static Gen<VerdictKind?[]> Verdicts() =>
        Gen.Choose(1, 9).SelectMany(static count => Gen.ArrayOf(Gen.Elements<VerdictKind?>(H, V, U, null), count));
}
