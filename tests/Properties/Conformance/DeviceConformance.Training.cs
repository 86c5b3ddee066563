using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Model.Device;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using PurifyProofs.Properties.Cpu;
using Xunit;

namespace PurifyProofs.Properties.Conformance;

/// <summary>Training of sparse coding.</summary>
public abstract partial class DeviceConformance
{
    private const double StepError = 1e-3;

    [Fact]
    public void A_step_moves_the_weights_against_the_gradient_of_the_mean_loss() => Check(CleanSteps(), 60, example =>
    {
        using SparseCodingDistribution distribution = example.CreateDistribution();
        using SymmetricReluNetwork network = example.CreateNetwork();
        int step = (int)(example.Seed % 5);
        (double[][] expected, double loss, double accuracy) = MeanGradient(network, distribution, example, step);
        double size = Norm(expected);
        double[][] before = Float64.Rows(network.Weights);

        // A step as long as the weights themselves: the difference of float32 weights then keeps all digits that matter.
        double rate = size > 1e-9 ? Norm(before) / size : 1;
        TrainerSettings settings = example.Settings with { Phase = example.Phase with { LearningRate = rate, WeightDecay = 0 } };
        StepStatistics statistics = Advance(device.SparseCoding, network, distribution, settings, step);
        Assert.InRange(Distance(Moved(before, Float64.Rows(network.Weights), -1 / rate), expected), 0, (StepError * size) + 1e-9);
        Assert.Equal(loss, statistics.Loss, StepError * loss);
        Assert.Equal(accuracy, statistics.Accuracy, 1e-12);
    });

    [Fact]
    public void A_step_of_the_cooldown_is_one_at_a_rate_that_falls_to_nothing() => Check(TrainingCase.All, 40, example =>
    {
        using SparseCodingDistribution distribution = example.CreateDistribution();
        TrainingPhase phase = example.Phase;
        int step = (int)(example.Seed % (ulong)phase.Steps);
        double firstFalling = (1 - phase.CooldownShare) * phase.Steps;
        double share = step <= firstFalling ? 1 : (phase.Steps - step) / (phase.Steps - firstFalling);
        TrainingPhase held = phase with { CooldownShare = 0, LearningRate = share * phase.LearningRate };
        Assert.Equal(held.LearningRate, phase.LearningRateAt(step), 1e-12);

        // Twice, because the first step of low-rank training leaves one of its factors where it was.
        using SymmetricReluNetwork falling = example.CreateNetwork(), exact = example.CreateNetwork();
        Advance(device.SparseCoding, falling, distribution, example.Settings, step, step);
        TrainingPhase atThatRate = held with { LearningRate = phase.LearningRateAt(step) };
        Advance(device.SparseCoding, exact, distribution, example.Settings with { Phase = atThatRate }, step, step);
        AssertSameBits(exact, falling);
    });

    // With one and the same gradient, what decay adds is the difference of two steps: −ηλ(1 + ‖w_i‖)w_i, by the gradient of
    // λ(‖w‖²/2 + ‖w‖³/3).
    [Fact]
    public void Weight_decay_adds_the_gradient_of_its_regulariser() => Check(CleanSteps().Zip(Gen.Choose(1, 300)), 40, pair =>
    {
        (TrainingCase example, double decay) = (pair.Item1, pair.Item2 / 1000.0);
        using SparseCodingDistribution distribution = example.CreateDistribution();
        using SymmetricReluNetwork start = example.CreateNetwork(), plain = start.Clone(), decayed = start.Clone();
        foreach ((SymmetricReluNetwork network, double lambda) in new[] { (plain, 0), (decayed, decay) })
        {
            TrainerSettings settings = example.Settings with { Phase = example.Phase with { WeightDecay = lambda } };
            Advance(device.SparseCoding, network, distribution, settings, 0);
        }

        for (int i = 0; i < start.Width; i++)
        {
            double[] w = Float64.Of(start.Weights.Row(i)), without = Float64.Of(plain.Weights.Row(i));
            double[] regulariser = [.. w.Select((_, j) => (Regulariser(w, j, 1e-5) - Regulariser(w, j, -1e-5)) / 2e-5)];
            double rate = decay * example.Phase.LearningRate;
            double[] added = Float64.Scaled(Float64.Sum(Float64.Of(decayed.Weights.Row(i)), without, -1), -1 / rate);
            double rounding = 1e-6 * (Float64.Norm(without) + Float64.Norm(w)) / rate;
            Assert.InRange(Float64.Distance(regulariser, added), 0, (StepError * Float64.Norm(regulariser)) + rounding);
        }
    });

