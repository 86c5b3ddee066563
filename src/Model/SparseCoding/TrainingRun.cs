using System.Numerics.Tensors;

namespace PurifyProofs.Model.SparseCoding;

/// <summary>Is told of a training run between steps.</summary>
public interface ITrainingObserver
{
    /// <summary>How many steps may be taken before it is told next, at least one; no result depends on it.</summary>
    /// <param name="completedSteps">Steps done so far.</param>
    int StepsToNext(int completedSteps);

    /// <summary>Called after as many steps, and after the last.</summary>
    /// <param name="completedSteps">Steps done so far; a checkpoint taken now resumes at exactly this step.</param>
    /// <param name="statistics">What the last step saw.</param>
    /// <param name="network">The network as it stands; valid during the call.</param>
    void StepsCompleted(int completedSteps, StepStatistics statistics, SymmetricReluNetwork network);
}

/// <summary>A phase of training from a given step to its end.</summary>
public static class TrainingRun
{
    /// <summary>
    /// Trains <paramref name="network"/> in place. Samples depend on the step alone, so a run resumed from a checkpoint
    /// ends with the same bits as one that was never stopped (full updates; low-rank factors are not part of a checkpoint).
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled between two calls of the trainer.</exception>
    /// <exception cref="ArithmeticException">The loss is not finite: the learning rate is too large.</exception>
    public static void Execute(
        ISparseCodingDevice device,
        SymmetricReluNetwork network,
        SparseCodingDistribution distribution,
        TrainerSettings settings,
        int firstStep,
        ITrainingObserver observer,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(observer);
        using ITrainer trainer = device.CreateTrainer(network, distribution, settings);
        for (int completed = firstStep; completed < settings.Phase.Steps;)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(observer.StepsToNext(completed), settings.Phase.Steps - completed);
            StepStatistics statistics = trainer.Advance(completed, count);
            trainer.ReadNetwork();
            completed += count;
            RequireFinite(network, statistics, settings, completed - 1);
            observer.StepsCompleted(completed, statistics, network);
        }
    }

    // Weights whose norm overflows give infinite biases, under which no neuron is active and the loss looks harmless.
    private static void RequireFinite(SymmetricReluNetwork network, StepStatistics statistics, TrainerSettings settings, int step)
    {
        if (!double.IsFinite(statistics.Loss) || !TensorPrimitives.IsFiniteAll<float>(network.Bias))
        {
            string symptom = double.IsFinite(statistics.Loss) ? "a bias has overflowed" : FormattableString.Invariant($"the loss is {statistics.Loss}");
            throw new ArithmeticException(FormattableString.Invariant($"Training diverged at step {step}: {symptom}; lower the learning rate {settings.Phase.LearningRate}."));
        }
    }
}
