using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Runs.Gate;
using PurifyProofs.Claims.Verdicts;
using Xunit;

namespace PurifyProofs.Properties.Runs.Gate;

/// <summary>The gate fails what has become worse and, but for its stated false alarms, nothing else.</summary>
public sealed class GateComparisonProperties : PropertyChecks
{
    private const int Pairs = 10_000;
    private const int PairsOnTheSame = 2_000;

    // False alarm of this test: that of AssertProbabilityAtMost. Sizes depend on the values, which the rank-sum test does not know.
    [Fact]
    public void Unchanged_figures_are_called_worse_no_more_often_than_allowed() => Check(Gen.Choose(0, int.MaxValue), 1, static seed =>
    {
        var random = new System.Random(seed);
        int alarms = 0;
        for (int pair = 0; pair < Pairs; pair++)
        {
            GateComparison comparison = GateComparison.Of(SimulatedRuns.Draw(random, 0), SimulatedRuns.Draw(random, 0), null);
            alarms += comparison.Figures.Any(figure => figure.At(comparison.Level) == ChangeKind.Worse) ? 1 : 0;
        }

        Statistics.AssertProbabilityAtMost(GateComparison.FigureErrorProbability, alarms, Pairs);
    });

    // On the baseline's own instances, on another machine: rounding moves values a little or a lot, and test points are drawn again.
    [Theory]
    [InlineData(0.02)]
    [InlineData(0.3)]
    [InlineData(1)]
    public void Unchanged_figures_of_the_same_instances_are_called_worse_no_more_often_than_allowed(double spread) => Check(Gen.Choose(0, int.MaxValue), 1, seed =>
    {
        var random = new System.Random(seed);
        int alarms = 0;
        for (int pair = 0; pair < PairsOnTheSame; pair++)
        {
            (Baseline before, Baseline now) = SimulatedRuns.DrawTwice(random, spread);
            GateComparison comparison = GateComparison.Of(before, now, null);
            Assert.True(comparison.Expected.OnSameInstances);
            alarms += comparison.Figures.Any(figure => figure.At(comparison.Level) == ChangeKind.Worse) ? 1 : 0;
        }

        Statistics.AssertProbabilityAtMost(GateComparison.FigureErrorProbability, alarms, PairsOnTheSame);
    });

    // On the same machine nothing moves: no figure, no verdict, nothing open.
    [Fact]
    public void The_same_run_again_passes_always_and_every_figure_is_equal_to_the_bit() => Check(Gen.Choose(0, int.MaxValue), 1000, static seed =>
    {
        (Baseline before, Baseline now) = SimulatedRuns.DrawTwice(new System.Random(seed), 0);
        GateComparison comparison = GateComparison.Of(before, now, null);
        Assert.Equal(ChangeKind.Same, comparison.Outcome);
        Assert.All(comparison.Figures, static figure => Assert.True(figure.IsIdentical));
        Assert.NotEmpty(comparison.Figures);
    });

    // A proportion that falls by three tenths on every one of the same instances is seen, however little they are alike.
    [Fact]
    public void A_change_on_the_same_instances_is_seen() => Check(Gen.Choose(0, int.MaxValue), 200, static seed =>
    {
        var random = new System.Random(seed);
        (Baseline before, Baseline now) = SimulatedRuns.DrawTwice(random, 0.02);
        GateComparison comparison = GateComparison.Of(before, SimulatedRuns.WithLessAccuracy(now, 60), null);
        Assert.Equal(ChangeKind.Worse, comparison.Outcome);
    });

    [Fact]
    public void Given_instances_that_are_not_the_baselines_are_refused_by_name()
    {
        Baseline other = Given(896) with { Instances = ["another line"] };
        InvalidDataException refused = Assert.Throws<InvalidDataException>(() => GateComparison.Of(Given(896), other, null));
        Assert.Contains("'another line' with 'line'", refused.Message, StringComparison.Ordinal);
    }

    // Three standard deviations on some ten instances a side: missed in less than one pair of fifty; 100 of 500 are never missed by chance.
    [Fact]
    public void A_shift_is_seen() => Check(Gen.Choose(0, int.MaxValue), 1, static seed =>
    {
        const int Shifted = 500;
        var random = new System.Random(seed);
        int seen = 0;
        for (int pair = 0; pair < Shifted; pair++)
        {
            GateComparison comparison = GateComparison.Of(SimulatedRuns.Draw(random, 0), SimulatedRuns.Draw(random, 3), null);
            seen += comparison.Figures.Any(figure => figure.At(comparison.Level) == ChangeKind.Worse) ? 1 : 0;
            Assert.DoesNotContain(comparison.Figures, figure => figure.At(comparison.Level) == ChangeKind.Better);
        }

        Assert.InRange(seen, Shifted - 100, Shifted);
    });

    [Fact]
    public void A_run_passes_its_own_gate() => Check(Gen.Choose(0, int.MaxValue), 50, static seed =>
    {
        Baseline run = SimulatedRuns.Draw(new System.Random(seed), 0);
        GateComparison comparison = GateComparison.Of(run, run, null);
        Assert.Equal(ChangeKind.Same, comparison.Outcome);
        Assert.All(comparison.Figures, figure => Assert.Equal(ChangeKind.Same, figure.At(comparison.Level)));
    });

