using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Model.Cpu;
using Xunit;

namespace PurifyProofs.Properties.Runs.Check;

/// <summary>
/// Whole checks of structured data, alone and beside sparse coding, on instances that take a fraction of a second. Everything follows from the
/// lines below, so a red test is a changed program and never bad luck.
/// </summary>
public sealed class PatchCheckTests : IDisposable
{
    private const string Patches = "preset=patches,K=2,P=6,d=8,m=3,alpha=0.7,clean-steps=20,adv-steps=6,clean-batch=20,adv-batch=20,seed=";
    private const string SparseCoding = "d=24,k=1,m=10,radius=0.5,clean-batch=20,adv-batch=20,clean-steps=12,bias-steps=5,adv-steps=10,adv-ramp=4,pgd-steps=2,seed=3";

    private readonly TemporaryFolder folder = new();

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_ledger_has_the_same_bytes_for_any_number_of_threads_and_after_an_interruption()
    {
        byte[] one = Run(Request("one", "SD-*", 1, Patches + 1));
        Assert.Equal(one, Run(Request("three", "SD-*", 3, Patches + 1)));
        CheckRequest stopped = Request("stopped", "SD-*", 2, Patches + 1);
        using var cancellation = new CancellationTokenSource();
        Assert.NotNull(CheckRunner.Run(stopped, new StoppingProgress(cancellation.Cancel), CpuDevice.Factory, cancellation.Token).Partial);
        Assert.Equal(one, Run(stopped with { Resume = true }));
    }

    [Fact]
    public void In_one_check_each_claim_speaks_of_the_instances_of_its_family()
    {
        CheckRequest request = Request("both", "FP-2,SD-1", 2, SparseCoding, Patches + 1, Patches + 2);
        Run(request);
        CheckResult restored = CheckRunner.Restore(request.Directory);
        Assert.Null(restored.Partial);
        Assert.Equal([1, 2], restored.Claims.Select(static claim => claim.Instances.Count));
        Assert.DoesNotContain(restored.Claims, static claim => claim.Verdict == VerdictKind.NotApplicable);
        Assert.Equal([[Study.Clean], [Study.PatchStandard], [Study.PatchStandard]], restored.Instances.Select(static instance => instance.Evidence.FinishedStudies));
    }

    // With β = 0 SD-1 is violated on every instance; once that is decided, no further instance of the family is run.
    [Fact]
    public void Drawn_instances_of_a_family_are_run_until_its_claims_are_decided()
    {
        string[] lines = [.. Enumerable.Range(1, 9).Select(static seed => $"{Patches}{seed},beta=0")];
        CheckRequest request = Request("drawn", "SD-1", 2, lines) with { Scale = Scale.Quick, Origin = InstanceOrigin.Drawn, Scope = HypothesisScope.Beyond };
        CheckResult result = CheckRunner.Run(request, new SilentProgress(), CpuDevice.Factory, CancellationToken.None);
        ClaimVerdict claim = Assert.Single(result.Claims);
        Assert.Equal((VerdictKind.Violated, claim.State!.DecidedAfter), (claim.Verdict, (int?)result.Instances.Count));
        Assert.Null(claim.Smallest);
        Assert.Equal(claim.Sentence, Assert.Single(CheckRunner.Restore(request.Directory).Claims).Sentence);
    }

    [Fact]
    public void A_forecast_counts_the_instances_and_studies_of_both_families()
    {
        CheckForecast forecast = CheckForecast.Of([Request("nowhere", "FP-2,SD-3", 2, SparseCoding, Patches + 1, Patches + 2)], CpuDevice.Factory);
        Assert.Equal((3, 3), (forecast.FewestInstances, forecast.MostInstances));
        Assert.Equal([Study.Clean, Study.PatchAdversarial], forecast.Studies);
        Assert.InRange(forecast.MostTime, TimeSpan.FromTicks(1), TimeSpan.FromMinutes(10));
    }

    private static byte[] Run(CheckRequest request)
    {
        Assert.Null(CheckRunner.Run(request, new SilentProgress(), CpuDevice.Factory, CancellationToken.None).Partial);
        return File.ReadAllBytes(Path.Combine(request.Directory, CheckRunner.LedgerName));
    }

    private CheckRequest Request(string name, string claims, int threads, params string[] lines) => new(
        Scale.Smoke, claims, [.. lines.Select(FamilyRegistry.Parse)], InstanceOrigin.Given, HypothesisScope.Within, 5, threads, folder[name], Resume: false, TimeLimit: null);

    /// <summary>Stops when the second study starts.</summary>
    private sealed class StoppingProgress(Action stop) : ICheckProgress
    {
        private int started;

        public void StudiesExpected(int count) => Assert.Equal(2, count);

        public void StudyStarted(int instance, Study study)
        {
            if (++started == 2)
            {
                stop();
            }
        }

        public void StudyAdvanced(int instance, Study study, double fraction, string detail) => Assert.InRange(fraction, 0, 1);

        public void StudyFinished(int instance, Study study, string summary, bool restored) => Assert.NotEmpty(summary);

        public void CandidateTried(string claim, int tried, int budget, CandidateRecord candidate) => Assert.Fail("Nothing is shrunk here.");
    }
}
