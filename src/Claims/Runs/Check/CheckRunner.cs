using PurifyProofs.Claims.Catalogue;
using PurifyProofs.Claims.Families;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Model.Device;

namespace PurifyProofs.Claims.Runs.Check;

/// <summary>Runs every study the chosen claims need on every instance, writes each into the ledger, and judges the claims.</summary>
public sealed class CheckRunner
{
    /// <summary>Name of the ledger in a check's folder.</summary>
    public const string LedgerName = "ledger.jsonl";

    /// <summary>Name of the folder of networks in a check's folder.</summary>
    public const string NetworksName = "networks";

    private readonly CheckRequest request;
    private readonly ICheckProgress progress;
    private readonly LedgeredRun run;
    private readonly IDevice device;
    private readonly CheckSchedule schedule;

    private CheckRunner(CheckRequest request, ICheckProgress progress, LedgeredRun run, IDevice device)
    {
        (this.request, this.progress, this.run, this.device) = (request, progress, run, device);
        schedule = new CheckSchedule(ClaimCatalogue.At(request.Scale, request.ClaimsGlob), JudgementBasis.Of(request.Scale, request.Origin, request.Scope));
    }

    /// <summary>Runs the check; on cancellation and at the time limit returns what is there, marked partial.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="progress">Is told of every study.</param>
    /// <param name="devices">Opens the device that it runs on.</param>
    /// <param name="cancellation">The interruption.</param>
    /// <exception cref="InvalidDataException">The ledger to resume is damaged or belongs to another request.</exception>
    /// <exception cref="ArgumentException">An instance needs more memory than there is; nothing is written.</exception>
    public static CheckResult Run(CheckRequest request, ICheckProgress progress, IDeviceFactory devices, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(progress);
        ArgumentNullException.ThrowIfNull(devices);
        CheckForecast.Require(request);
        string[] lines = [.. request.Instances.Select(static instance => instance.Line)];
        var header = new LedgerHeader(request.Scale, request.Seed, request.ClaimsGlob, lines, request.Origin, request.Scope, devices.Identity);
        var ledgered = new LedgeredRunRequest(
            Path.Combine(request.Directory, LedgerName), header, request.Resume, request.TimeLimit, "check", "scale, seed, claims or instances")
        {
            ResumeOtherVersion = request.ResumeOtherVersion,
        };
        using LedgeredRun run = LedgeredRun.Open(ledgered, cancellation);
        using IDevice device = devices.Open(request.Threads);
        return new CheckRunner(request, progress, run, device).Run();
    }

    /// <summary>What the check in <paramref name="directory"/> was asked to do.</summary>
    /// <exception cref="InvalidDataException">There is no readable ledger there.</exception>
    public static LedgerHeader HeaderOf(string directory) => ReadLedger(directory).Header;

    /// <summary>Judges again from the ledger in <paramref name="directory"/>, computing nothing.</summary>
    /// <exception cref="InvalidDataException">There is no readable ledger there.</exception>
    public static CheckResult Restore(string directory)
    {
        LedgerContents contents = ReadLedger(directory);
        LedgerHeader header = contents.Header;
        JudgementBasis basis = JudgementBasis.Of(header.Scale, header.Origin, header.Scope);
        IReadOnlyList<IClaim> claims = ClaimCatalogue.At(header.Scale, header.ClaimsGlob);
        (List<InstanceResult> run, int scheduled, int missing) = Replay(contents, new CheckSchedule(claims, basis));
        string? partial = missing == 0 ? null : FormattableString.Invariant($"{missing} of {scheduled} studies are not in the ledger.");
        ClaimVerdict[] verdicts = [.. Judgement.Of(claims, run, basis).Select(verdict => WithSmallest(verdict, contents))];
        return new CheckResult(header.Scale, header.Seed, verdicts, basis, run, partial)
        {
            Notice = TornLine.PassedOver(Path.Combine(directory, LedgerName), contents.TornBytes),
            Programs = contents.Programs,
        };
    }

    private static LedgerContents ReadLedger(string directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        string path = Path.Combine(directory, LedgerName);
        return File.Exists(path)
            ? Ledger.Read(path)
            : throw new InvalidDataException($"There is no {LedgerName} in '{directory}'; name a folder that `purify check --out` wrote.");
    }

    private static ClaimVerdict WithSmallest(ClaimVerdict verdict, LedgerContents contents) =>
        ViolationShrinker.Start(verdict) is { } start ? verdict with { Smallest = ViolationShrinker.Found(contents, verdict.Claim.Id, start) } : verdict;

