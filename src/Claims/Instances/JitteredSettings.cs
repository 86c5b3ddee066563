using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Claims.Families.Patches;
using PurifyProofs.Claims.Families.SparseCoding;

namespace PurifyProofs.Claims.Instances;

/// <summary>The settings that the laws of instances draw.</summary>
internal static class JitteredSettings
{
    private const int Steps = 100;

    /// <summary>All of sparse coding but those that stay at their preset: the law of the smoothing noise and the decay of adversarial training.</summary>
    public static IReadOnlyList<JitteredSetting<SparseCodingInstance>> OfSparseCoding { get; } = Of(
        SparseCodingFields.All,
        ("a", 1.15),
        ("init", 1.5),
        ("s", 1.05),
        ("bias-start", 1.05),
        ("bias-end", 1.05),
        ("bias-steps", 1.25),
        ("clean-steps", 1.15),
        ("clean-batch", 1.25),
        ("clean-rate", 1.15),
        ("clean-decay", 1.5),
        ("adv-steps", 1.1),
        ("adv-batch", 1.25),
        ("adv-rate", 1.15),
        ("adv-radius", 1.03),
        ("adv-ramp", 1.25),
        ("pgd-steps", 1.34));

    /// <summary>Those of structured data.</summary>
    public static IReadOnlyList<JitteredSetting<PatchInstance>> OfPatches { get; } = Of(
        PatchFields.All,
        ("init", 1.5),
        ("clean-steps", 1.15),
        ("clean-batch", 1.25),
        ("clean-rate", 1.15),
        ("adv-steps", 1.15),
        ("adv-batch", 1.25),
        ("adv-rate", 1.15));

    /// <summary>Draws the factors of all settings and applies them to <paramref name="instance"/>.</summary>
    public static Gen<TInstance> Around<TInstance>(this IReadOnlyList<JitteredSetting<TInstance>> settings, TInstance instance)
        where TInstance : Instance =>
        Gen.Choose(-Steps, Steps).ArrayOf(settings.Count).Select(steps => settings.Zip(steps).Aggregate(instance, static (changed, draw) => draw.First.Apply(changed, draw.Second, Steps)));

    private static IReadOnlyList<JitteredSetting<TInstance>> Of<TInstance>(IReadOnlyList<InstanceField<TInstance>> fields, params (string Key, double LargestFactor)[] settings)
        where TInstance : Instance =>
        [.. settings.Select(setting => new JitteredSetting<TInstance>(fields.Single(field => field.Key == setting.Key), setting.LargestFactor))];
}
