using PurifyProofs.Model.Training;

namespace PurifyProofs.Claims.Instances;

/// <summary>The committed presets.</summary>
public static class PresetCatalogue
{
    /// <summary>The preset used when none is named.</summary>
    public const string DefaultName = "two-sided";

    /// <summary>All presets.</summary>
    public static IReadOnlyList<Preset> All { get; } = [TwoSided()];

    /// <summary>The preset of a name.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static Preset Find(string name) => All.FirstOrDefault(preset => preset.Name == name)
        ?? throw new FormatException($"There is no preset '{name}'; the presets are {string.Join(", ", All.Select(preset => preset.Name))}.");

    // The bias is frozen early and low, so that the weights outgrow it: the dense mixture then reaches every neuron, and
    // what adversarial training leaves bears a radius near 1/k − 0.58 b/‖w‖.
    private static Preset TwoSided() => new(
        DefaultName,
        "FP-2, FP-3 and FP-4 (attacked) at one radius.",
        (d, k) => new TrainingPlan
        {
            Width = 4 * d,
            OutputScale = 0.1 * 1024 / (4 * d),
            SmoothingFraction = 0.76,
            Bias = new BiasSchedule(2.2 * Math.Sqrt((double)k / d), 3.2 * Math.Sqrt((double)k / d), 150),
            Clean = new TrainingPhase { Steps = 300, LearningRate = 60 * Math.Pow(d / 256.0, 2), WeightDecay = 3e-6 },
            Adversarial = new TrainingPhase
            {
                Steps = 2000,
                LearningRate = 60 * Math.Pow(d / 256.0, 2),
                Attack = TrainingAttack.FastGradient,
                Radius = 0.2,
                RampSteps = 500,
            },
        },
        (d, k) => 0.19);
}
