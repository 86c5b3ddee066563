using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.Device;
using PurifyProofs.Properties.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.Runs.Check;

/// <summary>A whole check: the same bytes of evidence for any number of threads, and whenever it was interrupted.</summary>
public sealed class CheckRunnerProperties : PropertyChecks, IDisposable
{
    private readonly TemporaryFolder folder = new();
    private int runs;

    [Fact]
    public void The_ledger_has_the_same_bytes_for_one_two_and_seven_threads() => Check(Instances(), 3, instances =>
    {
        byte[] one = Run(instances, 1), two = Run(instances, 2), seven = Run(instances, 7);
        return one.AsSpan().SequenceEqual(two) && one.AsSpan().SequenceEqual(seven);
    });

    [Fact]
    public void Interrupted_at_any_progress_and_resumed_it_has_the_same_bytes() => Check(Instances().Zip(Gen.Choose(1, 60)), 5, pair =>
    {
        (IReadOnlyList<SparseCodingInstance> instances, int calls) = pair;
        byte[] expected = Run(instances, 2);
        CheckRequest request = Request(instances, 2);
        using var cancellation = new CancellationTokenSource();
        CheckResult partial = CheckRunner.Run(request, new CountingProgress(calls, cancellation.Cancel), CpuDevice.Factory, cancellation.Token);
        Assert.True(partial.Partial is null || cancellation.IsCancellationRequested);
        CheckResult whole = CheckRunner.Run(request with { Resume = true }, new CountingProgress(), CpuDevice.Factory, CancellationToken.None);
        Assert.Null(whole.Partial);
        Assert.Equal(expected, File.ReadAllBytes(Path.Combine(request.Directory, CheckRunner.LedgerName)));
    });

    // Stopped again and again, every time a little further on.
    [Fact]
    public void Interrupted_many_times_it_still_ends_with_the_same_bytes() => Check(Instances(), 1, instances =>
    {
        byte[] expected = Run(instances, 2);
        CheckRequest request = Request(instances, 2);
        string? partial = "not started";
        int interruptions = 0;
        while (partial is not null)
        {
            using var cancellation = new CancellationTokenSource();
            int calls = 3 + (7 * interruptions++);
            partial = CheckRunner.Run(request with { Resume = true }, new CountingProgress(calls, cancellation.Cancel), CpuDevice.Factory, cancellation.Token).Partial;
        }

        Assert.InRange(interruptions, 3, 200);
        Assert.Equal(expected, File.ReadAllBytes(Path.Combine(request.Directory, CheckRunner.LedgerName)));
    });

    [Fact]
    public void Drawn_instances_are_run_until_the_verdict_stands_and_resumed_alike() => Check(Gen.ListOf(TinyInstances.All, 14).Zip(Gen.Choose(4, 60)), 1, pair =>
    {
        CheckRequest request = Request([.. pair.Item1], 2) with { Scale = Scale.Quick, ClaimsGlob = "FP-6", Origin = InstanceOrigin.Drawn, ShrinkWindow = ShrinkWindow.Everything };
        CheckResult whole = CheckRunner.Run(request, new CountingProgress(), CpuDevice.Factory, CancellationToken.None);
        ClaimVerdict claim = Assert.Single(whole.Claims);
        Assert.Null(whole.Partial);
        Assert.NotEqual(VerdictKind.Undecided, claim.Verdict);
        Assert.Equal(claim.State!.DecidedAfter, whole.Instances.Count);
        Assert.InRange(whole.Instances.Count, 5, 13);
        AssertSmallest(claim, Ledger.Read(Path.Combine(request.Directory, CheckRunner.LedgerName)).Candidates);
        AssertShareOfWork(whole, claim.Claim, Ledger.Read(Path.Combine(request.Directory, CheckRunner.LedgerName)).Candidates);

        CheckRequest stopped = request with { Directory = folder[FormattableString.Invariant($"run-{runs++}")] };
        using var cancellation = new CancellationTokenSource();
        CheckResult partial = CheckRunner.Run(stopped, new CountingProgress(pair.Item2, cancellation.Cancel), CpuDevice.Factory, cancellation.Token);
        Assert.Equal(VerdictKind.Undecided, Assert.Single(partial.Claims).Verdict);
        Assert.NotNull(CheckRunner.Restore(stopped.Directory).Partial);
        Assert.Null(CheckRunner.Run(stopped with { Resume = true }, new CountingProgress(), CpuDevice.Factory, CancellationToken.None).Partial);
        Assert.Equal(File.ReadAllBytes(Path.Combine(request.Directory, CheckRunner.LedgerName)), File.ReadAllBytes(Path.Combine(stopped.Directory, CheckRunner.LedgerName)));
    });

