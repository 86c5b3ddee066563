using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Model.Device;
using PurifyProofs.Model.Numerics;

namespace PurifyProofs.Claims.Runs.Sweep;

/// <summary>How long a sweep or a study of growing size would take here, and how much memory.</summary>
public static class SweepForecast
{
    // The preset's own budget, then bisection among the others.
    private const int TriedBudgets = 4;

    /// <summary>From a rehearsal on the largest cell, on one thread; nothing is written.</summary>
    /// <exception cref="ArgumentException">The largest cells side by side need more memory than there is; one sentence.</exception>
    public static TimeSpan Of(SweepRequest request, IDeviceFactory devices)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Of(Instances(request), 1, request.Points, request.Threads, devices);
    }

    /// <summary>From a rehearsal on the largest size, on one thread; nothing is written.</summary>
    /// <exception cref="ArgumentException">The largest side by side need more memory than there is; one sentence.</exception>
    public static TimeSpan Of(ScalingRequest request, IDeviceFactory devices)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Of(Instances(request), TriedBudgets, request.Points, request.Threads, devices);
    }

    /// <summary>The cells of a sweep.</summary>
    public static SparseCodingInstance[] Instances(SweepRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return [.. Enumerable.Range(0, request.Grid.Count).Select(request.Grid.InstanceOf)];
    }

    /// <summary>The sizes and seeds of a study of growing size, with the preset's budget.</summary>
    public static SparseCodingInstance[] Instances(ScalingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return [.. Enumerable.Range(0, request.RunCount).Select(run => request.InstanceOf(run, TrainingBudgets.Own))];
    }

    /// <summary>An estimate of the bytes that instances take of which so many run side by side: those of the largest.</summary>
    public static double WorkingBytes(IEnumerable<SparseCodingInstance> instances, int points, int sideBySide) =>
        instances.Select(instance => instance.WorkingBytes(points)).OrderDescending().Take(sideBySide).Sum();

    /// <summary>Refuses instances that side by side need more memory than there is.</summary>
    /// <exception cref="ArgumentException">They do; one sentence.</exception>
    public static void Require(IReadOnlyList<SparseCodingInstance> instances, int points, int sideBySide)
    {
        instances.MaxBy(instance => instance.WorkingBytes(points))!.RequireMemory(points);
        MemoryLimit.Require(FormattableString.Invariant($"Training {sideBySide} such networks side by side (--threads)"), WorkingBytes(instances, points, sideBySide));
    }

    private static TimeSpan Of(SparseCodingInstance[] instances, int adversarialTrainings, int points, int sideBySide, IDeviceFactory devices)
    {
        ArgumentNullException.ThrowIfNull(devices);
        Require(instances, points, sideBySide);
        SparseCodingInstance largest = instances.MaxBy(Weights)!;
        SparseCodingInstance rehearsed = SparseCodingRehearsal.AtRehearsedSize(largest);
        using IDevice device = devices.Open(1);
        UnitSeconds seconds = new SparseCodingRehearsal(rehearsed, device.SparseCoding, CellStudy.EffortOf(points)).Measure();
        double total = instances.Sum(instance => Weights(instance) / Weights(rehearsed) * seconds.Of(WorkOf(instance, adversarialTrainings)).TotalSeconds);
        return TimeSpan.FromSeconds(total / sideBySide);
    }

    private static StudyWork WorkOf(SparseCodingInstance instance, int adversarialTrainings) => new(
        CleanSteps: instance.Plan.Clean.Steps,
        FastGradientSteps: adversarialTrainings * instance.Plan.Adversarial.Steps,
        Evaluations: 1 + adversarialTrainings);

    private static double Weights(SparseCodingInstance instance) => (double)instance.Plan.Width * instance.Law.Dimension;
}
