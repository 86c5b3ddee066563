using PurifyProofs.Model.Attacks;
using PurifyProofs.Model.Compute;
using PurifyProofs.Model.Data;
using PurifyProofs.Model.Networks;
using PurifyProofs.Model.Training;

namespace PurifyProofs.Cli.Benchmarks;

/// <summary>
/// The workload by which machines and tools are compared: d = 256, k = 3, m = 1024, batch 512, σ_x = 0.1, τ = 0.2, uniform
/// smoothing s = 0.7 b with b = 0.1‖w‖ on random weights.
/// </summary>
internal sealed class StandardWorkload : IDisposable
{
    private const int Dimension = 256;
    private const int Sparsity = 3;
    private const int Width = 1024;
    private const int BatchSize = 512;
    private const int AttackSteps = 50;
    private const double Radius = 0.2;
    private const double BiasFraction = 0.1;
    private const double SmoothingFraction = 0.7;
    private const ulong Seed = 1;

    // So small that weights, and with them how many neurons are active, stay what they are over any number of steps.
    private const double LearningRate = 1e-12;

    private readonly IDevice device;
    private readonly SparseCodingDistribution distribution;
    private readonly SymmetricReluNetwork network;
    private readonly LabelledPoints points;

    /// <summary>Draws data, weights and one batch.</summary>
    public StandardWorkload(IDevice device)
    {
        this.device = device;
        distribution = new SparseCodingDistribution(new SparseCodingLaw { Dimension = Dimension, DictionarySize = Dimension, Sparsity = Sparsity }, Seed);
        network = InitialNetwork.Draw(Plan(), Dimension, Sparsity, Seed, RandomStream.InitialWeights);
        points = LabelledPoints.Draw(device, distribution, RandomStream.Evaluation, 0, BatchSize);
    }

    /// <summary>Steps of SGD on fresh batches a second.</summary>
    public double CleanStepsPerSecond(TimeSpan duration) => StepsPerSecond(Phase(TrainingAttack.None), duration);

    /// <summary>The same with every batch perturbed by FGM.</summary>
    public double FastGradientStepsPerSecond(TimeSpan duration) => StepsPerSecond(Phase(TrainingAttack.FastGradient), duration);

    /// <summary>Points a second that go through 50 steps of projected descent.</summary>
    public double AttackedPointsPerSecond(TimeSpan duration)
    {
        AttackSettings settings = AttackSettings.ProjectedGradient(Radius, AttackSteps);
        using var perturbations = new Matrix(BatchSize, Dimension);
        return BatchSize * Throughput.Measure(duration, _ =>
        {
            perturbations.Clear();
            device.Attack(network, points.X, points.Y, settings, perturbations);
        });
    }

    /// <summary>GFLOP/s of margins alone: 2md a point, although packing the weights and the activation take time too.</summary>
    public double ForwardGigaflops(TimeSpan duration)
    {
        const int batches = 16;
        using LabelledPoints many = LabelledPoints.Draw(device, distribution, RandomStream.Evaluation, 1, batches * BatchSize);
        var margins = new float[many.Count];
        double calls = Throughput.Measure(duration, _ => device.Margins(network, many.X, many.Y, margins));
        return 2.0 * Width * Dimension * many.Count * calls / 1e9;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        points.Dispose();
        network.Dispose();
        distribution.Dispose();
    }

    private double StepsPerSecond(TrainingPhase phase, TimeSpan duration)
    {
        var settings = new TrainerSettings(phase, RandomStream.CleanTraining, Sparsity, SmoothingFraction, null, new UpdateRule.Full());
        using ITrainer trainer = device.CreateTrainer(network, distribution, settings);
        return Throughput.Measure(duration, step => trainer.Step(step));
    }

    private static TrainingPhase Phase(TrainingAttack attack) =>
        new() { Steps = int.MaxValue, BatchSize = BatchSize, LearningRate = LearningRate, Attack = attack, Radius = Radius };

    private static TrainingPlan Plan() => new()
    {
        Width = Width,
        OutputScale = 1.0 / Width,
        InitialScale = 1 / Math.Sqrt(Dimension),
        SmoothingFraction = SmoothingFraction,
        Bias = new BiasSchedule(BiasFraction * Math.Sqrt(Sparsity), BiasFraction * Math.Sqrt(Sparsity), 1),
        Clean = Phase(TrainingAttack.None),
        Adversarial = Phase(TrainingAttack.FastGradient),
    };
}
