using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.Device;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.SparseCoding;

/// <summary>Training learns: on random small instances the accuracy on fresh samples rises well above chance.</summary>
public sealed class LearningProperties : PropertyChecks
{
    private const int TestPoints = 2000;

    [Fact]
    public void Clean_training_lifts_the_accuracy_above_chance() => Check(Cases(), 4, static example =>
    {
        using var device = new CpuDevice(2);
        using var distribution = new SparseCodingDistribution(example.Law, example.Seed);
        using SymmetricReluNetwork network = InitialNetwork.Draw(example.Plan, example.Law.Dimension, example.Law.Sparsity, example.Seed, RandomStream.InitialWeights);
        double before = Accuracy(device, network, distribution);
        var losses = new LossRecorder();
        TrainingRun.Execute(device.SparseCoding, network, distribution, Settings(example), 0, losses, CancellationToken.None);
        double after = Accuracy(device, network, distribution);
        Assert.InRange(after, Math.Max(0.8, before), 1);
        Assert.True(losses.Last < 0.8 * losses.First, FormattableString.Invariant($"The loss went from {losses.First} to {losses.Last}."));
    });

    private static double Accuracy(CpuDevice device, SymmetricReluNetwork network, SparseCodingDistribution distribution)
    {
        using LabelledPoints points = LabelledPoints.Draw(device.SparseCoding, distribution, RandomStream.Evaluation, 0, TestPoints);
        using var zero = new Matrix(TestPoints, points.X.Columns);
        return VerifiedMargins.Compute(new ReferenceNetwork(network), points, zero, 0).Count(static margin => margin > 0) / (double)TestPoints;
    }

    private static TrainerSettings Settings(LearningCase example) =>
        new(example.Plan.Clean, RandomStream.CleanTraining, example.Law.Sparsity, example.Plan.SmoothingFraction, example.Plan.Bias, new UpdateRule.Full());

    private static Gen<LearningCase> Cases() =>
        from dimension in Gen.Choose(40, 64)
        from support in Gen.Elements(Enum.GetValues<SupportLaw>())
        from smoothing in Gen.Elements(Smoothing.Uniform, Smoothing.Gaussian)
        from noise in Gen.Elements(Enum.GetValues<NoiseLaw>())
        from seed in Gen.Choose(0, int.MaxValue)
        let phase = new TrainingPhase { Steps = 150, BatchSize = 128, LearningRate = 60 * dimension / 256.0, Radius = 0.1 }
        select new LearningCase(
            new SparseCodingLaw { Dimension = dimension, DictionarySize = dimension, Sparsity = 3, Support = support, Noise = noise },
            new TrainingPlan
            {
                Width = 4 * dimension,
                OutputScale = 0.1,
                Smoothing = smoothing,
                SmoothingFraction = 0.7,
                Bias = new BiasSchedule(2.2 * Math.Sqrt(3.0 / dimension), 2.6 * Math.Sqrt(3.0 / dimension), 60),
                Clean = phase,
                Adversarial = phase,
            },
            (ulong)seed);

    private sealed record LearningCase(SparseCodingLaw Law, TrainingPlan Plan, ulong Seed);

    private sealed class LossRecorder : ITrainingObserver
    {
        public double First { get; private set; } = double.NaN;

        public double Last { get; private set; }

        public int StepsToNext(int completedSteps) => 1;

        public void StepsCompleted(int completedSteps, StepStatistics statistics, SymmetricReluNetwork network)
        {
            First = completedSteps == 1 ? statistics.Loss : First;
            Last = statistics.Loss;
        }
    }
}