    [Fact]
    public void Bias_and_width_follow_the_schedule_and_then_stay() => Check(
        TrainingCase.All.Where(static example => example.BiasGrows && example.Plan.Smoothing != Smoothing.None),
        30,
        example =>
        {
            using SparseCodingDistribution distribution = example.CreateDistribution();
            using SymmetricReluNetwork network = example.CreateNetwork();
            using ITrainer trainer = device.SparseCoding.CreateTrainer(network, distribution, example.Settings);
            BiasSchedule schedule = example.Plan.Bias;
            for (int step = 0; step < schedule.GrowthSteps; step++)
            {
                trainer.Advance(step, 1);
                trainer.ReadNetwork();
                double beta = schedule.Start + ((schedule.End - schedule.Start) * (step + 1) / schedule.GrowthSteps);
                double scale = beta / Math.Sqrt(example.Law.Sparsity);
                for (int i = 0; i < network.Width; i++)
                {
                    double bias = scale * Float64.Norm(network.Weights.Row(i));
                    Assert.Equal(bias, network.Bias[i], 1e-5 * bias);
                    Assert.Equal(example.Plan.SmoothingFraction * bias, network.SmoothingWidth[i], 1e-5 * bias);
                }
            }

            using SymmetricReluNetwork frozen = network.Clone();
            trainer.Advance(schedule.GrowthSteps, 1);
            trainer.ReadNetwork();
            Assert.Equal(frozen.Bias, network.Bias);
            Assert.Equal(frozen.SmoothingWidth, network.SmoothingWidth);
            Assert.True(!DecaysWeights(example) || !RandomMatrix.HaveSameBits(frozen.Weights, network.Weights), "The weights stayed too.");
        });

    [Fact]
    public void Frozen_from_the_start_only_the_weights_move() => Check(FrozenTrainings(), 30, example =>
    {
        using SparseCodingDistribution distribution = example.CreateDistribution();
        using SymmetricReluNetwork network = example.CreateNetwork(), start = network.Clone();
        Advance(device.SparseCoding, network, distribution, example.Settings, 0, 1);
        Assert.Equal(start.Bias, network.Bias);
        Assert.Equal(start.SmoothingWidth, network.SmoothingWidth);
    });

    [Fact]
    public void Low_rank_training_changes_the_weights_by_a_matrix_of_that_rank() => Check(
        TrainingCase.All.Where(static example => example.Rule is UpdateRule.LowRank && example.Plan.Width > 4),
        30,
        example =>
        {
            using SymmetricReluNetwork start = example.CreateNetwork(), network = Trained(device.SparseCoding, example, 3);
            double[][] change = Moved(Float64.Rows(start.Weights), Float64.Rows(network.Weights), 1);
            double[] singular = [.. MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfRowArrays(change).Svd(false).S];
            int rank = ((UpdateRule.LowRank)example.Rule).Rank;
            Assert.InRange(singular.Skip(rank).DefaultIfEmpty(0).Max(), 0, 1e-4 * (singular[0] + Norm(Float64.Rows(start.Weights))));
        });

    [Fact]
    public void A_few_steps_lead_where_they_lead_in_float64() => CheckAllBut(StrayingTrainings, SmoothTrainings(), 60, example =>
    {
        using SparseCodingDistribution distribution = example.CreateDistribution();
        using SymmetricReluNetwork start = example.CreateNetwork(), expected = start.Clone(), found = start.Clone();
        int[] steps = [.. Enumerable.Range(0, example.Phase.Steps)];
        StepStatistics wanted = Advance(reference.SparseCoding, expected, distribution, example.Settings, steps);
        StepStatistics reached = Advance(device.SparseCoding, found, distribution, example.Settings, steps);
        double[][] from = Float64.Rows(start.Weights), to = Float64.Rows(expected.Weights);
        return Distance(to, Float64.Rows(found.Weights)) <= (StepError * Distance(from, to)) + (1e-6 * Norm(from))
            && Float64.Distance(Float64.Of(expected.Bias), Float64.Of(found.Bias)) <= StepError * Float64.Norm(Float64.Of(expected.Bias))
            && Math.Abs(wanted.Loss - reached.Loss) <= StepError * wanted.Loss
            && Math.Abs(wanted.Accuracy - reached.Accuracy) < 1e-6
            && (example.Plan.Smoothing == Smoothing.Gaussian || Math.Abs(wanted.ActiveFraction - reached.ActiveFraction) < 1e-2);
    });

    [Fact]
    public void Many_steps_in_one_call_are_as_many_calls_of_one() => Check(TrainingCase.All, 40, example =>
    {
        using SparseCodingDistribution distribution = example.CreateDistribution();
        using SymmetricReluNetwork oneCall = example.CreateNetwork(), oneByOne = oneCall.Clone(), start = oneCall.Clone();
        using ITrainer trainer = device.SparseCoding.CreateTrainer(oneCall, distribution, example.Settings);
        StepStatistics together = trainer.Advance(1, 4);
        trainer.ReadNetwork();
        StepStatistics last = Advance(device.SparseCoding, oneByOne, distribution, example.Settings, 1, 2, 3, 4);
        Assert.Equal(last, together);
        AssertSameBits(oneByOne, oneCall);
        Assert.True(!DecaysWeights(example) || !RandomMatrix.HaveSameBits(start.Weights, oneCall.Weights), "No step has been taken.");
        trainer.ReadNetwork();
        AssertSameBits(oneByOne, oneCall);
    });

