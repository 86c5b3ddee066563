using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.Device;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.Patches;
using PurifyProofs.Model.SparseCoding;
using PurifyProofs.Properties.Cpu;
using Xunit;

namespace PurifyProofs.Properties.SparseCoding;

/// <summary>Training through the store: stopped after any step, gone on from the file, it ends with the same network and curve.</summary>
public sealed class NetworkTrainingProperties : PropertyChecks, IDisposable
{
    private readonly TemporaryFolder folder = new();
    private int runs;

    [Fact]
    public void Stopped_after_any_call_it_ends_with_the_same_bits() => Check(TrainingCase.All.Zip(Gen.Choose(1, 5)), 25, pair =>
    {
        (TrainingCase example, int stop) = pair;
        using SparseCodingDistribution distribution = example.CreateDistribution();
        using var device = new CpuDevice(2);
        TrainingSnapshot expected = Train(device.SparseCoding, example, distribution, NewStore(distribution), CancellationToken.None);
        NetworkStore store = NewStore(distribution);
        using var cancellation = new CancellationTokenSource();
        var stopping = new StoppingDevice(device.SparseCoding, stop, cancellation.Cancel);
        Assert.Throws<OperationCanceledException>(() => Train(stopping, example, distribution, store, cancellation.Token));

        // Low-rank factors are in no file: such a run begins again.
        Assert.Equal(example.Rule is UpdateRule.Full ? stopping.Steps : null, store.TryLoad("network")?.CompletedSteps);
        TrainingSnapshot resumed = Train(device.SparseCoding, example, distribution, store, CancellationToken.None);
        Assert.Equal(example.Phase.Steps, resumed.CompletedSteps);
        Assert.True(RandomMatrix.HaveSameBits(expected.Network.Weights, resumed.Network.Weights));
        Assert.Equal(expected.Network.Bias, resumed.Network.Bias);
        Assert.Equal(expected.DenseShare, resumed.DenseShare);

        TrainingSnapshot loaded = Train(device.SparseCoding, example, distribution, store, CancellationToken.None);
        Assert.True(RandomMatrix.HaveSameBits(expected.Network.Weights, loaded.Network.Weights));
        Assert.Equal(expected.DenseShare, loaded.DenseShare);
    });

    // A kill gives no time to save anything; here it is an exception that nothing handles.
    [Fact]
    public void Killed_after_any_step_it_goes_on_from_the_last_checkpoint() => Check(TrainingCase.All.Where(static example => example.Rule is UpdateRule.Full).Zip(Gen.Choose(1, 5)), 8, pair =>
    {
        (TrainingCase example, int stop) = pair;
        using SparseCodingDistribution distribution = example.CreateDistribution();
        using var device = new CpuDevice(2);
        var killing = new StoppingDevice(device.SparseCoding, stop + 1, static () => throw new KilledException());
        Assert.Equal(stop, StepsAfterKill(TimeSpan.Zero));
        Assert.Null(StepsAfterKill(StudyOptions.DefaultCheckpointInterval));

        int? StepsAfterKill(TimeSpan interval)
        {
            NetworkStore store = NewStore(distribution);
            var training = new NetworkTraining(killing, distribution, store, static (_, _) => { }) { CheckpointInterval = interval };
            Assert.Throws<KilledException>(() => training.Train("network", "training", example.CreateNetwork, example.Settings, CancellationToken.None));
            return store.TryLoad("network")?.CompletedSteps;
        }
    });

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();

    private static TrainingSnapshot Train(ISparseCodingDevice device, TrainingCase example, SparseCodingDistribution distribution, NetworkStore store, CancellationToken cancellation) =>
        new NetworkTraining(device, distribution, store, static (_, _) => { }).Train("network", "training", example.CreateNetwork, example.Settings, cancellation);

    private NetworkStore NewStore(SparseCodingDistribution distribution) => new(folder[FormattableString.Invariant($"store-{runs++}")], distribution);

    private sealed class KilledException : Exception;

    /// <summary>Asks to stop after a number of calls of its trainer; everything else is the device's.</summary>
    private sealed class StoppingDevice(ISparseCodingDevice device, int calls, Action stop) : ISparseCodingDevice
    {
        public int Threads => device.Threads;

        /// <summary>Steps that its trainer took.</summary>
        public int Steps { get; private set; }

        public void Count(int steps) => Steps += steps;

        public void Sample(SparseCodingDistribution distribution, RandomStream stream, int step, Matrix x, float[] y) => device.Sample(distribution, stream, step, x, y);

        public void Margins(SymmetricReluNetwork network, Matrix x, float[] y, float[] margins) => device.Margins(network, x, y, margins);

        public void MarginGradients(SymmetricReluNetwork network, Matrix x, float[] y, Matrix gradients) => device.MarginGradients(network, x, y, gradients);

        public void Attack(SymmetricReluNetwork network, Matrix x, float[] y, AttackSettings settings, Matrix perturbations) =>
            device.Attack(network, x, y, settings, perturbations);

        public void AdaptiveAttack(SymmetricReluNetwork network, Matrix x, float[] y, AdaptiveAttackSettings settings, Matrix perturbations) =>
            device.AdaptiveAttack(network, x, y, settings, perturbations);

        public ITrainer CreateTrainer(SymmetricReluNetwork network, SparseCodingDistribution distribution, TrainerSettings settings) =>
            new StoppingTrainer(device.CreateTrainer(network, distribution, settings), this, calls, stop);
    }

    private sealed class StoppingTrainer(ITrainer trainer, StoppingDevice device, int calls, Action stop) : ITrainer
    {
        private int done;

        public void ReadNetwork() => trainer.ReadNetwork();

        public StepStatistics Advance(int firstStep, int count)
        {
            StepStatistics statistics = trainer.Advance(firstStep, count);
            device.Count(count);
            if (++done == calls)
            {
                stop();
            }

            return statistics;
        }

        public void Dispose() => trainer.Dispose();
    }
}
