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
    /// <param name="stepCompleted">Called after every step with the number of steps done and what the step saw.</param>
    /// <param name="cancellation">Ends the run between two steps.</param>
    /// <exception cref="OperationCanceledException">Cancelled between two steps.</exception>
    /// <exception cref="ArithmeticException">The loss is not finite: the learning rate is too large.</exception>
    public static void Execute(
        IPatchDevice device,
        PatchNetwork network,
        StructuredPatchDistribution distribution,
        PatchThreat threat,
        PatchTrainingSettings settings,
        Action<int, PatchStepStatistics> stepCompleted,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(stepCompleted);
        using IPatchTrainer trainer = device.CreateTrainer(network, distribution, threat, settings);
        for (int step = 0; step < settings.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            PatchStepStatistics statistics = trainer.Step(step);
            if (!double.IsFinite(statistics.Loss))
            {
                throw new ArithmeticException(FormattableString.Invariant($"Training diverged at step {step}: the loss is {statistics.Loss}; lower the learning rate {settings.LearningRate}."));
            }

            stepCompleted(step + 1, statistics);
        }
    }
}
