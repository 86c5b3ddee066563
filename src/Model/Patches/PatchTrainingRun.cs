namespace PurifyProofs.Model.Patches;

/// <summary>A training of the patch network from beginning to end.</summary>
public static class PatchTrainingRun
{
    /// <summary>Trains <paramref name="network"/> in place.</summary>
    /// <param name="device">Where.</param>
    /// <param name="network">The network.</param>
    /// <param name="distribution">Where samples come from.</param>
    /// <param name="threat">What the training attack may do.</param>
    /// <param name="settings">The training.</param>
    /// <param name="interval">After so many steps, and after the last, it is told; no result depends on it.</param>
    /// <param name="stepsCompleted">Is told the number of steps done and what the last step saw; the network is up to date then.</param>
    /// <param name="cancellation">Ends the run between two steps.</param>
    /// <exception cref="OperationCanceledException">Cancelled between two calls of the trainer.</exception>
    /// <exception cref="ArithmeticException">The loss is not finite: the learning rate is too large.</exception>
    public static void Execute(
        IPatchDevice device,
        PatchNetwork network,
        StructuredPatchDistribution distribution,
        PatchThreat threat,
        PatchTrainingSettings settings,
        int interval,
        Action<int, PatchStepStatistics> stepsCompleted,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(stepsCompleted);
        using IPatchTrainer trainer = device.CreateTrainer(network, distribution, threat, settings);
        for (int completed = 0; completed < settings.Steps;)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(interval, settings.Steps - completed);
            PatchStepStatistics statistics = trainer.Advance(completed, count);
            trainer.ReadNetwork();
            completed += count;
            if (!double.IsFinite(statistics.Loss))
            {
                throw new ArithmeticException(FormattableString.Invariant($"Training diverged at step {completed - 1}: the loss is {statistics.Loss}; lower the learning rate {settings.LearningRate}."));
            }

            stepsCompleted(completed, statistics);
        }
    }
}
