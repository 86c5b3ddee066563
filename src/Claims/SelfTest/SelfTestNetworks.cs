using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.SelfTest;

/// <summary>A network that certificates are tried on.</summary>
/// <param name="Smoothing">Law of its smoothing noise.</param>
/// <param name="Stage">How far it was trained, in a word.</param>
/// <param name="Network">The network.</param>
/// <param name="Points">Fresh points of the law it was trained on.</param>
/// <param name="Radius">The radius τ it was trained for.</param>
internal sealed record SelfTestNetwork(Smoothing Smoothing, string Stage, SymmetricReluNetwork Network, LabelledPoints Points, double Radius) : IDisposable
{
    /// <summary>What tables call it.</summary>
    public string Name => $"{SmoothingName(Smoothing)}, {Stage}";

    /// <inheritdoc/>
    public void Dispose()
    {
        Network.Dispose();
        Points.Dispose();
    }

    /// <summary>A law as instance lines write it.</summary>
    internal static string SmoothingName(Smoothing smoothing) => smoothing switch
    {
        Smoothing.None => "none",
        Smoothing.Uniform => "uniform",
        _ => "gaussian",
    };
}

/// <summary>Draws and trains the networks of a self-test: of each smoothing one untrained, one cleanly and one adversarially trained.</summary>
/// <param name="device">Trains.</param>
/// <param name="smoothings">The laws of smoothing.</param>
/// <param name="seed">Seed of dictionary, weights and samples.</param>
internal sealed class SelfTestNetworks(ISparseCodingDevice device, IReadOnlyList<Smoothing> smoothings, ulong seed)
{
    /// <summary>Networks of each smoothing.</summary>
    public const int CountOfSmoothing = 3;

    /// <summary>Points of each network.</summary>
    public const int PointCount = 32;

    /// <summary>The networks one after the other; each is the caller's to dispose of.</summary>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public IEnumerable<SelfTestNetwork> Create(CancellationToken cancellation) =>
        smoothings.SelectMany(smoothing => Create(smoothing, cancellation));

    private IEnumerable<SelfTestNetwork> Create(Smoothing smoothing, CancellationToken cancellation)
    {
        SparseCodingInstance instance = SparseCodingLine.Parse(FormattableString.Invariant(
            $"preset=two-sided,d=64,k=1,m=256,radius=0.25,smoothing={SelfTestNetwork.SmoothingName(smoothing)},clean-steps=200,adv-steps=400,adv-ramp=100,seed={seed}"));
        using SparseCodingDistribution distribution = instance.CreateDistribution();
        using SymmetricReluNetwork network = InitialNetwork.Draw(instance.Plan, instance.Law.Dimension, instance.Law.Sparsity, seed, RandomStream.InitialWeights);
        yield return Snapshot("untrained");
        var clean = new TrainerSettings(instance.Plan.Clean, RandomStream.CleanTraining, instance.Law.Sparsity, instance.Plan.SmoothingFraction, instance.Plan.Bias, new UpdateRule.Full());
        Train(clean);
        yield return Snapshot("clean");
        Train(clean with { Phase = instance.Plan.Adversarial, Stream = RandomStream.FastGradientTraining, Bias = null });
        yield return Snapshot("adversarial");

        void Train(TrainerSettings settings) =>
            TrainingRun.Execute(device, network, distribution, settings, 0, Unobserved.Instance, cancellation);

        SelfTestNetwork Snapshot(string stage) =>
            new(smoothing, stage, network.Clone(), LabelledPoints.Draw(device, distribution, RandomStream.Evaluation, StreamSteps.Looks.First, PointCount), instance.Radius);
    }

    private sealed class Unobserved : ITrainingObserver
    {
        // So few that a stop is heard at once.
        private const int StepsPerCall = 16;

        public static readonly Unobserved Instance = new();

        public int StepsToNext(int completedSteps) => StepsPerCall;

        public void StepsCompleted(int completedSteps, StepStatistics statistics, SymmetricReluNetwork network)
        {
            // Nothing is recorded of these trainings.
        }
    }
}