    [Fact]
    public void Another_seed_gives_other_weights() => Check(TrainingCase.All, 20, example =>
    {
        TrainingCase other = example with { Seed = example.Seed + 1 };
        using SymmetricReluNetwork first = Trained(device.SparseCoding, example, 3), second = Trained(device.SparseCoding, other, 3);
        Assert.False(RandomMatrix.HaveSameBits(first.Weights, second.Weights));
    });

    [Fact]
    public void Threads_change_no_bit_of_a_training()
    {
        RequireThreadPromise();
        Check(TrainingCase.All, 20, example =>
        {
            using SymmetricReluNetwork expected = Trained(device.SparseCoding, example, 6);
            WithOtherThreads(other =>
            {
                using SymmetricReluNetwork found = Trained(other.SparseCoding, example, 6);
                AssertSameBits(expected, found);
            });
        });
    }

    [Fact]
    public void Training_that_cannot_be_is_refused() => Check(TrainingCase.All, 10, example =>
    {
        using SparseCodingDistribution distribution = example.CreateDistribution();
        using SymmetricReluNetwork network = example.CreateNetwork();
        using ITrainer trainer = device.SparseCoding.CreateTrainer(network, distribution, example.Settings);
        Assert.Throws<ArgumentOutOfRangeException>(() => trainer.Advance(0, 0));
        using SparseCodingDistribution larger = OfDimension(example.Law.Dimension + 1);
        AssertRefused(() => device.SparseCoding.CreateTrainer(network, larger, example.Settings));
    });

    // Where no neuron is active, decay alone moves the weights, and low-rank training has none.
    private static bool DecaysWeights(TrainingCase example) => example.Rule is UpdateRule.Full;

    private static Gen<TrainingCase> CleanSteps() => TrainingCase.All
        .Where(static example => example.Plan.Smoothing != Smoothing.None || example.Law.NoiseLevel > 0)
        .Select(static example => example with
        {
            Phase = example.Phase with { Attack = TrainingAttack.None, CooldownShare = 0 },
            Rule = new UpdateRule.Full(),
        });

    private static Gen<TrainingCase> FrozenTrainings() => TrainingCase.All.Where(static example => !example.BiasGrows);

    // A plain ReLU's gradient jumps, and a trajectory that meets a jump is decided by rounding.
    private static Gen<TrainingCase> SmoothTrainings() =>
        TrainingCase.All.Where(static example => example.Plan.Smoothing != Smoothing.None);

    private static SymmetricReluNetwork Trained(ISparseCodingDevice on, TrainingCase example, int steps)
    {
        using SparseCodingDistribution distribution = example.CreateDistribution();
        SymmetricReluNetwork network = example.CreateNetwork();
        Advance(on, network, distribution, example.Settings, [.. Enumerable.Range(0, steps)]);
        return network;
    }

    private static StepStatistics Advance(
        ISparseCodingDevice on,
        SymmetricReluNetwork network,
        SparseCodingDistribution distribution,
        TrainerSettings settings,
        params int[] steps)
    {
        using ITrainer trainer = on.CreateTrainer(network, distribution, settings);
        StepStatistics statistics = default;
        foreach (int step in steps)
        {
            statistics = trainer.Advance(step, 1);
        }

        trainer.ReadNetwork();
        return statistics;
    }

    private (double[][] Gradient, double Loss, double Accuracy) MeanGradient(
        SymmetricReluNetwork network, SparseCodingDistribution distribution, TrainingCase example, int step)
    {
        using LabelledPoints points = LabelledPoints.Draw(
            reference.SparseCoding, distribution, RandomStream.CleanTraining, step, example.Phase.BatchSize);
        var float64 = new ReferenceNetwork(network);
        double[][] gradient = [.. Enumerable.Range(0, network.Width).Select(_ => new double[network.Dimension])];
        var single = new double[network.Dimension];
        double loss = 0, correct = 0;
        for (int sample = 0; sample < points.Count; sample++)
        {
            double[] x = Float64.Of(points.X.Row(sample));
            double margin = points.Y[sample] * float64.Output(x);
            loss += Math.Log(1 + Math.Exp(-margin)) / points.Count;
            correct += margin > 0 ? 1 : 0;
            for (int i = 0; i < network.Width; i++)
            {
                float64.WeightGradient(i, x, single);
                gradient[i] = Float64.Sum(gradient[i], single, -points.Y[sample] / ((1 + Math.Exp(margin)) * points.Count));
            }
        }

        return (gradient, loss, correct / points.Count);
    }

    private static double Regulariser(double[] w, int coordinate, double step)
    {
        var moved = (double[])w.Clone();
        moved[coordinate] += step;
        double norm = Float64.Norm(moved);
        return (norm * norm / 2) + (norm * norm * norm / 3);
    }

    private static double Norm(double[][] rows) => Float64.Norm(rows.SelectMany(static row => row));

    private static double Distance(double[][] a, double[][] b) => Norm(Moved(a, b, 1));

    private static double[][] Moved(double[][] from, double[][] to, double factor) =>
        [.. to.Zip(from, (after, before) => Float64.Scaled(Float64.Sum(after, before, -1), factor))];
}
