using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.Patches;

namespace PurifyProofs.Claims.Families.Patches;

/// <summary>
/// The law from which every scale draws its instances of structured data: the preset at a random size, with strengths, radius, noise, seed and
/// training settings drawn around it inside the claims' hypotheses. In words, with reasons, in <c>docs/instances.md</c>.
/// </summary>
public static class PatchInstanceLaw
{
    private const double Hundredths = 100;
    private const int Digits = 4;

    /// <summary>The settings that it draws.</summary>
    private static IReadOnlyList<JitteredSetting<PatchInstance>> Jittered { get; } = JitteredSettings.Of(
        PatchFields.All,
        ("init", 1.5),
        ("clean-steps", 1.15),
        ("clean-batch", 1.25),
        ("clean-rate", 1.15),
        ("adv-steps", 1.15),
        ("adv-batch", 1.25),
        ("adv-rate", 1.15));

    /// <summary>Instances for a check, as <see cref="InstanceDraw.Of"/> draws them; their law is the same at every scale.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than one instance.</exception>
    public static IReadOnlyList<PatchInstance> Draw(Scale scale, ulong seed, int? count) =>
        InstanceDraw.Of(Generator(), RandomStream.PatchInstances, scale, seed, count);

    /// <summary>Draws from the law.</summary>
    public static Gen<PatchInstance> Generator() =>
        from classes in Gen.Choose(4, 6)
        from patches in Gen.Choose(24, 40)
        from dimension in Gen.Choose(6, 12)
        from neurons in Gen.Choose(14, 18)
        from seed in InstanceDraw.Seeds()
        from strengths in Strengths(patches)
        from noise in Gen.Choose(5, 15)
        from instance in Jittered.Around(PatchPreset.AtSize(classes, patches, 8 * dimension, neurons, seed))
        select instance with { Radius = strengths.Radius, Law = WithStrengths(instance.Law, strengths.Robust, strengths.NonRobust) with { NoiseLevel = noise / Hundredths } };

    // α, then β by Σβ^q/Σα^q, then ε by ε/β: so the three conditions hold by construction.
    private static Gen<(double Robust, double NonRobust, double Radius)> Strengths(int patches) =>
        from robust in Gen.Choose(90, 110)
        from power in Gen.Choose(220, 280)
        from radius in Gen.Choose(120, 140)
        let alpha = robust / Hundredths
        let beta = SignificantDigits.Round(alpha * Math.Pow(power / Hundredths / patches, 1.0 / 3), Digits)
        select (alpha, beta, SignificantDigits.Round(beta * radius / Hundredths, Digits));

    private static StructuredPatchLaw WithStrengths(StructuredPatchLaw law, double robust, double nonRobust) => law with
    {
        Robust = law.Robust with { Strength = robust },
        NonRobust = law.NonRobust with { Strength = nonRobust },
    };
}