    [Fact]
    public void Reading_what_was_written_gives_the_same() => Check(Gen.Choose(0, int.MaxValue), 50, static seed =>
    {
        var random = new System.Random(seed);
        Baseline run = SimulatedRuns.Draw(random, 0) with { Instances = ["preset=two-sided,d=200", "τ < \"1\""] };
        BaselineClaim counted = new("C", VerdictKind.NotApplicable, 0, 1, [new("share", Requirement.Below, [new("τ", random.NextDouble(), new Proportion(3, 7))])]);
        run = run with { Claims = [.. run.Claims, counted] };
        string text = BaselineFile.Print(run);
        Assert.Equal(text, BaselineFile.Print(BaselineFile.Parse(text)));
        Assert.Equal(run.Claims[^1].Figures[0].Points, BaselineFile.Parse(text).Claims[^1].Figures[0].Points);
    });

    // On given instances the same one is compared with itself, by its counts.
    [Theory]
    [InlineData(896, 896, ChangeKind.Same)]
    [InlineData(896, 880, ChangeKind.Worse)]
    [InlineData(880, 896, ChangeKind.Better)]
    [InlineData(896, 894, ChangeKind.Same)]
    public void Given_instances_are_compared_by_their_counts(int before, int now, ChangeKind expected)
    {
        GateComparison comparison = GateComparison.Of(Given(before), Given(now), null);
        FigureChange counted = comparison.Figures.Single(static figure => figure.Name == "certified_accuracy");
        Assert.Equal(expected, counted.At(comparison.Level));
        Assert.Equal(before == now ? 0 : 1, comparison.Untested);
    }

    [Theory]
    [InlineData(VerdictKind.Holds, VerdictKind.Violated, ChangeKind.Worse)]
    [InlineData(VerdictKind.Holds, VerdictKind.Undecided, ChangeKind.Open)]
    [InlineData(VerdictKind.Holds, null, ChangeKind.Missing)]
    [InlineData(VerdictKind.Violated, null, ChangeKind.Missing)]
    [InlineData(VerdictKind.Violated, VerdictKind.Undecided, ChangeKind.Open)]
    [InlineData(VerdictKind.Violated, VerdictKind.Holds, ChangeKind.Better)]
    [InlineData(VerdictKind.Violated, VerdictKind.Violated, ChangeKind.Same)]
    [InlineData(VerdictKind.Undecided, VerdictKind.Violated, ChangeKind.Worse)]
    [InlineData(VerdictKind.Undecided, VerdictKind.NotApplicable, ChangeKind.Same)]
    [InlineData(VerdictKind.NotApplicable, VerdictKind.Violated, ChangeKind.Worse)]
    [InlineData(null, VerdictKind.Violated, ChangeKind.Worse)]
    [InlineData(null, VerdictKind.Holds, ChangeKind.New)]
    [InlineData(null, VerdictKind.Undecided, ChangeKind.New)]
    public void A_verdict_is_worse_open_better_or_as_it_was(VerdictKind? before, VerdictKind? now, ChangeKind expected) =>
        Assert.Equal(expected, new ClaimChange("FP-3", before, now).Kind);

    [Fact]
    public void Runs_that_were_asked_something_else_are_refused()
    {
        Baseline run = SimulatedRuns.Draw(new System.Random(1), 0);
        Baseline[] others = [run with { Scale = Scale.Standard }, run with { Origin = InstanceOrigin.Given }, run with { Scope = HypothesisScope.Beyond }];
        Assert.All(others, other => Assert.Throws<InvalidDataException>(() => GateComparison.Of(run, other, null)));
    }

    // Predicted from 8 of 8: the share is probably high, and a repeated run decides nearly always the same.
    [Fact]
    public void A_repeated_report_mostly_says_the_same()
    {
        SequentialTest test = ReportGuarantee.Quick.TestFor(7, Judgement.InstanceErrorProbability);
        RepeatedReport held = RepeatedReport.Of(test, 8, 0, 16), failed = RepeatedReport.Of(test, 0, 8, 16), even = RepeatedReport.Of(test, 4, 4, 16);
        Assert.InRange(held.Holds, 0.7, 1);
        Assert.InRange(held.Violated, 0, 0.01);
        Assert.InRange(failed.Violated, 0.7, 1);
        Assert.InRange(even.Undecided, 0.5, 1);
        Assert.Equal(1, even.Holds + even.Violated + even.Undecided, 1e-9);
    }

    private static Baseline Given(int successes) => new(
        Baseline.CurrentSchema,
        Scale.Quick,
        "FP-4",
        InstanceOrigin.Given,
        HypothesisScope.Within,
        1,
        ["line"],
        [
            new BaselineClaim("FP-4", VerdictKind.Holds, 1, 0, [
                new("certified_accuracy", Requirement.Above, [new("line", successes / 896.0, new Proportion(successes, 896))]),
                new("median_cosine", Requirement.Above, [new("line", successes, null)]),
            ]),
        ]);
}
