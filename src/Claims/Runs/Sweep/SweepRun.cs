using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Model.Device;

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
    private readonly IDeviceFactory devices;
    private readonly LedgeredRun run;
    private readonly SparseCodingInstance[] instances;
    private readonly Lock reporting = new();

    private SweepRun(SweepRequest request, ISweepProgress progress, IDeviceFactory devices, LedgeredRun run, SparseCodingInstance[] instances) =>
        (this.request, this.progress, this.devices, this.run, this.instances) = (request, progress, devices, run, instances);

    /// <summary>Runs the sweep; on cancellation and at the time limit returns what is there, marked partial.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="progress">Is told of every cell.</param>
    /// <param name="devices">Opens a device of one thread for each cell.</param>
    /// <param name="cancellation">The interruption.</param>
    /// <exception cref="InvalidDataException">The ledger to resume is damaged or belongs to another sweep.</exception>
    public static SweepResult Run(SweepRequest request, ISweepProgress progress, IDeviceFactory devices, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(progress);
        ArgumentNullException.ThrowIfNull(devices);
        SparseCodingInstance[] instances = SweepForecast.Instances(request);
        SweepForecast.Require(instances, request.Points, request.Threads);
        var ledgered = new LedgeredRunRequest(
            Path.Combine(request.Directory, LedgerName), HeaderOf(request, instances, devices), request.Resume, request.TimeLimit, "sweep", "axes, base or points")
        {
            ResumeOtherVersion = request.ResumeOtherVersion,
        };
        using LedgeredRun run = LedgeredRun.Open(ledgered, cancellation);
        bool whole = new SweepRun(request, progress, devices, run, instances).RunCells();
        return Restore(request.Grid, request.Directory) with { Partial = whole ? null : run.WhyStopped };
    }

    /// <summary>What the ledger in a folder says of a grid's cells.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static SweepResult Restore(SweepGrid grid, string directory)
    {
        ArgumentNullException.ThrowIfNull(grid);
        LedgerContents contents = Ledger.Read(Path.Combine(directory, LedgerName));
        SweepCell[] cells = [.. Enumerable.Range(0, grid.Count).Select(cell => Cell(grid.InstanceOf(cell), cell, contents))];
        int missing = cells.Count(static cell => cell.Phase is null && cell.Missing is null);
        return new SweepResult(grid, cells, missing == 0 ? null : FormattableString.Invariant($"{missing} of {grid.Count} cells are not measured yet."))
        {
            Programs = contents.Programs,
        };
    }

    private static SweepCell Cell(SparseCodingInstance instance, int cell, LedgerContents contents)
    {
        InstanceEvidence evidence = contents.EvidenceOf(cell);
        string? refusal = contents.Records.FirstOrDefault(record => record.Instance == cell && record.Measurements.Count == 0)?.Summary;
        return new SweepCell(instance, NetworkReading.Of(evidence, TrainedNetwork.Clean), NetworkReading.Of(evidence, TrainedNetwork.FastGradient), refusal);
    }

    private bool RunCells()
    {
        int[] open = [.. Enumerable.Range(0, instances.Length).Where(cell => !IsDone(run.Contents, cell))];
        try
        {
            // Without buffering, since cells differ in size: a thread that is done takes the next in line.
            Parallel.ForEach(
                System.Collections.Concurrent.Partitioner.Create(open, System.Collections.Concurrent.EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = request.Threads, CancellationToken = run.Cancellation },
                RunCell);
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

    private static bool IsDone(LedgerContents contents, int cell) =>
        contents.Records.Any(record => record.Instance == cell && record.Study == Study.FastGradient);

    private void RunCell(int cell)
    {
        string folder = Path.Combine(request.Directory, CheckRunner.NetworksName, FormattableString.Invariant($"cell-{cell:000}"));
        try
        {
            instances[cell].Validate();
            using IDevice device = devices.Open(1);
            using var context = new SparseCodingContext(
                instances[cell], device.SparseCoding, new StudyOptions(CellStudy.EffortOf(request.Points), folder, static (_, _) => { }, run.Cancellation));
            foreach (StudyRecord record in CellStudy.Run(cell, context, request.Points))
            {
                run.Append(record);
            }
        }
        catch (Exception failure) when (IsOfTheCell(failure))
        {
            run.Append(new StudyRecord(cell, Study.FastGradient, failure.Message.Split('\n')[0], []));
        }

        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        lock (reporting)
        {
            LedgerContents contents = run.Contents;
            progress.CellFinished(Enumerable.Range(0, instances.Length).Count(other => IsDone(contents, other)), instances.Length, Cell(instances[cell], cell, contents));
        }
    }

    // Training diverges, or the values do not fit together: one sentence each. What is derived from these types is a defect.
    private static bool IsOfTheCell(Exception failure) => failure.GetType() == typeof(ArithmeticException) || failure.GetType() == typeof(ArgumentException);

    private static LedgerHeader HeaderOf(SweepRequest request, SparseCodingInstance[] instances, IDeviceFactory devices) => new(
        Scale.Smoke,
        request.Grid.Base.Seed,
        FormattableString.Invariant($"sweep of {request.Grid.X.Key.Name} and {request.Grid.Y.Key.Name}, {request.Points} points"),
        [.. instances.Select(static instance => instance.Line)],
        InstanceOrigin.Given,
        HypothesisScope.Beyond,
        devices.Identity);
}
