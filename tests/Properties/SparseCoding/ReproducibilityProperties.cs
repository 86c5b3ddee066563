using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.SparseCoding;
using PurifyProofs.Properties.Cpu;
using Xunit;

namespace PurifyProofs.Properties.SparseCoding;

/// <summary>A training with a stop in between gives the bits of one without.</summary>
public sealed class ReproducibilityProperties : PropertyChecks, IDisposable
{
    private readonly CpuDevice two = new(2);

    [Fact]
    public void A_run_resumed_from_any_step_ends_with_the_same_bits() => Check(
        TrainingCase.All.Where(static example => example.Rule is UpdateRule.Full).Zip(Gen.Choose(1, 5)),
        40,
        pair =>
        {
            (TrainingCase example, int stop) = pair;
            using SymmetricReluNetwork expected = Train(two, example, 0, example.CreateNetwork());
            using var checkpoint = new CancellationTokenSource();
            SymmetricReluNetwork network = example.CreateNetwork();
            SymmetricReluNetwork? saved = null;
            using SparseCodingDistribution distribution = example.CreateDistribution();
            var observer = new Observer(
                (steps, current) =>
                {
                    if (steps == stop)
                    {
                        saved = current.Clone();
                        checkpoint.Cancel();
                    }
                },
                stop);
            Assert.Throws<OperationCanceledException>(() =>
                TrainingRun.Execute(two.SparseCoding, network, distribution, example.Settings, 0, observer, checkpoint.Token));
            network.Dispose();
            using SymmetricReluNetwork resumed = Train(two, example, stop, saved!);
            AssertSame(expected, resumed);
        });

    /// <inheritdoc/>
    public void Dispose() => two.Dispose();

    private static SymmetricReluNetwork Train(CpuDevice device, TrainingCase example, int firstStep, SymmetricReluNetwork network)
    {
        using SparseCodingDistribution distribution = example.CreateDistribution();
        TrainingRun.Execute(device.SparseCoding, network, distribution, example.Settings, firstStep, new Observer(static (_, _) => { }), CancellationToken.None);
        return network;
    }

    private static void AssertSame(SymmetricReluNetwork expected, SymmetricReluNetwork network)
    {
        Assert.True(RandomMatrix.HaveSameBits(expected.Weights, network.Weights), "The weights differ.");
        Assert.Equal(expected.Bias, network.Bias);
        Assert.Equal(expected.SmoothingWidth, network.SmoothingWidth);
    }

    private sealed class Observer(Action<int, SymmetricReluNetwork> action, int awaited = 0) : ITrainingObserver
    {
        // Another number each time: no bit may depend on it.
        public int StepsToNext(int completedSteps) =>
            Math.Min(1 + (completedSteps % 3), completedSteps < awaited ? awaited - completedSteps : int.MaxValue);

        public void StepsCompleted(int completedSteps, StepStatistics statistics, SymmetricReluNetwork network) => action(completedSteps, network);
    }
}
