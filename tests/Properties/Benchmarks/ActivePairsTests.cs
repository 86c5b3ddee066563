using PurifyProofs.Cli.Benchmarks;
using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.Device;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.Benchmarks;

/// <summary>The plain count of active pairs against the one training makes on the same samples.</summary>
public sealed class ActivePairsTests
{
    [Theory]
    [InlineData(Smoothing.Uniform, 0.1)]
    [InlineData(Smoothing.Uniform, 0.35)]
    [InlineData(Smoothing.None, 0.1)]
    public void AgreesWithATrainingStep(Smoothing smoothing, double bias)
    {
        using var device = new CpuDevice(1);
        var shape = new WorkloadShape { Dimension = 40, Width = 90, BatchSize = 200, BiasFraction = bias, Smoothing = smoothing };
        using var workload = new Workload(device, shape);
        using var samples = new Matrix(shape.BatchSize, shape.Dimension);
        device.SparseCoding.Sample(workload.Distribution, RandomStream.CleanTraining, 0, samples, new float[shape.BatchSize]);
        double expected = ActivePairs.Fraction(workload.Network, samples);
        using ITrainer trainer = workload.CreateTrainer(TrainingAttack.None);

        // Rounding may move a pair that stands on the edge.
        Assert.Equal(expected, trainer.Advance(0, 1).ActiveFraction, 2.0 / (shape.BatchSize * shape.Width));
        Assert.InRange(expected, 0.02, 0.98);
    }

    [Fact]
    public void EveryPairIsActiveUnderGaussianSmoothing()
    {
        using var device = new CpuDevice(1);
        var shape = new WorkloadShape { Dimension = 16, Width = 20, BatchSize = 30, BiasFraction = 0.1, Smoothing = Smoothing.Gaussian };
        using var workload = new Workload(device, shape);
        Assert.Equal(1, ActivePairs.Fraction(workload.Network, workload.Points.X));
    }
}
