namespace PurifyProofs.Claims.Evidence;

/// <summary>How the studies of one instance are run, whatever the family.</summary>
/// <param name="Effort">How much is measured.</param>
/// <param name="NetworkFolder">Where trained networks are kept.</param>
/// <param name="Progress">Receives progress in [0, 1] and what is being done.</param>
/// <param name="Cancellation">Asks to stop.</param>
public sealed record StudyOptions(Effort Effort, string NetworkFolder, Action<double, string> Progress, CancellationToken Cancellation)
{
    /// <summary>The interval when not told: what a kill may cost against the time that writing takes.</summary>
    public static TimeSpan DefaultCheckpointInterval { get; } = TimeSpan.FromSeconds(20);

    /// <summary>After this long a network in training is saved.</summary>
    public TimeSpan CheckpointInterval { get; init; } = DefaultCheckpointInterval;
}
