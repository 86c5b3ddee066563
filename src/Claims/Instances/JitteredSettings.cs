using FsCheck;
using FsCheck.Fluent;

namespace PurifyProofs.Claims.Instances;

/// <summary>Settings that a law of instances draws around their preset.</summary>
internal static class JitteredSettings
{
    private const int Steps = 100;

    /// <summary>Draws the factors of all settings and applies them to <paramref name="instance"/>.</summary>
    public static Gen<TInstance> Around<TInstance>(this IReadOnlyList<JitteredSetting<TInstance>> settings, TInstance instance)
        where TInstance : Instance =>
        Gen.Choose(-Steps, Steps).ArrayOf(settings.Count).Select(steps => settings.Zip(steps).Aggregate(instance, static (changed, draw) => draw.First.Apply(changed, draw.Second, Steps)));

    /// <summary>The settings of some keys, each with the largest factor by which it is changed.</summary>
    public static IReadOnlyList<JitteredSetting<TInstance>> Of<TInstance>(IReadOnlyList<InstanceField<TInstance>> fields, params (string Key, double LargestFactor)[] settings)
        where TInstance : Instance =>
        [.. settings.Select(setting => new JitteredSetting<TInstance>(fields.Single(field => field.Key == setting.Key), setting.LargestFactor))];
}
