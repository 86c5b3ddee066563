using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Model.Device;

namespace PurifyProofs.Claims.Runs.Sweep;

/// <summary>How long a sweep would take here.</summary>
public static class SweepForecast
{
    /// <summary>From a rehearsal on the largest cell, on one thread; nothing is written.</summary>
    public static TimeSpan Of(SweepRequest request, IDeviceFactory devices)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(devices);
        SparseCodingInstance[] instances = [.. Enumerable.Range(0, request.Grid.Count).Select(request.Grid.InstanceOf)];
        SparseCodingInstance largest = instances.MaxBy(Weights)!;
        using IDevice device = devices.Open(1);
        UnitSeconds seconds = new SparseCodingRehearsal(largest, device.SparseCoding, CellStudy.EffortOf(request.Points)).Measure();
        double total = instances.Sum(instance => Weights(instance) / Weights(largest) * seconds.Of(WorkOf(instance)).TotalSeconds);
        return TimeSpan.FromSeconds(total / request.Threads);
    }

    private static StudyWork WorkOf(SparseCodingInstance instance) =>
        new(CleanSteps: instance.Plan.Clean.Steps, FastGradientSteps: instance.Plan.Adversarial.Steps, Evaluations: 2);

    private static double Weights(SparseCodingInstance instance) => (double)instance.Plan.Width * instance.Law.Dimension;
}
