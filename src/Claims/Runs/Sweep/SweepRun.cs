using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Model.Cpu;

namespace PurifyProofs.Claims.Runs.Sweep;

/// <summary>
/// Runs the cells of a sweep side by side, one thread each: many small trainings keep every core busy where one would not. Each network
/// enters a ledger like a check's, so a sweep that was stopped goes on with the first network that is missing.
/// </summary>
public sealed class SweepRun
{
    /// <summary>Name of the ledger in a sweep's folder; its records stand in the order in which cells were finished.</summary>
    public const string LedgerName = "sweep.jsonl";

    private readonly SweepRequest request;
    private readonly ISweepProgress progress;
    private readonly SparseCodingInstance[] instances;
    private readonly Lock writing = new();

    private SweepRun(SweepRequest request, ISweepProgress progress)
    {
        (this.request, this.progress) = (request, progress);
        instances = [.. Enumerable.Range(0, request.Grid.Count).Select(request.Grid.InstanceOf)];
    }

    /// <summary>Runs the sweep; on cancellation and at the time limit returns what is there, marked partial.</summary>
    /// <exception cref="InvalidDataException">The ledger to resume is damaged or belongs to another sweep.</exception>
    public static SweepResult Run(SweepRequest request, ISweepProgress progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(progress);
        using CancellationTokenSource stop = TimeBudget.Start(request.TimeLimit, cancellation);
        bool whole = new SweepRun(request, progress).RunCells(stop.Token);
        string? partial = whole ? null
            : cancellation.IsCancellationRequested ? "The sweep was interrupted; go on with --resume."
            : "The time limit was reached; go on with --resume.";
        return Restore(request.Grid, request.Directory) with { Partial = partial };
    }

    /// <summary>What the ledger in a folder says of a grid's cells.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static SweepResult Restore(SweepGrid grid, string directory)
    {
        ArgumentNullException.ThrowIfNull(grid);
        LedgerContents contents = Ledger.Read(Path.Combine(directory, LedgerName));
        SweepCell[] cells = [.. Enumerable.Range(0, grid.Count).Select(cell => Cell(grid.InstanceOf(cell), cell, contents))];
        int missing = cells.Count(static cell => cell.Phase is null && cell.Missing is null);
        return new SweepResult(grid, cells, missing == 0 ? null : FormattableString.Invariant($"{missing} of {grid.Count} cells are not measured yet."));
    }

    private static SweepCell Cell(SparseCodingInstance instance, int cell, LedgerContents contents)
    {
        InstanceEvidence evidence = contents.EvidenceOf(cell);
        string? refusal = contents.Records.FirstOrDefault(record => record.Instance == cell && record.Measurements.Count == 0)?.Summary;
        return new SweepCell(instance, NetworkReading.Of(evidence, TrainedNetwork.Clean), NetworkReading.Of(evidence, TrainedNetwork.FastGradient), refusal);
    }

    private bool RunCells(CancellationToken cancellation)
    {
        Directory.CreateDirectory(request.Directory);
        using Ledger ledger = OpenLedger();
        int[] open = [.. Enumerable.Range(0, instances.Length).Where(cell => !IsDone(ledger, cell))];
        try
        {
            // Without buffering, since cells differ in size: a thread that is done takes the next in line.
            Parallel.ForEach(
                System.Collections.Concurrent.Partitioner.Create(open, System.Collections.Concurrent.EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = request.Threads, CancellationToken = cancellation },
                cell => RunCell(cell, ledger, cancellation));
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (AggregateException failures) when (failures.InnerExceptions.All(static one => one is OperationCanceledException))
        {
            return false;
        }
        catch (AggregateException failures)
        {
            // Whoever reads it wants the first failure, not how the work was shared out.
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failures.InnerExceptions.First(static one => one is not OperationCanceledException));
            throw;
        }
    }

    private static bool IsDone(Ledger ledger, int cell) =>
        ledger.Records.Any(record => record.Instance == cell && record.Study == Study.FastGradient);

    private void RunCell(int cell, Ledger ledger, CancellationToken cancellation)
    {
        string folder = Path.Combine(request.Directory, CheckRunner.NetworksName, FormattableString.Invariant($"cell-{cell:000}"));
        try
        {
            instances[cell].Validate();
            using var device = new CpuDevice(1);
            using var context = new SparseCodingContext(instances[cell], device, CellStudy.EffortOf(request.Points), folder, static (_, _) => { }, cancellation);
            foreach (StudyRecord record in CellStudy.Run(cell, context, request.Points))
            {
                Append(ledger, record);
            }
        }
        catch (Exception failure) when (IsOfTheCell(failure))
        {
            Append(ledger, new StudyRecord(cell, Study.FastGradient, failure.Message.Split('\n')[0], []));
        }

        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        lock (writing)
        {
            LedgerContents contents = ledger.Contents;
            progress.CellFinished(Enumerable.Range(0, instances.Length).Count(other => IsDone(ledger, other)), instances.Length, Cell(instances[cell], cell, contents));
        }
    }

    // Training diverges, or the values do not fit together: one sentence each. What is derived from these types is a defect.
    private static bool IsOfTheCell(Exception failure) => failure.GetType() == typeof(ArithmeticException) || failure.GetType() == typeof(ArgumentException);

    private void Append(Ledger ledger, StudyRecord record)
    {
        lock (writing)
        {
            if (!ledger.Records.Any(other => other.Instance == record.Instance && other.Study == record.Study))
            {
                ledger.Append(record);
            }
        }
    }

    private Ledger OpenLedger()
    {
        string path = Path.Combine(request.Directory, LedgerName);
        var header = new LedgerHeader(
            Scale.Smoke,
            request.Grid.Base.Seed,
            FormattableString.Invariant($"sweep of {request.Grid.X.Key.Name} and {request.Grid.Y.Key.Name}, {request.Points} points"),
            [.. instances.Select(static instance => instance.Line)],
            InstanceOrigin.Given,
            HypothesisScope.Beyond);
        if (!request.Resume || !File.Exists(path))
        {
            return Ledger.Create(path, header);
        }

        Ledger ledger = Ledger.Open(path);
        if (ledger.Header.IsSameCheck(header))
        {
            return ledger;
        }

        ledger.Dispose();
        throw new InvalidDataException($"'{path}' belongs to another sweep (axes, base or points differ); resume with the same arguments or name another folder.");
    }
}
