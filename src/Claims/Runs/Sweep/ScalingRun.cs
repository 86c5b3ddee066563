using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Verdicts;
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
    private readonly IDeviceFactory devices;
    private readonly LedgeredRun run;
    private readonly Lock reporting = new();
    private int finished;

    private ScalingRun(ScalingRequest request, Action<int, int> progress, IDeviceFactory devices, LedgeredRun run) =>
        (this.request, this.progress, this.devices, this.run) = (request, progress, devices, run);

    /// <summary>Runs it; on cancellation and at the time limit returns what is there, marked partial.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="progress">Is told how many of how many sizes and seeds are done.</param>
    /// <param name="devices">Opens a device of one thread for each training.</param>
    /// <param name="cancellation">Asks to stop.</param>
    /// <exception cref="InvalidDataException">The ledger to resume is damaged or belongs to another study.</exception>
    public static ScalingResult Run(ScalingRequest request, Action<int, int> progress, IDeviceFactory devices, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(devices);
        SweepForecast.Require(SweepForecast.Instances(request), request.Points, request.Threads);
        var ledgered = new LedgeredRunRequest(
            Path.Combine(request.Directory, LedgerName), HeaderOf(request, devices), request.Resume, request.TimeLimit, "study", "sizes, seeds, base or points")
        {
            ResumeOtherVersion = request.ResumeOtherVersion,
        };
        using LedgeredRun run = LedgeredRun.Open(ledgered, cancellation);
        try
        {
            var scaling = new ScalingRun(request, progress, devices, run);
            Parallel.For(0, request.RunCount, new ParallelOptions { MaxDegreeOfParallelism = request.Threads, CancellationToken = run.Cancellation }, scaling.Measure);
        }
        catch (Exception failure) when (run.Cancellation.IsCancellationRequested && failure is OperationCanceledException or AggregateException)
        {
            return Result(request, run.Contents) with { Partial = run.WhyStopped };
        }

        return Result(request, run.Contents);
    }

    private static ScalingResult Result(ScalingRequest request, LedgerContents contents) =>
        new(request, [.. Enumerable.Range(0, request.RunCount).Select(run => PointOf(request, contents, run))], null) { Programs = contents.Programs };

    private static ScalingPoint PointOf(ScalingRequest request, LedgerContents contents, int run)
    {
        SparseCodingInstance instance = request.InstanceOf(run, TrainingBudgets.Own);
        InstanceEvidence preset = contents.EvidenceOf(Index(run, TrainingBudgets.Own));
        int? budget = TrainingBudgets.Smallest(index => Reached(contents.EvidenceOf(Index(run, index))), out bool complete);
        (double Steps, double Samples)? cost = complete && budget is { } found ? TrainingBudgets.Cost(request.InstanceOf(run, found)) : null;
        return new ScalingPoint(
            instance.Law.Dimension,
            instance.Seed,
            Correlation(preset, TrainedNetwork.Clean),
            Correlation(preset, TrainedNetwork.FastGradient),
            cost?.Steps,
            cost?.Samples,
            complete && preset.Has(Study.FastGradient));
    }

    private static double? Correlation(InstanceEvidence evidence, string network) =>
        evidence.Contains(EvidenceKeys.InitialCorrelation(network)) ? evidence.Scalar(EvidenceKeys.InitialCorrelation(network)) : null;

    private static bool? Reached(InstanceEvidence evidence) => NetworkReading.Of(evidence, TrainedNetwork.FastGradient)?.IsProvablyRobust;

    private void Measure(int index)
    {
        string folder = Path.Combine(request.Directory, CheckRunner.NetworksName, FormattableString.Invariant($"run-{index:00}"));
        using IDevice device = devices.Open(1);
        TrainingBudgets.Smallest(budget => Reached(EvidenceOf(index, budget)) ?? Train(index, budget, device, folder), out _);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        lock (reporting)
        {
            progress(++finished, request.RunCount);
        }
    }

    private InstanceEvidence EvidenceOf(int index, int budget) => run.Contents.EvidenceOf(Index(index, budget));

    private bool Train(int index, int budget, IDevice device, string folder)
    {
        using var context = new SparseCodingContext(
            request.InstanceOf(index, budget), device.SparseCoding, new StudyOptions(CellStudy.EffortOf(request.Points), folder, static (_, _) => { }, run.Cancellation));
        foreach (StudyRecord record in CellStudy.Run(Index(index, budget), context, request.Points, FormattableString.Invariant($"budget-{budget}")))
        {
            run.Append(record);
        }

        return Reached(EvidenceOf(index, budget)) == true;
    }

    private static int Index(int run, int budget) => (run * TrainingBudgets.Shares.Count) + budget;

    private static LedgerHeader HeaderOf(ScalingRequest request, IDeviceFactory devices)
    {
        string[] lines = [.. Enumerable.Range(0, request.RunCount).SelectMany(run => Enumerable.Range(0, TrainingBudgets.Shares.Count).Select(budget => request.InstanceOf(run, budget).Line))];
        return new LedgerHeader(
            Scale.Smoke, request.Base.Seed, FormattableString.Invariant($"scaling, {request.Seeds} seeds, {request.Points} points"), lines, InstanceOrigin.Given, HypothesisScope.Beyond, devices.Identity);
    }
}