    private static void AssertShareOfWork(CheckResult result, IClaim claim, IReadOnlyList<CandidateRecord> candidates)
    {
        var effort = Effort.Of(Scale.Quick);
        double Work(SparseCodingInstance instance) => FamilyRegistry.Closure(claim.Needs).Sum(study => PassCount.Products(study.Work(instance, effort), instance, effort));
        double searched = candidates.Sum(candidate => Work(SparseCodingLine.Parse(candidate.InstanceLine)));
        Assert.InRange(searched, 0, 0.15 * 1.000001 * result.Instances.Sum(drawn => Work(drawn.Instance.Of<SparseCodingInstance>())));
        Assert.All(candidates, candidate => Assert.Null(claim.Breach(SparseCodingLine.Parse(candidate.InstanceLine))));
    }

    private static void AssertSmallest(ClaimVerdict claim, IReadOnlyList<CandidateRecord> candidates)
    {
        if (claim.Verdict != VerdictKind.Violated)
        {
            Assert.Null(claim.Smallest);
            return;
        }

        Assert.Equal(candidates.Count, claim.Smallest!.Tried);
        Assert.InRange(candidates.Count, 1, int.MaxValue);
        SparseCodingInstance smallest = SparseCodingLine.Parse(claim.Smallest.InstanceLine);
        Assert.All(claim.Instances, drawn => Assert.True(InstanceSize.Of(smallest) <= InstanceSize.Of(SparseCodingLine.Parse(drawn.InstanceLine))));
        Assert.True(candidates.All(static candidate => candidate.Verdict != VerdictKind.Violated) || candidates.Last(static candidate => candidate.Verdict == VerdictKind.Violated).InstanceLine == smallest.Line);
    }

    // Judged or not (the claims ask for an orthonormal dictionary), what was drawn is measured.
    [Fact]
    public void The_coherence_is_measured_exactly_where_the_dictionary_is_overcomplete() => Check(Instances(), 2, instances =>
    {
        SparseCodingInstance complete = instances[0];
        SparseCodingInstance overcomplete = SparseCodingLine.Parse(FormattableString.Invariant($"{complete.Line},D={complete.Law.Dimension + 9},dictionary=overcomplete"));
        CheckResult result = CheckRunner.Run(Request([complete, overcomplete], 2), new CountingProgress(), CpuDevice.Factory, CancellationToken.None);
        Assert.False(result.Instances[0].Evidence.Contains(EvidenceKeys.Coherence));
        Assert.InRange(result.Instances[1].Evidence.Scalar(EvidenceKeys.Coherence), 1e-3, 1 - 1e-3);
        Assert.All(result.Claims, claim => Assert.Equal(VerdictKind.NotApplicable, claim.Instances[1].Verdict));
    });

    [Fact]
    public void Judging_again_from_the_ledger_gives_the_same_verdicts() => Check(Instances(), 2, instances =>
    {
        CheckRequest request = Request(instances, 2);
        CheckResult ran = CheckRunner.Run(request, new CountingProgress(), CpuDevice.Factory, CancellationToken.None);
        CheckResult restored = CheckRunner.Restore(request.Directory);
        Assert.Null(ran.Partial);
        Assert.Null(restored.Partial);
        Assert.Equal(ran.Claims.Select(Text), restored.Claims.Select(Text));
        Assert.DoesNotContain(
            restored.Claims, claim => claim.Verdict == VerdictKind.NotApplicable && instances.Any(instance => claim.Claim.Breach(instance) is null));
        Assert.Contains(restored.Claims, static claim => claim.Verdict != VerdictKind.NotApplicable);
    });

    [Fact]
    public void A_torn_last_line_is_dropped_with_a_notice() => Check(Instances().Zip(Gen.Choose(1, 60)), 1, pair =>
    {
        CheckRequest request = Request(pair.Item1, 2) with { ClaimsGlob = "FP-2" };
        Assert.Null(CheckRunner.Run(request, new CountingProgress(), CpuDevice.Factory, CancellationToken.None).Notice);
        string path = Path.Combine(request.Directory, CheckRunner.LedgerName);
        byte[] whole = File.ReadAllBytes(path);
        int lastLine = whole.AsSpan(0, whole.Length - 1).LastIndexOf((byte)'\n') + 1;
        File.WriteAllBytes(path, whole[..(lastLine + pair.Item2)]);

        CheckResult read = CheckRunner.Restore(request.Directory);
        Assert.Equal($"'{path}' ends in a torn line of {pair.Item2} bytes, which was passed over: a check is writing it, or was killed while it wrote and goes on with --resume.", read.Notice);
        Assert.NotNull(read.Partial);
        Assert.Equal(lastLine + pair.Item2, new FileInfo(path).Length);

        CheckResult resumed = CheckRunner.Run(request with { Resume = true }, new CountingProgress(), CpuDevice.Factory, CancellationToken.None);
        Assert.Equal($"'{path}' ended in a torn line of {pair.Item2} bytes, as a kill or a power cut leaves it; it was dropped, and what it would have recorded is measured again.", resumed.Notice);
        Assert.Equal(whole, File.ReadAllBytes(path));
        Assert.Null(CheckRunner.Restore(request.Directory).Notice);
    });

