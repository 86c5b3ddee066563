using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>
/// The law from which a scale draws its instances: what "such instances" means in a verdict. In words, with reasons, in
/// <c>docs/instances.md</c>; a test holds the two together.
/// </summary>
public sealed record InstanceLaw
{
    private const double RadiiPerUnit = 1000;
    private const double RadiusRounding = 1e-12;
    private const double NoiseLevelsPerUnit = 100;
    private const int HighestNoise = 15;

    /// <summary>All of sparse coding but those that stay at their preset: the law of the smoothing noise and the decay of adversarial training.</summary>
    internal static IReadOnlyList<JitteredSetting<SparseCodingInstance>> Jittered { get; } = JitteredSettings.Of(
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

    /// <summary>k. The preset is made for 3.</summary>
    public const int Sparsity = 3;

    /// <summary>The dimensions d, each equally likely.</summary>
    public required IReadOnlyList<int> Dimensions { get; init; }

    /// <summary>The width m is uniform on the whole numbers from the first to the second multiple of d.</summary>
    public required (int Lowest, int Highest) WidthFactors { get; init; }

    /// <summary>The law of a scale.</summary>
    public static InstanceLaw Of(Scale scale) => scale switch
    {
        Scale.Smoke => new InstanceLaw { Dimensions = Every(8, 192, 208), WidthFactors = (4, 4) },
        Scale.Quick => new InstanceLaw { Dimensions = Every(8, 192, 256), WidthFactors = (4, 5) },
        Scale.Standard => new InstanceLaw { Dimensions = Every(8, 192, 320), WidthFactors = (4, 5) },
        _ => new InstanceLaw { Dimensions = Every(16, 192, 512), WidthFactors = (4, 6) },
    };

    /// <summary>
    /// Draws from the law: the preset at a random dimension and width, with noise, radius, seed and training settings drawn
    /// around it, independently given the size.
    /// </summary>
    public Gen<SparseCodingInstance> Generator() =>
        from dimension in Gen.Elements<int>(Dimensions)
        from width in Gen.Choose(WidthFactors.Lowest * dimension, WidthFactors.Highest * dimension)
        from noise in Gen.Choose(0, HighestNoise)
        from radius in Radii(dimension)
        from seed in InstanceDraw.Seeds()
        from instance in Jittered.Around(AtRadius(PresetCatalogue.AtSize(PresetCatalogue.DefaultName, dimension, Sparsity, width, seed), radius))
        select instance with { Law = instance.Law with { NoiseLevel = noise / NoiseLevelsPerUnit } };

    /// <summary>Instances for a check, as <see cref="InstanceDraw.Of"/> draws them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than one instance.</exception>
    public static IReadOnlyList<SparseCodingInstance> Draw(Scale scale, ulong seed, int? count) =>
        InstanceDraw.Of(Of(scale).Generator(), RandomStream.Instances, scale, seed, count);

    /// <summary>The largest radius of adversarial training that goes with a radius τ: the claims allow 1.5 times τ, and the draw needs some room below.</summary>
    internal static double LargestTrainingRadius(double radius) => 1.4 * radius;

    /// <summary>The preset judged at another radius.</summary>
    internal static SparseCodingInstance AtRadius(SparseCodingInstance preset, double radius)
    {
        TrainingPhase adversarial = preset.Plan.Adversarial;
        return preset with
        {
            Radius = radius,
            Plan = preset.Plan with { Adversarial = adversarial with { Radius = Math.Min(adversarial.Radius, LargestTrainingRadius(radius)) } },
        };
    }

    /// <summary>Whether sizes, noise and radius of an instance are ones that the law draws; settings aside.</summary>
    public bool HasSizesOf(SparseCodingInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        SparseCodingLaw law = instance.Law;
        (double lowest, double highest) = PresetCatalogue.TwoSidedWindow(law.Dimension, Sparsity);
        return law.Sparsity == Sparsity
            && law.Dimension >= Dimensions.Min() && law.Dimension <= Dimensions.Max()
            && instance.Plan.Width >= WidthFactors.Lowest * law.Dimension && instance.Plan.Width <= WidthFactors.Highest * law.Dimension
            && law.NoiseLevel <= HighestNoise / NoiseLevelsPerUnit
            && instance.Radius >= lowest - RadiusRounding && instance.Radius <= highest + RadiusRounding;
    }

    private static Gen<double> Radii(int dimension)
    {
        (double lowest, double highest) = PresetCatalogue.TwoSidedWindow(dimension, Sparsity);

        // The ends are thousandths at some dimensions; rounding must not push those out.
        int first = (int)Math.Ceiling((lowest - RadiusRounding) * RadiiPerUnit);
        int last = (int)Math.Floor((highest + RadiusRounding) * RadiiPerUnit);
        return Gen.Choose(first, last).Select(static thousandths => thousandths / RadiiPerUnit);
    }

    private static int[] Every(int step, int first, int last) => [.. Enumerable.Range(0, ((last - first) / step) + 1).Select(i => first + (i * step))];
}
