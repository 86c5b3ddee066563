using PurifyProofs.Model.Device;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Cli.Benchmarks;

/// <summary>How long a clean step of one shape takes.</summary>
/// <param name="Shape">The sizes.</param>
/// <param name="ActiveFraction">Share of active pairs.</param>
/// <param name="Milliseconds">A step's time for each thread count.</param>
internal sealed record GrowthRow(WorkloadShape Shape, double ActiveFraction, double[] Milliseconds);

/// <summary>How the cost of a clean step grows: d, m and batch are varied one at a time around the standard workload.</summary>
internal static class GrowthRun
{
    private static readonly int[] Dimensions = [128, 256, 512, 1024];
    private static readonly int[] Widths = [512, 1024, 2048, 4096];
    private static readonly int[] BatchSizes = [128, 256, 512, 1024, 2048];

    /// <summary>The shapes measured around a centre, which is among them once.</summary>
    public static WorkloadShape[] Around(WorkloadShape centre) =>
    [
        .. Dimensions.Select(dimension => WithDimension(centre, dimension))
            .Concat(Widths.Select(width => centre with { Width = width }))
            .Concat(BatchSizes.Select(batch => centre with { BatchSize = batch }))
            .Distinct(),
    ];

    /// <summary>How many figures <see cref="Measure"/> takes.</summary>
    public static int Figures(WorkloadShape centre, int[] threads) => (Around(centre).Length * threads.Length) + 1;

    /// <summary>Measures every shape around a centre on every thread count.</summary>
    /// <exception cref="OperationCanceledException">A stop was asked for.</exception>
    public static GrowthRow[] Measure(IDeviceFactory devices, WorkloadShape centre, int[] threads, TimeSpan duration, BenchProgress progress)
    {
        // The first figures of a process would otherwise carry the compilation of all kernels.
        progress.Measure("warm-up", () => Steps(devices, centre, threads[^1], duration * 2));
        return [.. Around(centre).Select(shape => MeasureShape(devices, shape, threads, duration, progress))];
    }

    private static GrowthRow MeasureShape(IDeviceFactory devices, WorkloadShape shape, int[] threads, TimeSpan duration, BenchProgress progress)
    {
        string name = FormattableString.Invariant($"d = {shape.Dimension}, m = {shape.Width}, batch {shape.BatchSize}, b = {shape.BiasFraction:0.###}‖w‖");
        MeasuredRate[] rates = [.. threads.Select(count => progress.Measure($"{name}, {GrowthTable.Threads(count)}", () => Steps(devices, shape, count, duration)))];
        return new GrowthRow(shape, rates[0].ActiveFraction, Array.ConvertAll(rates, rate => 1000 / rate.PerSecond));
    }

    private static MeasuredRate Steps(IDeviceFactory devices, WorkloadShape shape, int threads, TimeSpan duration)
    {
        using IDevice device = devices.Open(threads);
        using var workload = new Workload(device, shape);
        return workload.Steps(TrainingAttack.None, duration);
    }

    // ⟨w, x⟩/‖w‖ shrinks like 1/√d on random weights; a bias that shrinks with it keeps the active fraction.
    private static WorkloadShape WithDimension(WorkloadShape centre, int dimension) =>
        centre with { Dimension = dimension, BiasFraction = centre.BiasFraction * Math.Sqrt((double)centre.Dimension / dimension) };
}
