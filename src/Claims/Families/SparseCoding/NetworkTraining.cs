using System.Diagnostics;
using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>Trains a network to the end, from the store where it can, with progress, a dense-share curve and checkpoints.</summary>
public sealed class NetworkTraining(ISparseCodingDevice device, SparseCodingDistribution distribution, NetworkStore store, Action<double, string> progress)
{
    private const int CurvePoints = 25;
    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(0.25);

    /// <summary>After this long a network in training is saved, after the steps that are running.</summary>
    public TimeSpan CheckpointInterval { get; init; } = StudyOptions.DefaultCheckpointInterval;

    /// <summary>The network under <paramref name="name"/> after all steps of its phase.</summary>
    /// <param name="name">Name in the store.</param>
    /// <param name="title">What progress calls it.</param>
    /// <param name="start">Draws or copies the network at step 0.</param>
    /// <param name="settings">The phase.</param>
    /// <param name="cancellation">Stops between two calls of the trainer; what was trained so far is saved first.</param>
    public TrainingSnapshot Train(string name, string title, Func<SymmetricReluNetwork> start, TrainerSettings settings, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(settings);
        TrainingSnapshot snapshot = store.TryLoad(name) ?? Begin(start());
        if (snapshot.CompletedSteps >= settings.Phase.Steps)
        {
            return snapshot;
        }

        var observer = new Observer(this, name, title, snapshot, settings);
        try
        {
            TrainingRun.Execute(device, snapshot.Network, distribution, settings, snapshot.CompletedSteps, observer, cancellation);
        }
        catch (OperationCanceledException)
        {
            observer.SaveCheckpoint();
            throw;
        }

        observer.SaveCheckpoint();
        return observer.Current;
    }

    private sealed class Observer(NetworkTraining owner, string name, string title, TrainingSnapshot snapshot, TrainerSettings settings) : ITrainingObserver
    {
        private readonly Stopwatch sinceCheckpoint = Stopwatch.StartNew();
        private readonly Stopwatch sinceReport = Stopwatch.StartNew();
        private readonly int curveInterval = Math.Max(1, settings.Phase.Steps / CurvePoints);
        private readonly CallPacer pacer = new(owner.CheckpointInterval < ReportInterval ? owner.CheckpointInterval : ReportInterval);

        // Low-rank factors are not part of a snapshot, so such a run starts again instead of going on wrongly.
        private readonly bool resumable = settings.UpdateRule is UpdateRule.Full;

        public TrainingSnapshot Current { get; private set; } = snapshot;

        public int StepsToNext(int completedSteps) => Math.Min(pacer.Next(), curveInterval - (completedSteps % curveInterval));

        public void StepsCompleted(int completedSteps, StepStatistics statistics, SymmetricReluNetwork network)
        {
            Current = Current with { CompletedSteps = completedSteps };
            if (completedSteps % curveInterval == 0 || completedSteps == settings.Phase.Steps)
            {
                Current.DenseShare.Add(owner.DenseShareAt(completedSteps, network));
            }

            if (sinceCheckpoint.Elapsed > owner.CheckpointInterval)
            {
                SaveCheckpoint();
                sinceCheckpoint.Restart();
            }

            if (sinceReport.Elapsed > ReportInterval)
            {
                double fraction = (double)completedSteps / settings.Phase.Steps;
                owner.Progress(fraction, FormattableString.Invariant($"{title}, step {completedSteps} of {settings.Phase.Steps}, loss {statistics.Loss:0.000}"));
                sinceReport.Restart();
            }
        }

        public void SaveCheckpoint()
        {
            if (resumable || Current.CompletedSteps == settings.Phase.Steps)
            {
                owner.Store.Save(name, Current);
            }
        }
    }

    private TrainingSnapshot Begin(SymmetricReluNetwork network) => new(network, 0, [DenseShareAt(0, network)]);

    private SeriesPoint DenseShareAt(int step, SymmetricReluNetwork network) =>
        new(step, SampleMedian.Of(WeightStatistics.Shares(network.Weights, distribution.DenseMixture)));

    private NetworkStore Store => store;

    private Action<double, string> Progress => progress;
}