    [Fact]
    public void The_ledger_of_another_check_is_not_resumed() => Check(Instances(), 1, instances =>
    {
        CheckRequest request = Request(instances, 2);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.NotNull(CheckRunner.Run(request, new CountingProgress(), CpuDevice.Factory, cancelled.Token).Partial);
        CheckRequest[] others =
        [
            request with { Seed = request.Seed + 1 },
            request with { ClaimsGlob = "FP-2" },
            request with { Scale = Scale.Quick },
            request with { Instances = [instances[0] with { Seed = instances[0].Seed + 1 }] },
            request with { Origin = InstanceOrigin.Drawn },
            request with { Scope = HypothesisScope.Beyond },
        ];
        Assert.All(others, other => Assert.Throws<InvalidDataException>(() => CheckRunner.Run(other with { Resume = true }, new CountingProgress(), CpuDevice.Factory, cancelled.Token)));
    });

    [Fact]
    public void A_ledger_begun_on_one_device_is_not_gone_on_with_on_another() => Check(Instances(), 3, instances =>
    {
        CheckRequest request = Request(instances, 1);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        CheckRunner.Run(request, new CountingProgress(), CpuDevice.Factory, cancelled.Token);
        InvalidDataException refused = Assert.Throws<InvalidDataException>(() =>
            CheckRunner.Run(request with { Resume = true }, new CountingProgress(), new OtherDevice(), cancelled.Token));
        Assert.Contains("was begun on device cpu", refused.Message, StringComparison.Ordinal);
        Assert.NotNull(CheckRunner.Run(request with { Resume = true }, new CountingProgress(), CpuDevice.Factory, cancelled.Token).Partial);
    });

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();

    private static Gen<IReadOnlyList<SparseCodingInstance>> Instances() => TinyInstances.All.Select(static instance => (IReadOnlyList<SparseCodingInstance>)[instance]);

    private sealed class OtherDevice : IDeviceFactory
    {
        public string Identity => "other";

        public IDevice Open(int threads) => CpuDevice.Factory.Open(threads);
    }

    private static string Text(ClaimVerdict claim) =>
        $"{claim.Claim.Id} {claim.Verdict} {claim.Sentence} {claim.WorstInstanceLine} {string.Join(' ', claim.Measures)}";

    private byte[] Run(IReadOnlyList<SparseCodingInstance> instances, int threads)
    {
        CheckRequest request = Request(instances, threads);
        Assert.Null(CheckRunner.Run(request, new CountingProgress(), CpuDevice.Factory, CancellationToken.None).Partial);
        return File.ReadAllBytes(Path.Combine(request.Directory, CheckRunner.LedgerName));
    }

    private CheckRequest Request(IReadOnlyList<SparseCodingInstance> instances, int threads) =>
        new(Scale.Smoke, "FP-*", instances, InstanceOrigin.Given, HypothesisScope.Within, 5, threads, folder[FormattableString.Invariant($"run-{runs++}")], Resume: false, TimeLimit: null);

    private sealed class CountingProgress(int limit = int.MaxValue, Action? atLimit = null) : ICheckProgress
    {
        private int calls;

        public void StudiesExpected(int count) => Assert.InRange(count, 1, int.MaxValue);

        public void CandidateTried(string claim, int tried, int budget, CandidateRecord candidate) => Assert.InRange(tried, 1, budget);

        public void StudyStarted(int instance, Study study) => Count();

        public void StudyAdvanced(int instance, Study study, double fraction, string detail)
        {
            Assert.InRange(fraction, 0, 1);
            Count();
        }

        public void StudyFinished(int instance, Study study, string summary, bool restored)
        {
            Assert.NotEmpty(summary);
            Count();
        }

        private void Count()
        {
            if (++calls == limit)
            {
                atLimit!();
            }
        }
    }
}
