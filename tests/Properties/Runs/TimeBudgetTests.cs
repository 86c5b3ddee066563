using System.Diagnostics;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Runs;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Model.Cpu;
using Xunit;

namespace PurifyProofs.Properties.Runs;

/// <summary>A time limit stops a check in the middle of a study, and it goes on from there.</summary>
public sealed class TimeBudgetTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    // The one study would take hours; machines that run other tests beside this one get a second.
    [Fact]
    public void A_study_longer_than_the_limit_is_stopped()
    {
        var elapsed = Stopwatch.StartNew();
        CheckResult stopped = Run(1_000_000_000, TimeSpan.FromSeconds(1));
        Assert.Contains("time limit of 1 s", stopped.Partial, StringComparison.Ordinal);
        Assert.InRange(elapsed.Elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void What_was_trained_by_then_is_not_trained_again()
    {
        Run(1_000_000_000, TimeSpan.FromSeconds(0.5));
        Assert.NotEmpty(Directory.EnumerateFiles(folder["run"], "clean.npz", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_limit_that_is_over_already_stops_before_the_first_study() =>
        Assert.Empty(Assert.Single(Run(12, TimeSpan.FromSeconds(-1)).Instances).Evidence.FinishedStudies);

    [Fact]
    public void An_interruption_is_told_from_a_time_limit()
    {
        using var interrupted = new CancellationTokenSource();
        interrupted.Cancel();
        CheckResult result = CheckRunner.Run(Request(12, TimeSpan.FromHours(1)), new NoProgress(), CpuDevice.Factory, interrupted.Token);
        Assert.Contains("interrupted", result.Partial, StringComparison.Ordinal);
    }

    [Fact]
    public void No_timer_is_that_long_and_a_year_is_no_limit() => TimeBudget.Start(TimeSpan.FromDays(365), CancellationToken.None).Dispose();

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();

    private CheckResult Run(int steps, TimeSpan limit) => CheckRunner.Run(Request(steps, limit), new NoProgress(), CpuDevice.Factory, CancellationToken.None);

    private CheckRequest Request(int steps, TimeSpan limit)
    {
        Instance instance = FamilyRegistry.Parse(FormattableString.Invariant($"d=24,k=1,m=8,radius=0.5,clean-batch=20,clean-steps={steps},bias-steps=5,seed=1"));
        return new CheckRequest(Scale.Smoke, "FP-2", [instance], InstanceOrigin.Given, HypothesisScope.Within, 1, 1, folder["run"], Resume: false, limit);
    }

    private sealed class NoProgress : ICheckProgress
    {
        public void StudiesExpected(int count)
        {
        }

        public void StudyStarted(int instance, Study study)
        {
        }

        public void StudyAdvanced(int instance, Study study, double fraction, string detail)
        {
        }

        public void CandidateTried(string claim, int tried, int budget, CandidateRecord candidate)
        {
        }

        public void StudyFinished(int instance, Study study, string summary, bool restored)
        {
        }
    }
}
