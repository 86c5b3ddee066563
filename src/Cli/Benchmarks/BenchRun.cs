using PurifyProofs.Model.Device;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Cli.Benchmarks;

/// <summary>One run of <c>bench</c>: both workloads and the ceilings they are held against.</summary>
internal sealed class BenchRun
{
    /// <summary>How many figures a run measures.</summary>
    public const int Figures = 13;

    // A ceiling from a single interrupted round would put everything above it.
    private static readonly TimeSpan ShortestCeiling = TimeSpan.FromSeconds(0.2);

    private readonly TimeSpan duration;
    private readonly BenchProgress progress;
    private readonly IDevice device;
    private readonly Roofline roofline;

    private BenchRun(IDevice device, TimeSpan duration, BenchProgress progress)
    {
        (this.device, this.duration, this.progress) = (device, duration, progress);
        TimeSpan ceiling = duration > ShortestCeiling ? duration : ShortestCeiling;
        roofline = new Roofline(
            progress.Measure("multiply–add peak", () => FusedMultiplyAddPeak.Measure(device.Threads, ceiling)),
            progress.Measure("memory bandwidth", () => MemoryBandwidth.Measure(device.Threads, ceiling)));
    }

    /// <summary>Measures everything.</summary>
    /// <param name="devices">Opens the device that is measured.</param>
    /// <param name="threads">Worker threads.</param>
    /// <param name="duration">How long each figure is measured, after a warm-up of a quarter of that.</param>
    /// <param name="progress">Told of every figure.</param>
    /// <exception cref="OperationCanceledException">A stop was asked for.</exception>
    public static BenchAnswer Measure(IDeviceFactory devices, int threads, TimeSpan duration, BenchProgress progress)
    {
        using IDevice device = devices.Open(threads);
        return new BenchRun(device, duration, progress).Answer();
    }

    private BenchAnswer Answer()
    {
        // The first figures would otherwise carry the compilation of all kernels.
        progress.Measure("warm-up", WarmUp);
        Rates standard = Measure("standard workload", WorkloadShape.Standard);
        Rates late = Measure("late phase", WorkloadShape.LatePhase);
        double certified = progress.Measure("standard workload, certificates", Certify);
        double sideBySide = progress.Measure("small instances side by side", () => SideBySide.CostRatio(device, duration));
        WorkloadRoofline standardRoofline = Place(WorkloadShape.Standard, standard);
        WorkloadRoofline lateRoofline = Place(WorkloadShape.LatePhase, late);
        return new BenchAnswer(
            device.Name,
            device.Threads,
            standard.Clean.PerSecond,
            standard.FastGradient.PerSecond,
            standard.Attack.PerSecond,
            certified,
            roofline.PeakGigaflops,
            standardRoofline.Forward.DoneGigaflops,
            roofline.BandwidthGigabytes,
            sideBySide,
            standardRoofline,
            new LatePhaseAnswer(late.Clean.PerSecond, late.FastGradient.PerSecond, late.Attack.PerSecond, lateRoofline.Forward.DoneGigaflops, lateRoofline));
    }

    private MeasuredRate WarmUp()
    {
        using var workload = new Workload(device, WorkloadShape.Standard);
        return workload.Steps(TrainingAttack.FastGradient, duration);
    }

    private double Certify()
    {
        using var workload = new Workload(device, WorkloadShape.Standard);
        return workload.CertifiedPoints(duration);
    }

    private Rates Measure(string name, WorkloadShape shape)
    {
        using var workload = new Workload(device, shape);
        return new Rates(
            progress.Measure($"{name}, clean training", () => workload.Steps(TrainingAttack.None, duration)),
            progress.Measure($"{name}, FGM training", () => workload.Steps(TrainingAttack.FastGradient, duration)),
            progress.Measure($"{name}, PGD-50", () => workload.AttackedPoints(duration)),
            progress.Measure($"{name}, forward pass", () => workload.ForwardedPoints(duration)),
            workload.Route);
    }

    private WorkloadRoofline Place(WorkloadShape shape, Rates rates) => new(
        roofline.Place(rates.Clean, WorkCount.CleanStep(shape, rates.Clean.ActiveFraction)),
        roofline.Place(rates.FastGradient, WorkCount.FastGradientStep(shape, rates.Clean.ActiveFraction, rates.FastGradient.ActiveFraction)),
        roofline.Place(rates.Attack, WorkCount.AttackedPoint(shape, rates.Route, rates.Attack.ActiveFraction)),
        roofline.Place(rates.Forward, WorkCount.ForwardedPoint(shape, Workload.ForwardPoints)));

    private readonly record struct Rates(MeasuredRate Clean, MeasuredRate FastGradient, MeasuredRate Attack, MeasuredRate Forward, AttackRoute Route);
}
