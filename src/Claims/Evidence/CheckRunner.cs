using PurifyProofs.Claims.Catalogue;
using PurifyProofs.Claims.Evidence.Studies;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Model.Compute;

namespace PurifyProofs.Claims.Evidence;

/// <summary>Runs every study the chosen claims need on every instance, writes each into the ledger, and judges the claims.</summary>
public sealed class CheckRunner
{
    /// <summary>Name of the ledger in a check's folder.</summary>
    public const string LedgerName = "ledger.jsonl";

    /// <summary>Name of the folder of networks in a check's folder.</summary>
    public const string NetworksName = "networks";

    private readonly CheckRequest request;
    private readonly ICheckProgress progress;
    private readonly CancellationToken cancellation;
    private readonly IReadOnlyList<IStudy> studies;
    private readonly System.Diagnostics.Stopwatch elapsed = System.Diagnostics.Stopwatch.StartNew();

    private CheckRunner(CheckRequest request, ICheckProgress progress, CancellationToken cancellation)
    {
        (this.request, this.progress, this.cancellation) = (request, progress, cancellation);
        studies = StudyCatalogue.Closure(ClaimCatalogue.At(request.Scale, request.ClaimsGlob).SelectMany(claim => claim.Needs));
    }

    /// <summary>Runs the check; on cancellation returns what is there, marked partial.</summary>
    /// <exception cref="InvalidDataException">The ledger to resume is damaged or belongs to another request.</exception>
    public static CheckResult Run(CheckRequest request, ICheckProgress progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(progress);
        return new CheckRunner(request, progress, cancellation).Run();
    }

    /// <summary>Judges again from the ledger in <paramref name="directory"/>, computing nothing.</summary>
    /// <exception cref="InvalidDataException">There is no readable ledger there.</exception>
    public static CheckResult Restore(string directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        string path = Path.Combine(directory, LedgerName);
        if (!File.Exists(path))
        {
            throw new InvalidDataException($"There is no {LedgerName} in '{directory}'; name a folder that `purify check --out` wrote.");
        }

        LedgerContents contents = Ledger.Read(path);
        Instance[] instances = [.. contents.Header.InstanceLines.Select(InstanceLine.Parse)];
        InstanceResult[] results = [.. instances.Select((instance, index) => new InstanceResult(instance, contents.EvidenceOf(index)))];
        IReadOnlyList<IClaim> claims = ClaimCatalogue.At(contents.Header.Scale, contents.Header.ClaimsGlob);
        IReadOnlyList<IStudy> needed = StudyCatalogue.Closure(claims.SelectMany(claim => claim.Needs));
        int missing = results.Sum(result => needed.Count(study => !result.Evidence.Has(study.Kind)));
        string? partial = missing == 0 ? null : $"{missing} of {needed.Count * results.Length} studies are not in the ledger.";
        return new CheckResult(contents.Header.Scale, contents.Header.Seed, Judgement.Of(claims, results), results, partial)
        {
            Notice = TornLine.PassedOver(path, contents.TornBytes),
        };
    }

    private CheckResult Run()
    {
        Directory.CreateDirectory(request.Directory);
        using Ledger ledger = OpenLedger();
        using var device = new CpuDevice(request.Threads);
        string? partial = null;
        for (int index = 0; index < request.Instances.Count && partial is null; index++)
        {
            partial = RunInstance(index, device, ledger);
        }

        CheckResult restored = Restore(request.Directory);
        return restored with { Partial = partial, Notice = TornLine.Dropped(Path.Combine(request.Directory, LedgerName), ledger.TornBytes) };
    }

    private string? RunInstance(int index, IDevice device, Ledger ledger)
    {
        Study current = default;
        using var context = new StudyContext(
            request.Instances[index],
            device,
            Effort.Of(request.Scale),
            NetworkFolder(index),
            (fraction, detail) => progress.StudyAdvanced(index, current, fraction, detail),
            cancellation)
        {
            CheckpointInterval = request.CheckpointInterval,
        };
        foreach (IStudy study in studies)
        {
            current = study.Kind;
            if (ledger.Records.FirstOrDefault(record => record.Instance == index && record.Study == study.Kind) is { } earlier)
            {
                progress.StudyFinished(index, study.Kind, earlier.Summary, restored: true);
                continue;
            }

            if (request.TimeLimit is { } limit && elapsed.Elapsed > limit)
            {
                return FormattableString.Invariant($"The time limit of {limit.TotalSeconds:0} s was reached; go on with --resume.");
            }

            if (!TryRun(study, index, context, ledger))
            {
                return "The check was interrupted; go on with --resume.";
            }
        }

        return null;
    }

    private bool TryRun(IStudy study, int index, StudyContext context, Ledger ledger)
    {
        if (cancellation.IsCancellationRequested)
        {
            return false;
        }

        progress.StudyStarted(index, study.Kind);
        try
        {
            StudyOutcome outcome = study.Run(context);
            ledger.Append(new StudyRecord(index, study.Kind, outcome.Summary, outcome.Measurements));
            progress.StudyFinished(index, study.Kind, outcome.Summary, restored: false);
            return true;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    private Ledger OpenLedger()
    {
        string path = Path.Combine(request.Directory, LedgerName);
        string[] lines = [.. request.Instances.Select(instance => instance.Line)];
        var header = new LedgerHeader(request.Scale, request.Seed, request.ClaimsGlob, lines);
        if (!request.Resume || !File.Exists(path))
        {
            return Ledger.Create(path, header);
        }

        Ledger ledger = Ledger.Open(path);
        LedgerHeader found = ledger.Header;
        if (found.Scale == header.Scale && found.Seed == header.Seed && found.ClaimsGlob == header.ClaimsGlob && found.InstanceLines.SequenceEqual(lines))
        {
            return ledger;
        }

        ledger.Dispose();
        throw new InvalidDataException($"'{path}' belongs to another check (scale, seed, claims or instances differ); resume with the same arguments or name another folder.");
    }

    private string NetworkFolder(int index) =>
        Path.Combine(request.Directory, NetworksName, FormattableString.Invariant($"instance-{index + 1:00}"));
}
