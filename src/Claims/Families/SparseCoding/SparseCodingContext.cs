using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>What a study of sparse coding works with: one instance, its data, its stored networks and its meters.</summary>
public sealed class SparseCodingContext : StudyContext
{
    /// <summary>Draws the instance's distribution.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="device">Where it trains and attacks.</param>
    /// <param name="options">How its studies are run.</param>
    /// <exception cref="ArgumentException">It needs more memory than there is; one sentence.</exception>
    public SparseCodingContext(SparseCodingInstance instance, ISparseCodingDevice device, StudyOptions options)
        : base(options)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(options);
        instance.RequireMemory(options.Effort.MostPoints);
        Device = device;
        Instance = instance;
        Distribution = instance.CreateDistribution();
        Store = new NetworkStore(options.NetworkFolder, Distribution);
        Meter = new AccuracyMeter(device, Distribution, Effort);
        Robustness = new RobustnessMeter(device, Distribution, Effort) { Cancellation = Cancellation };
    }

    /// <summary>The instance.</summary>
    public SparseCodingInstance Instance { get; }

    /// <summary>Where it trains and attacks.</summary>
    public ISparseCodingDevice Device { get; }

    /// <summary>The instance's data.</summary>
    public SparseCodingDistribution Distribution { get; }

    /// <summary>The instance's networks.</summary>
    public NetworkStore Store { get; }

    /// <summary>Measures accuracies.</summary>
    public AccuracyMeter Meter { get; }

    /// <summary>Measures robust accuracy from both sides.</summary>
    public RobustnessMeter Robustness { get; }

    /// <summary>A training whose steps fill the share [from, to] of the study's progress.</summary>
    public NetworkTraining Training(double from, double to) =>
        new(Device, Distribution, Store, (fraction, detail) => Options.Progress(from + ((to - from) * fraction), detail)) { CheckpointInterval = Options.CheckpointInterval };

    /// <summary>The context of the instance at another size, whose progress fills the share [from, to] of the study's; the caller owns it.</summary>
    /// <param name="instance">The resized instance.</param>
    /// <param name="folder">Where its networks are kept.</param>
    /// <param name="from">Where its progress starts.</param>
    /// <param name="to">Where it ends.</param>
    public SparseCodingContext Resized(SparseCodingInstance instance, string folder, double from, double to)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return new SparseCodingContext(instance, Device, Options with
        {
            NetworkFolder = folder,
            Progress = (fraction, detail) =>
                Report(from + ((to - from) * fraction), FormattableString.Invariant($"d = {instance.Law.Dimension}: {detail}")),
        });
    }

    /// <summary>w_i⁰ of the instance.</summary>
    public SymmetricReluNetwork InitialNetwork() =>
        Model.SparseCoding.InitialNetwork.Draw(Instance.Plan, Instance.Law.Dimension, Instance.Law.Sparsity, Instance.Seed, RandomStream.InitialWeights);

    /// <summary>The clean-trained network, trained now if the store lacks it.</summary>
    public TrainingSnapshot CleanNetwork(double from, double to) => Training(from, to).Train(
        TrainedNetwork.Clean,
        "clean training",
        InitialNetwork,
        CleanSettings(Instance.Plan, RandomStream.CleanTraining),
        Cancellation);

    /// <summary>The network trained by FGM, trained now if the store lacks it.</summary>
    public TrainingSnapshot AdversarialNetwork()
    {
        using SymmetricReluNetwork clean = CleanNetwork(0, 0).Network;
        TrainingPhase phase = Instance.Plan.Adversarial with { Attack = TrainingAttack.FastGradient };
        return Training(0, 0).Train(
            TrainedNetwork.FastGradient,
            "adversarial training by FGM",
            () => AdversarialStart(clean),
            AdversarialSettings(phase, RandomStream.FastGradientTraining, new UpdateRule.Full()),
            Cancellation);
    }

    /// <summary>The network from which adversarial training starts; the caller owns it.</summary>
    public SymmetricReluNetwork AdversarialStart(SymmetricReluNetwork clean) =>
        Model.SparseCoding.AdversarialStart.From(clean, Instance.Broken.FreshShare, Instance.Seed);

    /// <summary>Settings of a clean training.</summary>
    public TrainerSettings CleanSettings(TrainingPlan plan, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new TrainerSettings(plan.Clean, stream, Instance.Law.Sparsity, plan.SmoothingFraction, plan.Bias, new UpdateRule.Full());
    }

    /// <summary>Settings of an adversarial training with frozen bias.</summary>
    public TrainerSettings AdversarialSettings(TrainingPhase phase, RandomStream stream, UpdateRule rule) =>
        new(phase, stream, Instance.Law.Sparsity, Instance.Plan.SmoothingFraction, null, rule);

    public override void Dispose()
    {
        Robustness.Dispose();
        Distribution.Dispose();
    }
}
