using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>The committed presets of sparse coding.</summary>
public static class PresetCatalogue
{
    /// <summary>The preset used when none is named.</summary>
    public const string DefaultName = "two-sided";

    /// <summary>The preset for samples that hold one feature.</summary>
    public const string SingleFeatureName = "single-feature";

    /// <summary>All presets.</summary>
    public static IReadOnlyList<Preset> All { get; } = [TwoSided(), Purifying(), SingleFeature()];

    /// <summary>The preset of a name.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static Preset Find(string name) => All.FirstOrDefault(preset => preset.Name == name)
        ?? throw new FormatException($"There is no preset '{name}'; the presets are {string.Join(", ", All.Select(preset => preset.Name))}.");

    /// <summary>What the preset of an instance is at its dimension, sparsity, width and seed: where the instance's other fields started from.</summary>
    /// <exception cref="FormatException">There is no such preset.</exception>
    public static SparseCodingInstance AtSizeOf(SparseCodingInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return AtSize(instance.Preset, instance.Law.Dimension, instance.Law.Sparsity, instance.Plan.Width, instance.Seed);
    }

    /// <summary>A preset at a dimension, sparsity and width.</summary>
    /// <exception cref="FormatException">There is no such preset.</exception>
    public static SparseCodingInstance AtSize(string preset, int dimension, int sparsity, int width, ulong seed)
    {
        SparseCodingInstance start = Find(preset).Create(dimension, sparsity, seed);
        return start with { Plan = start.Plan.WithWidth(width) };
    }

    /// <summary>
    /// Radii at which the default preset's clean-trained and purified networks part, inside the claims' window: empty below
    /// d = 175 for k = 3.
    /// </summary>
    public static (double Lowest, double Highest) TwoSidedWindow(int dimension, int sparsity) =>
        (1.6 * Math.Sqrt((double)sparsity / dimension), 0.21);

    // A larger bias in phase I leaves neurons with fewer features, so that purification has less to take away; large batches
    // and fast steps keep the noise of SGD from turning the weights.
    private static Preset Purifying() => new(
        "purifying",
        "FP-1, FP-2, FP-3, FP-5 and FP-6 at one radius; FP-4 comes later in training, when FP-5 is lost (made for d = 512).",
        (d, k) => new TrainingPlan
        {
            Width = 6 * d,
            OutputScale = 0.04,
            SmoothingFraction = 0.74,
            Bias = new BiasSchedule(2.2 * Math.Sqrt((double)k / d), 5.0 * Math.Sqrt((double)k / d), 200),
            Clean = new TrainingPhase { Steps = 800, BatchSize = 512, LearningRate = 750 * d / 512.0, WeightDecay = 1.5e-7 * 512 / d },
            Adversarial = new TrainingPhase
            {
                Steps = 250,
                BatchSize = 1024,
                LearningRate = 2000 * d / 512.0,
                Attack = TrainingAttack.FastGradient,
                Radius = 0.2,
                RampSteps = 150,
                AttackSteps = 3,
            },
        },
        (_, _) => 0.19)
    {
        Dimension = 512,
    };

    // With one feature a sample a neuron starts with few features when its bias is √ln d times the scale of a coordinate: the
    // paper's lottery. Large batches in clean training, because a feature that is unlucky while neurons grow is never learned.
    private static Preset SingleFeature() => new(
        SingleFeatureName,
        "All FP claims that quick judges at one radius, for samples that hold one feature (made for k = 1, d = 448 to 480).",
        (d, k) => new TrainingPlan
        {
            Width = 3 * d,
            OutputScale = 0.4 / 3,
            SmoothingFraction = 0.76,
            Bias = new BiasSchedule(1.45 * Math.Sqrt(Math.Log(d) * k / d), 5.0 * Math.Sqrt((double)k / d), 120),
            Clean = new TrainingPhase { Steps = 200, BatchSize = 1024, LearningRate = 90 * d / 256.0, WeightDecay = 2.5e-6 * 256 / d },
            Adversarial = new TrainingPhase
            {
                Steps = 300,
                BatchSize = 256,
                LearningRate = 90 * d / 256.0,
                Attack = TrainingAttack.FastGradient,
                Radius = 0.44,
                RampSteps = 100,
                AttackSteps = 3,
            },
        },
        (_, _) => 0.37)
    {
        Dimension = 464,
        Sparsity = 1,
    };

    // The bias is frozen early and low, so that the weights outgrow it: the dense mixture then reaches every neuron, and
    // what adversarial training leaves bears a radius near 1/k − 0.58 b/‖w‖.
    private static Preset TwoSided() => new(
        DefaultName,
        "FP-2, FP-3, FP-4 and FP-6 at one radius.",
        (d, k) => new TrainingPlan
        {
            Width = 4 * d,
            OutputScale = 0.1,
            SmoothingFraction = 0.76,
            Bias = new BiasSchedule(2.2 * Math.Sqrt((double)k / d), 2.6 * Math.Sqrt((double)k / d), 80),
            Clean = new TrainingPhase { Steps = 200, BatchSize = 256, LearningRate = 120 * d / 256.0, WeightDecay = 2e-6 * 256 / d },
            Adversarial = new TrainingPhase
            {
                Steps = 500,
                BatchSize = 256,
                LearningRate = 420 * d / 256.0,
                CooldownShare = 0.7,
                Attack = TrainingAttack.FastGradient,
                Radius = 0.22,
                RampSteps = 150,
                AttackSteps = 3,
            },
        },
        (d, k) => 0.5 * (TwoSidedWindow(d, k).Lowest + TwoSidedWindow(d, k).Highest));
}
