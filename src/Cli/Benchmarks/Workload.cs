using PurifyProofs.Bounds.Certificates.TwoLayer;
using PurifyProofs.Model.Cpu.SparseCoding;
using PurifyProofs.Model.Device;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Cli.Benchmarks;

/// <summary>How fast something went, and on how many of the neuron–sample pairs.</summary>
/// <param name="PerSecond">Steps or points a second.</param>
/// <param name="ActiveFraction">Share of the pairs with non-zero derivative.</param>
internal readonly record struct MeasuredRate(double PerSecond, double ActiveFraction);

/// <summary>Training and attacks of one shape on one device: σ_x = 0.1, random Gaussian weights of norm about 1.</summary>
internal sealed class Workload : IDisposable
{
    /// <summary>Points of one call of the forward pass.</summary>
    public const int ForwardPoints = 8192;

    private const int CertifiedAtOnce = 64;
    private const ulong Seed = 1;

    // So small that weights, and with them how many neurons are active, stay what they are over any number of steps.
    private const double LearningRate = 1e-12;

    private readonly IDevice device;
    private readonly WorkloadShape shape;

    /// <summary>Draws data, weights and one batch.</summary>
    public Workload(IDevice device, WorkloadShape shape)
    {
        (this.device, this.shape) = (device, shape);
        var law = new SparseCodingLaw { Dimension = shape.Dimension, DictionarySize = shape.Dimension, Sparsity = shape.Sparsity };
        Distribution = new SparseCodingDistribution(law, Seed);
        Network = InitialNetwork.Draw(Plan(), shape.Dimension, shape.Sparsity, Seed, RandomStream.InitialWeights);
        Points = LabelledPoints.Draw(device.SparseCoding, Distribution, RandomStream.Evaluation, StreamSteps.Looks.At(0), shape.BatchSize);
    }

    /// <summary>Where samples come from.</summary>
    public SparseCodingDistribution Distribution { get; }

    /// <summary>The network.</summary>
    public SymmetricReluNetwork Network { get; }

    /// <summary>One batch.</summary>
    public LabelledPoints Points { get; }

    /// <summary>By which matrix the device attacks this network.</summary>
    public AttackRoute Route =>
        KernelChoice.IsThroughGram(Network, ActivePairs.Fraction(Network, Points.X), (long)shape.BatchSize * shape.AttackSteps)
            ? AttackRoute.Gram
            : AttackRoute.Weights;

    /// <summary>A trainer that changes the weights by next to nothing.</summary>
    public ITrainer CreateTrainer(TrainingAttack attack) => CreateTrainer(attack, device);

    /// <summary>The same on another device.</summary>
    public ITrainer CreateTrainer(TrainingAttack attack, IDevice trainingDevice)
    {
        var settings = new TrainerSettings(Phase(attack), RandomStream.CleanTraining, shape.Sparsity, shape.SmoothingFraction, null, new UpdateRule.Full());
        return trainingDevice.SparseCoding.CreateTrainer(Network, Distribution, settings);
    }

    /// <summary>Projected descent from the points themselves.</summary>
    /// <param name="perturbations">Receives the perturbations [batch × d].</param>
    public void Attack(Matrix perturbations)
    {
        perturbations.Clear();
        device.SparseCoding.Attack(Network, Points.X, Points.Y, AttackSettings.ProjectedGradient(shape.Radius, shape.AttackSteps), perturbations);
    }

    /// <summary>Steps of SGD on fresh batches a second; the activity is the mean over the steps, on the perturbed batches.</summary>
    public MeasuredRate Steps(TrainingAttack attack, TimeSpan duration)
    {
        using ITrainer trainer = CreateTrainer(attack);
        double active = 0;
        int steps = 0;
        double rate = Throughput.Measure(duration, step =>
        {
            active += trainer.Advance(step, 1).ActiveFraction;
            steps++;
        });
        return new MeasuredRate(rate, active / steps);
    }

    /// <summary>Points a second that go through projected descent; the activity is the mean of that at its start and at its result.</summary>
    public MeasuredRate AttackedPoints(TimeSpan duration)
    {
        using var perturbations = new Matrix(shape.BatchSize, shape.Dimension);
        double rate = shape.BatchSize * Throughput.Measure(duration, _ => Attack(perturbations));
        using Matrix attacked = Points.X.Clone();
        for (int point = 0; point < shape.BatchSize; point++)
        {
            Span<float> row = attacked.Row(point);
            System.Numerics.Tensors.TensorPrimitives.Add(row, perturbations.Row(point), row);
        }

        return new MeasuredRate(rate, (ActivePairs.Fraction(Network, Points.X) + ActivePairs.Fraction(Network, attacked)) / 2);
    }

    /// <summary>Points a second that get the quadratic certificate at the radius, searched to its default effort; preparing the network is not counted.</summary>
    public double CertifiedPoints(TimeSpan duration)
    {
        using var pool = new WorkerPool(device.Threads);
        using LabelledPoints some = Points.Select([.. Enumerable.Range(0, CertifiedAtOnce)]);
        var certifier = new Certifier(new CertifiableNetwork(Network), pool);
        return some.Count * Throughput.Measure(duration, _ => certifier.Certify(some, shape.Radius, CertificateSettings.Default));
    }

    /// <summary>Points a second of margins alone, in batches of <see cref="ForwardPoints"/>.</summary>
    public MeasuredRate ForwardedPoints(TimeSpan duration)
    {
        using LabelledPoints many = LabelledPoints.Draw(device.SparseCoding, Distribution, RandomStream.Evaluation, StreamSteps.Looks.At(1), ForwardPoints);
        var margins = new float[many.Count];
        double calls = Throughput.Measure(duration, _ => device.SparseCoding.Margins(Network, many.X, many.Y, margins));
        return new MeasuredRate(calls * many.Count, ActivePairs.Fraction(Network, Points.X));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Points.Dispose();
        Network.Dispose();
        Distribution.Dispose();
    }

    private TrainingPhase Phase(TrainingAttack attack) =>
        new() { Steps = int.MaxValue, BatchSize = shape.BatchSize, LearningRate = LearningRate, Attack = attack, Radius = shape.Radius };

    private TrainingPlan Plan()
    {
        double bias = shape.BiasFraction * Math.Sqrt(shape.Sparsity);
        return new()
        {
            Width = shape.Width,
            OutputScale = 1.0 / shape.Width,
            InitialScale = 1 / Math.Sqrt(shape.Dimension),
            Smoothing = shape.Smoothing,
            SmoothingFraction = shape.SmoothingFraction,
            Bias = new BiasSchedule(bias, bias, 1),
            Clean = Phase(TrainingAttack.None),
            Adversarial = Phase(TrainingAttack.FastGradient),
        };
    }
}