    // Of each family up to the instance after which its claims were decided; of all up to the first whose studies are not all there.
    private static (List<InstanceResult> Run, int Scheduled, int Missing) Replay(LedgerContents contents, CheckSchedule schedule)
    {
        var run = new List<InstanceResult>();
        int scheduled = 0, missing = 0;
        bool drawn = contents.Header.Origin == InstanceOrigin.Drawn;
        for (int index = 0; index < contents.Header.InstanceLines.Count && !(drawn && missing > 0); index++)
        {
            Instance instance = FamilyRegistry.Parse(contents.Header.InstanceLines[index]);
            // Early versions ran an instance that was given twice as two.
            if (schedule.PassesOver(instance, run) || contents.Header.InstanceLines.Take(index).Contains(contents.Header.InstanceLines[index]))
            {
                continue;
            }

            InstanceEvidence evidence = contents.EvidenceOf(index);
            IReadOnlyList<IStudy> studies = schedule.StudiesFor(instance, run);
            scheduled += studies.Count;
            missing += studies.Count(study => !evidence.Has(study.Kind));
            run.Add(new InstanceResult(instance, evidence));
        }

        return (run, scheduled, missing);
    }

    private CheckResult Run()
    {
        var done = new List<InstanceResult>();
        string? partial = null;
        for (int index = 0; index < request.Instances.Count && partial is null; index++)
        {
            if (schedule.PassesOver(request.Instances[index], done))
            {
                continue;
            }

            IReadOnlyList<IStudy> studies = schedule.StudiesFor(request.Instances[index], done);
            progress.StudiesExpected(ExpectedStudies(index, done));
            partial = RunInstance(index, studies);
            done.Add(new InstanceResult(request.Instances[index], run.Contents.EvidenceOf(index)));
            if (partial is null)
            {
                ForgetNetworks(index);
            }
        }

        partial ??= ShrinkViolations();
        return Restore(request.Directory) with
        {
            Partial = partial,
            Notice = TornLine.Dropped(Path.Combine(request.Directory, LedgerName), run.TornBytes),
        };
    }

    // Whoever wants the networks of a drawn instance trains its line, the same to the bit; hundreds of them would fill the disk.
    private void ForgetNetworks(int index)
    {
        if (request.Origin == InstanceOrigin.Drawn && Directory.Exists(NetworkFolder(index)))
        {
            Directory.Delete(NetworkFolder(index), recursive: true);
        }
    }

    private string? ShrinkViolations()
    {
        // What fails beyond a claim's hypotheses was broken on purpose.
        if (request.Origin == InstanceOrigin.Given || request.Scope == HypothesisScope.Beyond)
        {
            return null;
        }

        try
        {
            new ViolationShrinker(request, run, device, progress, run.Cancellation).Run(Restore(request.Directory));
            return null;
        }
        catch (OperationCanceledException)
        {
            return run.WhyStopped;
        }
    }

    private int ExpectedStudies(int index, List<InstanceResult> done) =>
        run.Contents.Records.Count(record => record.Instance < index) + request.Instances.Skip(index).GroupBy(static instance => instance.Family).Sum(left => ExpectedStudies([.. left], done));

    private int ExpectedStudies(Instance[] left, List<InstanceResult> done)
    {
        int instances = request.Origin == InstanceOrigin.Given ? left.Length : Math.Min(left.Length, Math.Max(1, schedule.FewestFurther(left[0].Family, done)));
        return instances * schedule.StudiesFor(left[0], done).Count;
    }

    private string? RunInstance(int index, IReadOnlyList<IStudy> studies)
    {
        Study current = default;
        var options = new StudyOptions(Effort.Of(request.Scale), NetworkFolder(index), (fraction, detail) => progress.StudyAdvanced(index, current, fraction, detail), run.Cancellation)
        {
            CheckpointInterval = request.CheckpointInterval,
        };
        using StudyContext context = FamilyRegistry.Of(request.Instances[index].Family).Open(request.Instances[index], device, options);
        foreach (IStudy study in studies)
        {
            current = study.Kind;
            if (run.Find(index, study.Kind) is { } earlier)
            {
                progress.StudyFinished(index, study.Kind, earlier.Summary, restored: true);
                continue;
            }

            if (!TryRun(study, index, context))
            {
                return run.WhyStopped;
            }
        }

        return null;
    }

    private bool TryRun(IStudy study, int index, StudyContext context)
    {
        if (run.Cancellation.IsCancellationRequested)
        {
            return false;
        }

        progress.StudyStarted(index, study.Kind);
        try
        {
            StudyOutcome outcome = study.Run(context);
            run.Append(new StudyRecord(index, study.Kind, outcome.Summary, outcome.Measurements));
            progress.StudyFinished(index, study.Kind, outcome.Summary, restored: false);
            return true;
        }
        catch (OperationCanceledException) when (run.Cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    private string NetworkFolder(int index) =>
        Path.Combine(request.Directory, NetworksName, FormattableString.Invariant($"instance-{index + 1:00}"));
}
