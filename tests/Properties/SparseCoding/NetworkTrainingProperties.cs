using FsCheck;
using FsCheck.Fluent;
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
    public void Stopped_after_any_step_it_ends_with_the_same_bits() => Check(TrainingCase.All.Zip(Gen.Choose(1, 5)), 25, pair =>
    {
        (TrainingCase example, int stop) = pair;
        using SparseCodingDistribution distribution = example.CreateDistribution();
        using var device = new CpuDevice(2);
        TrainingSnapshot expected = Train(device, example, distribution, NewStore(distribution), CancellationToken.None);
        NetworkStore store = NewStore(distribution);
        using var cancellation = new CancellationTokenSource();
        var stopping = new StoppingDevice(device, stop, cancellation.Cancel);
        Assert.Throws<OperationCanceledException>(() => Train(stopping, example, distribution, store, cancellation.Token));

        // Low-rank factors are in no file: such a run begins again.
        Assert.Equal(example.Rule is UpdateRule.Full ? stop : null, store.TryLoad("network")?.CompletedSteps);
        TrainingSnapshot resumed = Train(device, example, distribution, store, CancellationToken.None);
        Assert.Equal(example.Phase.Steps, resumed.CompletedSteps);
        Assert.True(RandomMatrix.HaveSameBits(expected.Network.Weights, resumed.Network.Weights));
        Assert.Equal(expected.Network.Bias, resumed.Network.Bias);
        Assert.Equal(expected.DenseShare, resumed.DenseShare);

        TrainingSnapshot loaded = Train(device, example, distribution, store, CancellationToken.None);
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
        var killing = new StoppingDevice(device, stop + 1, static () => throw new KilledException());
        Assert.Equal(stop, StepsAfterKill(TimeSpan.Zero));
        Assert.Null(StepsAfterKill(NetworkTraining.DefaultCheckpointInterval));

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

    private static TrainingSnapshot Train(IDevice device, TrainingCase example, SparseCodingDistribution distribution, NetworkStore store, CancellationToken cancellation) =>
        new NetworkTraining(device, distribution, store, static (_, _) => { }).Train("network", "training", example.CreateNetwork, example.Settings, cancellation);

    private NetworkStore NewStore(SparseCodingDistribution distribution) => new(folder[FormattableString.Invariant($"store-{runs++}")], distribution);

    private sealed class KilledException : Exception;

    /// <summary>Asks to stop after a number of steps; everything else is the device's.</summary>
    private sealed class StoppingDevice(IDevice device, int steps, Action stop) : IDevice
    {
        public string Name => device.Name;

        public int Threads => device.Threads;

        public IPatchDevice Patches => device.Patches;

        public void Sample(SparseCodingDistribution distribution, RandomStream stream, int step, Matrix x, float[] y) => device.Sample(distribution, stream, step, x, y);

        public void Margins(SymmetricReluNetwork network, Matrix x, float[] y, float[] margins) => device.Margins(network, x, y, margins);

        public void MarginGradients(SymmetricReluNetwork network, Matrix x, float[] y, Matrix gradients) => device.MarginGradients(network, x, y, gradients);

        public void Attack(SymmetricReluNetwork network, Matrix x, float[] y, AttackSettings settings, Matrix perturbations) =>
            device.Attack(network, x, y, settings, perturbations);

        public void RunSideBySide(int count, Action<int, IDevice> work) => device.RunSideBySide(count, work);

        public void AdaptiveAttack(SymmetricReluNetwork network, Matrix x, float[] y, AdaptiveAttackSettings settings, Matrix perturbations) =>
            device.AdaptiveAttack(network, x, y, settings, perturbations);

        public ITrainer CreateTrainer(SymmetricReluNetwork network, SparseCodingDistribution distribution, TrainerSettings settings) =>
            new StoppingTrainer(device.CreateTrainer(network, distribution, settings), steps, stop);

        public void Dispose()
        {
        }
    }

    private sealed class StoppingTrainer(ITrainer trainer, int steps, Action stop) : ITrainer
    {
        private int done;

        public StepStatistics Step(int step)
        {
            StepStatistics statistics = trainer.Step(step);
            if (++done == steps)
            {
                stop();
            }

            return statistics;
        }

        public void Dispose() => trainer.Dispose();
    }
}
