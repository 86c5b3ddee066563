using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.Device;
using PurifyProofs.Model.SparseCoding;
using PurifyProofs.Properties.Cpu;
using Xunit;

namespace PurifyProofs.Properties.SparseCoding;

/// <summary>The same seed gives the same bits: for any number of threads, and with a stop in between.</summary>
public sealed class ReproducibilityProperties : PropertyChecks, IDisposable
{
    private readonly CpuDevice one = new(1);
    private readonly CpuDevice two = new(2);
    private readonly CpuDevice seven = new(7);

    [Fact]
    public void Training_gives_the_same_bits_for_one_two_and_seven_threads() => Check(TrainingCase.All, 60, example =>
    {
        using SymmetricReluNetwork expected = Train(one, example, 0, example.CreateNetwork());
        foreach (CpuDevice device in new[] { two, seven })
        {
            using SymmetricReluNetwork network = Train(device, example, 0, example.CreateNetwork());
            AssertSame(expected, network);
        }
    });

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

    [Fact]
    public void Another_seed_gives_other_weights() => Check(TrainingCase.All, 20, example =>
    {
        using SymmetricReluNetwork first = Train(one, example, 0, example.CreateNetwork());
        TrainingCase other = example with { Seed = example.Seed + 1 };
        using SymmetricReluNetwork second = Train(one, other, 0, other.CreateNetwork());
        return !RandomMatrix.HaveSameBits(first.Weights, second.Weights);
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        one.Dispose();
        two.Dispose();
        seven.Dispose();
    }

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
