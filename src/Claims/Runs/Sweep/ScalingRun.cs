using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.Device;

namespace PurifyProofs.Claims.Runs.Sweep;

/// <summary>
/// Trains one preset at growing size, several seeds each, side by side. At each size and seed the smallest budget of adversarial
/// training that reaches FP-4 is found by bisection, each training from the same clean network; every network tried is in the ledger.
/// </summary>
public sealed class ScalingRun
{
    /// <summary>Name of the ledger in the folder.</summary>
    public const string LedgerName = "scaling.jsonl";

    private readonly ScalingRequest request;
    private readonly Action<int, int> progress;
    private readonly Ledger ledger;
    private readonly Lock writing = new();
    private int finished;

    private ScalingRun(ScalingRequest request, Action<int, int> progress, Ledger ledger) => (this.request, this.progress, this.ledger) = (request, progress, ledger);

    /// <summary>Runs it; on cancellation and at the time limit returns what is there, marked partial.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="progress">Is told how many of how many sizes and seeds are done.</param>
    /// <param name="cancellation">Asks to stop.</param>
    /// <exception cref="InvalidDataException">The ledger to resume is damaged or belongs to another study.</exception>
    public static ScalingResult Run(ScalingRequest request, Action<int, int> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        using CancellationTokenSource stop = TimeBudget.Start(request.TimeLimit, cancellation);
        Directory.CreateDirectory(request.Directory);
        using Ledger ledger = Open(request);
        try
        {
            var run = new ScalingRun(request, progress, ledger);
            Parallel.For(0, request.RunCount, new ParallelOptions { MaxDegreeOfParallelism = request.Threads, CancellationToken = stop.Token }, index => run.Measure(index, stop.Token));
        }
        catch (Exception failure) when (stop.IsCancellationRequested && failure is OperationCanceledException or AggregateException)
        {
            return Result(request, ledger.Contents) with { Partial = "It was stopped; go on with --resume." };
        }

        return Result(request, ledger.Contents);
    }

    private static ScalingResult Result(ScalingRequest request, LedgerContents contents) =>
        new(request, [.. Enumerable.Range(0, request.RunCount).Select(run => PointOf(request, contents, run))], null);

    private static ScalingPoint PointOf(ScalingRequest request, LedgerContents contents, int run)
    {
        SparseCodingInstance instance = request.InstanceOf(run, ScalingRequest.PresetBudget);
        InstanceEvidence preset = contents.EvidenceOf(Index(run, ScalingRequest.PresetBudget));
        int? budget = Search(index => Reached(contents.EvidenceOf(Index(run, index))), out bool complete);
        SparseCodingInstance? cheapest = complete && budget is { } found ? request.InstanceOf(run, found) : null;
        return new ScalingPoint(
            instance.Law.Dimension,
            instance.Seed,
            Correlation(preset, TrainedNetwork.Clean),
            Correlation(preset, TrainedNetwork.FastGradient),
            cheapest is null ? null : cheapest.Plan.Clean.Steps + cheapest.Plan.Adversarial.Steps,
            cheapest is null ? null : ((double)cheapest.Plan.Clean.Steps * cheapest.Plan.Clean.BatchSize) + ((double)cheapest.Plan.Adversarial.Steps * cheapest.Plan.Adversarial.BatchSize),
            complete && preset.Has(Study.FastGradient));
    }

    private static double? Correlation(InstanceEvidence evidence, string network) =>
        evidence.Contains(EvidenceKeys.InitialCorrelation(network)) ? evidence.Scalar(EvidenceKeys.InitialCorrelation(network)) : null;

    private static bool? Reached(InstanceEvidence evidence) => NetworkReading.Of(evidence, TrainedNetwork.FastGradient) is { } reading
        ? reading.Certified.Estimate > Thresholds.RobustAccuracy && reading.Clean.Estimate > Thresholds.CleanAccuracy
        : null;

    // The preset's own budget first, since the correlations are wanted there; then bisection on one side. Null where none suffices.
    private static int? Search(Func<int, bool?> isReached, out bool complete)
    {
        int low = -1, high = ScalingRequest.Budgets.Count;
        for (int next = ScalingRequest.PresetBudget; high - low > 1; next = (low + high) / 2)
        {
            if (isReached(next) is not { } reached)
            {
                complete = false;
                return null;
            }

            (low, high) = reached ? (low, next) : (next, high);
        }

        complete = true;
        return high < ScalingRequest.Budgets.Count ? high : null;
    }

    private void Measure(int run, CancellationToken cancellation)
    {
        string folder = Path.Combine(request.Directory, CheckRunner.NetworksName, FormattableString.Invariant($"run-{run:00}"));
        using var device = new CpuDevice(1);
        Search(budget => Reached(EvidenceOf(run, budget)) ?? Train(run, budget, device, folder, cancellation), out _);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        lock (writing)
        {
            progress(++finished, request.RunCount);
        }
    }

    private InstanceEvidence EvidenceOf(int run, int budget)
    {
        lock (writing)
        {
            return ledger.Contents.EvidenceOf(Index(run, budget));
        }
    }

    private bool Train(int run, int budget, IDevice device, string folder, CancellationToken cancellation)
    {
        using var context = new SparseCodingContext(request.InstanceOf(run, budget), device, CellStudy.EffortOf(request.Points), folder, static (_, _) => { }, cancellation);
        foreach (StudyRecord record in CellStudy.Run(Index(run, budget), context, request.Points, FormattableString.Invariant($"budget-{budget}")))
        {
            lock (writing)
            {
                if (!ledger.Records.Any(other => other.Instance == record.Instance && other.Study == record.Study))
                {
                    ledger.Append(record);
                }
            }
        }

        return Reached(EvidenceOf(run, budget)) == true;
    }

    private static int Index(int run, int budget) => (run * ScalingRequest.Budgets.Count) + budget;

    private static Ledger Open(ScalingRequest request)
    {
        string path = Path.Combine(request.Directory, LedgerName);
        string[] lines = [.. Enumerable.Range(0, request.RunCount).SelectMany(run => Enumerable.Range(0, ScalingRequest.Budgets.Count).Select(budget => request.InstanceOf(run, budget).Line))];
        var header = new LedgerHeader(
            Scale.Smoke, request.Base.Seed, FormattableString.Invariant($"scaling, {request.Seeds} seeds, {request.Points} points"), lines, InstanceOrigin.Given, HypothesisScope.Beyond);
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
        throw new InvalidDataException($"'{path}' belongs to another study (sizes, seeds, base or points differ); resume with the same arguments or name another folder.");
    }
}
