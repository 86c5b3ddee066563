using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.Device;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.Cpu;

/// <summary>After the first call, training steps and attacks allocate nothing on the managed heap.</summary>
public sealed class AllocationTests : IDisposable
{
    private const int Batch = 70;

    // One thread: all work is then done, and counted, on the calling thread.
    private readonly CpuDevice device = new(1);
    private readonly SparseCodingDistribution distribution = new(new SparseCodingLaw { Dimension = 40, DictionarySize = 40, Sparsity = 3 }, 5);

    [Theory]
    [InlineData(TrainingAttack.None, 0.3)]
    [InlineData(TrainingAttack.FastGradient, 0.3)]
    [InlineData(TrainingAttack.ProjectedGradient, 2.5)]
    public void A_training_step_allocates_nothing(TrainingAttack attack, double bias)
    {
        using SymmetricReluNetwork network = CreateNetwork(bias);
        var phase = new TrainingPhase { Steps = 100, BatchSize = Batch, LearningRate = 0.1, WeightDecay = 1e-4, Attack = attack, Radius = 0.2, AttackSteps = 3 };
        var settings = new TrainerSettings(phase, RandomStream.CleanTraining, 3, 0.7, new BiasSchedule(bias, bias, 50), new UpdateRule.Full());
        using ITrainer trainer = device.SparseCoding.CreateTrainer(network, distribution, settings);
        int step = 0;
        AssertAllocatesNothing(() => trainer.Advance(step++, 1));
    }

    [Theory]
    [InlineData(0.3, 30)]
    [InlineData(2.5, 60)]
    [InlineData(0.3, 20)]
    public void An_attack_allocates_nothing(double bias, int width)
    {
        using SymmetricReluNetwork network = CreateNetwork(bias, width);
        using LabelledPoints points = LabelledPoints.Draw(device.SparseCoding, distribution, RandomStream.Evaluation, 0, Batch);
        using var perturbations = new Matrix(Batch, 40);
        var settings = AttackSettings.ProjectedGradient(0.2, 7);
        var margins = new float[Batch];
        using var gradients = new Matrix(Batch, 40);
        AssertAllocatesNothing(() => device.SparseCoding.Attack(network, points.X, points.Y, settings, perturbations));
        AssertAllocatesNothing(() => device.SparseCoding.Margins(network, points.X, points.Y, margins));
        AssertAllocatesNothing(() => device.SparseCoding.MarginGradients(network, points.X, points.Y, gradients));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        device.Dispose();
        distribution.Dispose();
    }

    private static SymmetricReluNetwork CreateNetwork(double bias, int width = 50)
    {
        var random = new System.Random(3);
        Matrix weights = RandomMatrix.Normal(random, width, 40, 1 / Math.Sqrt(40));
        float[] biases = [.. Enumerable.Repeat((float)bias, width)];
        return new SymmetricReluNetwork(weights, biases, [.. biases.Select(static b => 0.7f * b)], 1f / width, Smoothing.Uniform);
    }

    private static void AssertAllocatesNothing(Action work)
    {
        work();
        work();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
        {
            work();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
