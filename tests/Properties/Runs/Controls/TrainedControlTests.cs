using PurifyProofs.Claims.Catalogue;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Runs.Controls;
using PurifyProofs.Model.Cpu;
using Xunit;

namespace PurifyProofs.Properties.Runs.Controls;

/// <summary>
/// Controls of FP-5 on networks small enough to be trained here, by the objects <c>check --controls</c> uses. Everything follows
/// from the line below, so a red test is a changed program and never bad luck.
/// </summary>
public sealed class TrainedControlTests : IDisposable
{
    // At this radius next to no point stands, so that nothing has to be certified.
    private const string Line = "preset=single-feature,d=32,k=1,m=48,radius=0.79,clean-batch=128,clean-steps=100,adv-steps=60,adv-ramp=30,seed=";

    private static readonly ControlBase Tiny = new("tiny", "a small instance", static (_, seed, count) =>
        [.. Enumerable.Range(0, count).Select(index => FamilyRegistry.Parse(FormattableString.Invariant($"{Line}{seed + (ulong)index}")))]);

    private static readonly Breaker[] Breakers =
    [
        BrokenHypothesis.FreshStart("some-fresh", BreakerStrength.NearThreshold, Tiny, 0.15),
        BrokenHypothesis.FreshStart("none-fresh", BreakerStrength.Gross, Tiny, 0),
    ];

    private readonly TemporaryFolder folder = new();

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_broken_is_caught_and_what_is_not_is_missed()
    {
        ControlTable table = Run("whole", stopAfter: int.MaxValue);
        Assert.Null(table.Partial);
        Assert.Equal([ControlOutcome.Caught, ControlOutcome.Missed], table.Results.Select(static result => result.Outcome));
        Assert.Empty(Directory.GetFiles(folder["whole"], "*.npz", SearchOption.AllDirectories));

        ControlTable stopped = Run("resumed", stopAfter: 1);
        Assert.NotNull(stopped.Partial);
        Assert.Equal(2, stopped.Count(ControlOutcome.NotFinished));
        int measured = LedgerLines("resumed");
        ControlTable resumed = Run("resumed", stopAfter: int.MaxValue);
        Assert.InRange(measured, 2, LedgerLines("whole") - 1);
        Assert.Equal(table.Results.Select(Text), resumed.Results.Select(Text));
        Assert.Equal(LedgerLines("whole"), LedgerLines("resumed"));
    }

    private static string Text(ControlResult result) => $"{result.Unbroken!.Sentence} {result.Broken!.Sentence} {result.Broken.Instances[0].Reason} {result.Broken.WorstInstanceLine}";

    private ControlTable Run(string name, int stopAfter)
    {
        using var cancellation = new CancellationTokenSource();
        var request = new ControlRequest(Scale.Smoke, "FP-5", 1, Environment.ProcessorCount, folder[name], TimeLimit: null);
        IClaim claim = new Controlled(ClaimCatalogue.Select("FP-5").Single(), Breakers);
        return ControlRun.Run(
            request,
            [claim],
            (step, check) => CheckRunner.Run(check, new StoppingProgress(() => Stop(step, stopAfter, cancellation)), CpuDevice.Factory, cancellation.Token),
            static _ => { });
    }

    private static void Stop(ControlStep step, int stopAfter, CancellationTokenSource cancellation)
    {
        if (step.Number > stopAfter)
        {
            cancellation.Cancel();
        }
    }

    private int LedgerLines(string name) =>
        Directory.GetFiles(folder[name], CheckRunner.LedgerName, SearchOption.AllDirectories).Sum(static ledger => File.ReadAllLines(ledger).Length);

    /// <summary>A claim of the catalogue with other breakers.</summary>
    private sealed record Controlled(IClaim Claim, IReadOnlyList<Breaker> Breakers) : IClaim
    {
        public string Id => Claim.Id;

        public string Title => Claim.Title;

        public string Statement => Claim.Statement;

        public string Source => Claim.Source;

        public string Hypotheses => Claim.Hypotheses;

        public string DecisionRule => Claim.DecisionRule;

        public Scale FirstScale => Claim.FirstScale;

        public IReadOnlyList<Study> Needs => Claim.Needs;

        public InstanceFamily Family => Claim.Family;

        public string? Breach(Instance instance) => Claim.Breach(instance);

        public InstanceVerdict Judge(Instance instance, InstanceEvidence evidence, double errorProbability) => Claim.Judge(instance, evidence, errorProbability);
    }

    private sealed class StoppingProgress(Action started) : ICheckProgress
    {
        public void StudiesExpected(int count)
        {
        }

        public void StudyStarted(int instance, Study study) => started();

        public void StudyAdvanced(int instance, Study study, double fraction, string detail)
        {
        }

        public void StudyFinished(int instance, Study study, string summary, bool restored)
        {
        }

        public void CandidateTried(string claim, int tried, int budget, CandidateRecord candidate) => Assert.Fail("Controls are not shrunk.");
    }
}
