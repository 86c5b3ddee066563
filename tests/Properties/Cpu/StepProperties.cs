using FsCheck.Fluent;
using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.Device;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using PurifyProofs.Properties.Numerics;
using Xunit;

namespace PurifyProofs.Properties.Cpu;

/// <summary>One SGD step against the float64 gradient of the mean logistic loss on the same samples.</summary>
public sealed class StepProperties : PropertyChecks, IDisposable
{
    private const double RelativeError = 1e-3;

    private readonly CpuDevice device = new(2);
    private readonly CpuDevice[] devices = RegisterWidths.CreateDevices();

    [Fact]
    public void A_step_moves_the_weights_against_the_gradient_of_the_mean_loss() => Check(CleanSteps(), 120, example =>
    {
        using SparseCodingDistribution distribution = example.CreateDistribution();
        using SymmetricReluNetwork network = example.CreateNetwork();
        int step = (int)(example.Seed % 5);
        (double[][] expected, double loss, double accuracy) = Reference(network, distribution, example, step);
        double size = Norm(expected);
        double weightNorm = Norm(Rows(network.Weights));

        // A step as long as the weights themselves: the difference of float32 weights then keeps all digits that matter.
        double rate = size > 1e-9 ? weightNorm / size : 1;
        double[][] before = Rows(network.Weights);
        TrainerSettings settings = example.Settings with { Phase = example.Phase with { LearningRate = rate, WeightDecay = 0 } };
        using ITrainer trainer = devices[example.Seed % 3].SparseCoding.CreateTrainer(network, distribution, settings);
        StepStatistics statistics = trainer.Advance(step, 1);

        double[][] moved = [.. Rows(network.Weights).Zip(before, (after, was) => Difference(after, was, -1 / rate))];
        Assert.InRange(Norm([.. moved.Zip(expected, static (a, b) => Difference(a, b, 1))]), 0, (RelativeError * size) + 1e-9);
        Assert.Equal(loss, statistics.Loss, RelativeError * loss);
        Assert.Equal(accuracy, statistics.Accuracy, 1e-12);
    });

    [Fact]
    public void A_step_of_the_cooldown_is_one_at_a_rate_that_falls_to_nothing() => Check(TrainingCase.All, 80, example =>
    {
        using SparseCodingDistribution distribution = example.CreateDistribution();
        TrainingPhase phase = example.Phase;
        int step = (int)(example.Seed % (ulong)phase.Steps);
        double firstFalling = (1 - phase.CooldownShare) * phase.Steps;
        double share = step <= firstFalling ? 1 : (phase.Steps - step) / (phase.Steps - firstFalling);
        TrainingPhase held = phase with { CooldownShare = 0, LearningRate = share * phase.LearningRate };
        Assert.Equal(held.LearningRate, phase.LearningRateAt(step), 1e-12);

        // Twice, because the first step of low-rank training leaves one of its factors where it was.
        TrainerSettings exact = example.Settings with { Phase = held with { LearningRate = phase.LearningRateAt(step) } };
        Assert.Equal(AfterSteps(example.Settings, example, distribution, step, 2), AfterSteps(exact, example, distribution, step, 2));
    });

    // With one and the same gradient, what decay adds is the difference of two steps: −ηλ(1 + ‖w_i‖)w_i, the gradient of λ(‖w‖²/2 + ‖w‖³/3).
    [Fact]
    public void Weight_decay_adds_the_gradient_of_its_regulariser() => Check(CleanSteps().Zip(Gen.Choose(1, 300)), 80, pair =>
    {
        (TrainingCase example, double decay) = (pair.Item1, pair.Item2 / 1000.0);
        using SparseCodingDistribution distribution = example.CreateDistribution();
        using SymmetricReluNetwork start = example.CreateNetwork();
        double[][] plain = Rows(AfterOneStep(example, distribution, start, 0));
        double[][] decayed = Rows(AfterOneStep(example, distribution, start, decay));
        for (int i = 0; i < start.Width; i++)
        {
            double[] w = Float64.Of(start.Weights.Row(i));
            double[] regulariser = [.. Enumerable.Range(0, w.Length).Select(j => (Regulariser(w, j, 1e-5) - Regulariser(w, j, -1e-5)) / 2e-5)];
            double[] added = Difference(decayed[i], plain[i], -1 / (decay * example.Phase.LearningRate));
            double rounding = 1e-6 * (Float64.Norm(plain[i]) + Float64.Norm(w)) / (decay * example.Phase.LearningRate);
            Assert.InRange(Float64.Distance(regulariser, added), 0, (RelativeError * Float64.Norm(regulariser)) + rounding);
        }
    });

    [Fact]
    public void Bias_and_width_follow_the_schedule_and_then_stay() => Check(
        TrainingCase.All.Where(static example => example.BiasGrows && example.Plan.Smoothing != Smoothing.None),
        40,
        example =>
        {
            using SparseCodingDistribution distribution = example.CreateDistribution();
            using SymmetricReluNetwork network = example.CreateNetwork();
            using ITrainer trainer = device.SparseCoding.CreateTrainer(network, distribution, example.Settings);
            BiasSchedule schedule = example.Plan.Bias;
            for (int step = 0; step < schedule.GrowthSteps; step++)
            {
                trainer.Advance(step, 1);
                double scale = (schedule.Start + ((schedule.End - schedule.Start) * (step + 1) / schedule.GrowthSteps)) / Math.Sqrt(example.Law.Sparsity);
                for (int i = 0; i < network.Width; i++)
                {
                    double bias = scale * Float64.Norm(network.Weights.Row(i));
                    Assert.Equal(bias, network.Bias[i], 1e-5 * bias);
                    Assert.Equal(example.Plan.SmoothingFraction * bias, network.SmoothingWidth[i], 1e-5 * bias);
                }
            }

            float[] frozen = (float[])network.Bias.Clone();
            float[] weights = RandomMatrix.Elements(network.Weights);
            trainer.Advance(schedule.GrowthSteps, 1);
            Assert.Equal(frozen, network.Bias);
            Assert.NotEqual(weights, RandomMatrix.Elements(network.Weights));
        });

