using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Model.Training;

namespace PurifyProofs.Claims.Instances;

/// <summary>Draws instances of the core hypothesis space around the default preset.</summary>
public static class InstanceGenerator
{
    private const int Sparsity = 3;

    /// <summary>
    /// How many instances a scale draws at most when not told: about twice what its claims need where they hold on all, so
    /// that two adverse instances do not leave them undecided (docs/statistics.md).
    /// </summary>
    public static int LargestCount(Scale scale) => scale switch
    {
        Scale.Smoke => 1,
        Scale.Quick => 16,
        Scale.Standard => 140,
        _ => 300,
    };

    /// <summary>
    /// Instances for a check: the same scale, seed and count give the same instances, and a larger count begins with those of
    /// a smaller one. Dimension, width, noise, radius and seed are drawn; neighbours differ in dimension, width and radius.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than one instance.</exception>
    public static IReadOnlyList<Instance> Generate(Scale scale, ulong seed, int? count)
    {
        int wanted = count ?? LargestCount(scale);
        if (wanted < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(count), wanted, "A check needs at least one instance; give --instances a positive number.");
        }

        var instances = new List<Instance>();
        for (ulong draw = 0; instances.Count < wanted; draw++)
        {
            Instance candidate = Draw(scale, seed, draw);
            if (instances.Count == 0 || IsFarFrom(candidate, instances[^1]))
            {
                instances.Add(candidate);
            }
        }

        return instances;
    }

    /// <summary>The generator of a scale: preset settings at a random dimension, then width, noise and radius around them.</summary>
    public static Gen<Instance> Core(Scale scale) =>
        from dimension in Gen.Elements(Dimensions(scale))
        from widthFactor in Gen.Choose(WidthFactors.Lowest, WidthFactors.Highest)
        from noise in Gen.Choose(5, 12)
        from position in Gen.Choose(0, 100)
        from high in Gen.Choose(int.MinValue, int.MaxValue)
        from low in Gen.Choose(int.MinValue, int.MaxValue)
        select Vary(dimension, widthFactor, noise / 100.0, position / 100.0, ((ulong)(uint)high << 32) | (uint)low);

    private static (int Lowest, int Highest) WidthFactors => (4, 6);

    private static int[] Dimensions(Scale scale) => scale switch
    {
        // Neighbours must differ in dimension, so no scale has only one.
        Scale.Smoke => [192, 208],
        Scale.Quick => [192, 208, 224, 240, 256, 272, 288],
        Scale.Standard => [192, 224, 256, 288, 320, 352, 384],
        _ => [256, 384, 512, 768],
    };

    private static Instance Vary(int dimension, int widthFactor, double noise, double position, ulong seed)
    {
        Instance preset = PresetCatalogue.Find(PresetCatalogue.DefaultName).Create(dimension, Sparsity, seed);
        (double lowest, double highest) = PresetCatalogue.TwoSidedWindow(dimension, Sparsity);
        double radius = Math.Round(lowest + (position * (highest - lowest)), 4);
        TrainingPlan plan = preset.Plan.WithWidth(widthFactor * dimension);
        return preset with
        {
            Law = preset.Law with { NoiseLevel = noise },
            Plan = plan with { Adversarial = plan.Adversarial with { Radius = Math.Min(plan.Adversarial.Radius, TrainingRadius(radius)) } },
            Radius = radius,
        };
    }

    // The claims allow training at up to 1.5 times their radius; the preset's own stays below that at moderate dimensions.
    private static double TrainingRadius(double radius) => Math.Round(1.4 * radius, 4);

    private static bool IsFarFrom(Instance candidate, Instance previous) =>
        candidate.Law.Dimension != previous.Law.Dimension && candidate.Plan.Width != previous.Plan.Width && candidate.Radius != previous.Radius;

    private static Instance Draw(Scale scale, ulong seed, ulong draw)
    {
        // FsCheck's generator wants an odd increment; one a draw keeps earlier instances where they are.
        Rnd random = new(seed, (2 * draw) + 1);
        return Core(scale).Sample(50, random, 1).First();
    }
}
