using PurifyProofs.Claims.Families.Patches;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Model.Device;

namespace PurifyProofs.Claims.Evidence;

/// <summary>What a study works with, whatever the family: a device, how hard to try, and whom to tell.</summary>
/// <param name="device">The device.</param>
/// <param name="effort">How much is measured.</param>
/// <param name="progress">Receives progress in [0, 1] and what is being done.</param>
/// <param name="cancellation">Asks to stop.</param>
public abstract class StudyContext(IDevice device, Effort effort, Action<double, string> progress, CancellationToken cancellation) : IDisposable
{
    /// <summary>The device.</summary>
    public IDevice Device { get; } = device;

    /// <summary>How much is measured.</summary>
    public Effort Effort { get; } = effort;

    /// <summary>Asks to stop.</summary>
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>After this long a network in training is saved.</summary>
    public TimeSpan CheckpointInterval { get; init; } = NetworkTraining.DefaultCheckpointInterval;

    /// <summary>The context of an instance's family.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="device">The device.</param>
    /// <param name="effort">How much is measured.</param>
    /// <param name="networkFolder">Where trained networks are kept.</param>
    /// <param name="checkpointInterval">After this long a network in training is saved.</param>
    /// <param name="progress">Receives progress in [0, 1] and what is being done.</param>
    /// <param name="cancellation">Asks to stop.</param>
    public static StudyContext Open(
        Instance instance, IDevice device, Effort effort, string networkFolder, TimeSpan checkpointInterval, Action<double, string> progress, CancellationToken cancellation) =>
        instance switch
        {
            SparseCodingInstance sparse => new SparseCodingContext(sparse, device, effort, networkFolder, progress, cancellation) { CheckpointInterval = checkpointInterval },
            PatchInstance patches => new PatchContext(patches, device, effort, progress, cancellation),
            _ => throw new ArgumentOutOfRangeException(nameof(instance), instance, "No study knows this family."),
        };

    /// <summary>Reports progress in [0, 1].</summary>
    public void Report(double fraction, string detail)
    {
        Cancellation.ThrowIfCancellationRequested();
        Progress(fraction, detail);
    }

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Receives progress without looking whether a stop was asked for.</summary>
    protected Action<double, string> Progress { get; } = progress;
}