    [Fact]
    public void Frozen_from_the_start_only_the_weights_move() => Check(TrainingCase.All.Where(static example => !example.BiasGrows), 40, example =>
    {
        using SparseCodingDistribution distribution = example.CreateDistribution();
        using SymmetricReluNetwork network = example.CreateNetwork();
        (float[] bias, float[] width) = ((float[])network.Bias.Clone(), (float[])network.SmoothingWidth.Clone());
        using ITrainer trainer = device.SparseCoding.CreateTrainer(network, distribution, example.Settings);
        trainer.Advance(0, 1);
        Assert.Equal(bias, network.Bias);
        Assert.Equal(width, network.SmoothingWidth);
    });

    [Fact]
    public void Low_rank_training_changes_the_weights_by_a_matrix_of_that_rank() => Check(
        TrainingCase.All.Where(static example => example.Rule is UpdateRule.LowRank && example.Plan.Width > 4),
        30,
        example =>
        {
            using SparseCodingDistribution distribution = example.CreateDistribution();
            using SymmetricReluNetwork network = example.CreateNetwork();
            double[][] before = Rows(network.Weights);
            using ITrainer trainer = device.SparseCoding.CreateTrainer(network, distribution, example.Settings);
            for (int step = 0; step < 3; step++)
            {
                trainer.Advance(step, 1);
            }

            double[][] change = [.. Rows(network.Weights).Zip(before, static (after, was) => Difference(after, was, 1))];
            double[] singular = [.. MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfRowArrays(change).Svd(false).S];
            int rank = ((UpdateRule.LowRank)example.Rule).Rank;
            Assert.InRange(singular.Skip(rank).DefaultIfEmpty(0).Max(), 0, 1e-4 * (singular[0] + Norm(before)));
        });

    /// <inheritdoc/>
    public void Dispose()
    {
        device.Dispose();
        Array.ForEach(devices, static each => each.Dispose());
    }

    private float[] AfterSteps(TrainerSettings settings, TrainingCase example, SparseCodingDistribution distribution, int step, int times)
    {
        using SymmetricReluNetwork network = example.CreateNetwork();
        using ITrainer trainer = device.SparseCoding.CreateTrainer(network, distribution, settings);
        for (int time = 0; time < times; time++)
        {
            trainer.Advance(step, 1);
        }

        return RandomMatrix.Elements(network.Weights);
    }

    private static FsCheck.Gen<TrainingCase> CleanSteps() => TrainingCase.All
        .Where(static example => example.Plan.Smoothing != Smoothing.None || example.Law.NoiseLevel > 0)
        .Select(static example => example with { Phase = example.Phase with { Attack = TrainingAttack.None, CooldownShare = 0 }, Rule = new UpdateRule.Full() });

    private (double[][] Gradient, double Loss, double Accuracy) Reference(SymmetricReluNetwork network, SparseCodingDistribution distribution, TrainingCase example, int step)
    {
        using LabelledPoints points = LabelledPoints.Draw(device.SparseCoding, distribution, RandomStream.CleanTraining, step, example.Phase.BatchSize);
        var reference = new ReferenceNetwork(network);
        double[][] gradient = [.. Enumerable.Range(0, network.Width).Select(_ => new double[network.Dimension])];
        var single = new double[network.Dimension];
        double loss = 0, correct = 0;
        for (int sample = 0; sample < points.Count; sample++)
        {
            double[] x = Float64.Of(points.X.Row(sample));
            double margin = points.Y[sample] * reference.Output(x);
            loss += Math.Log(1 + Math.Exp(-margin)) / points.Count;
            correct += margin > 0 ? 1 : 0;
            double factor = -points.Y[sample] / ((1 + Math.Exp(margin)) * points.Count);
            for (int i = 0; i < network.Width; i++)
            {
                reference.WeightGradient(i, x, single);
                gradient[i] = Difference(gradient[i], single, 1, -factor);
            }
        }

        return (gradient, loss, correct / points.Count);
    }

    private Matrix AfterOneStep(TrainingCase example, SparseCodingDistribution distribution, SymmetricReluNetwork start, double decay)
    {
        SymmetricReluNetwork network = start.Clone();
        using ITrainer trainer = device.SparseCoding.CreateTrainer(network, distribution, example.Settings with { Phase = example.Phase with { WeightDecay = decay } });
        trainer.Advance(0, 1);
        return network.Weights;
    }

    private static double Regulariser(double[] w, int coordinate, double step)
    {
        var moved = (double[])w.Clone();
        moved[coordinate] += step;
        double norm = Float64.Norm(moved);
        return (norm * norm / 2) + (norm * norm * norm / 3);
    }

    private static double[] Difference(double[] a, double[] b, double scale, double factor = 1) => [.. a.Zip(b, (u, v) => scale * (u - (factor * v)))];

    private static double[][] Rows(Matrix matrix) => [.. Enumerable.Range(0, matrix.Rows).Select(i => Float64.Of(matrix.Row(i)))];

    private static double Norm(double[][] rows) => Math.Sqrt(rows.Sum(static row => row.Sum(static value => value * value)));
}
