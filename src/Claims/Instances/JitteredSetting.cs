using FsCheck;
using FsCheck.Fluent;

namespace PurifyProofs.Claims.Instances;

/// <summary>
/// A training setting that is drawn around its preset: multiplied by an independent factor, log-uniform between
/// 1/<see cref="LargestFactor"/> and <see cref="LargestFactor"/> in 201 equal steps, and rounded to four digits. How wide each may be before
/// claims fail at small dimensions is told in <c>docs/instances.md</c>.
/// </summary>
/// <param name="Key">Key of the setting in instance lines.</param>
/// <param name="LargestFactor">The largest factor.</param>
internal sealed record JitteredSetting(string Key, double LargestFactor)
{
    private const int Steps = 100;
    private const int Digits = 4;

    /// <summary>All settings but those that stay at their preset: the law of the smoothing noise and the decay of adversarial training.</summary>
    public static IReadOnlyList<JitteredSetting> All { get; } =
    [
        new("a", 1.15),
        new("init", 1.5),
        new("s", 1.05),
        new("bias-start", 1.05),
        new("bias-end", 1.05),
        new("bias-steps", 1.25),
        new("clean-steps", 1.15),
        new("clean-batch", 1.25),
        new("clean-rate", 1.15),
        new("clean-decay", 1.5),
        new("adv-steps", 1.1),
        new("adv-batch", 1.25),
        new("adv-rate", 1.15),
        new("adv-radius", 1.03),
        new("adv-ramp", 1.25),
        new("pgd-steps", 1.34),
    ];

    private InstanceField Field { get; } = InstanceField.Select(Key)[0];

    /// <summary>Draws the factors of all settings and applies them to <paramref name="instance"/>.</summary>
    public static Gen<Instance> Around(Instance instance) =>
        Gen.Choose(-Steps, Steps).ArrayOf(All.Count).Select(steps => All.Zip(steps).Aggregate(instance, static (changed, draw) => draw.First.Apply(changed, draw.Second)));

    private Instance Apply(Instance instance, int step)
    {
        double factor = Math.Pow(LargestFactor, step / (double)Steps);
        return Field.Write!(instance, SignificantDigits.Round(Field.Read!(instance) * factor, Digits));
    }
}
