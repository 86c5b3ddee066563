using PurifyProofs.Model.Numerics;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>The unbroken instances that controls of sparse coding start from.</summary>
public static class SparseCodingBases
{
    /// <summary>What <c>check</c> draws at the scale.</summary>
    public static ControlBase OfScale { get; } =
        new("of-scale", "the instances that the scale draws", static (scale, seed, count) => InstanceLaw.Draw(scale, seed, count));

    /// <summary>
    /// Around the preset single-feature, at every scale: here the claims hold that fail at the sizes which the scales draw.
    /// </summary>
    public static ControlBase SingleFeature { get; } =
        new("single-feature", "samples that hold one feature, d = 448 to 464", static (_, seed, count) => [.. Enumerable.Range(0, count).Select(index => AroundSingleFeature(seed, index))]);

    /// <summary>What <c>check</c> draws at the scale, with per-coordinate noise 0.4/√k: here no polynomial of low degree is robust.</summary>
    public static ControlBase LoudNoise { get; } = new(
        "loud-noise",
        "the instances that the scale draws, with per-coordinate noise 0.4/√k",
        static (scale, seed, count) => [.. InstanceLaw.Draw(scale, seed, count)
            .Select(static instance => instance with { Law = instance.Law with { NoiseLevel = BrokenHypothesis.NoiseOf(instance, 0.4) } })]);

    /// <summary>The law of the scales at d = 256 to 320, so large that the smallest size of <see cref="CostStudy"/> has a window of radii.</summary>
    public static ControlBase OfSizes { get; } = new(
        "of-sizes",
        "the law of the scales at d = 256 to 320",
        static (scale, seed, count) => InstanceDraw.Of(
            (InstanceLaw.Of(Scale.Standard) with { Dimensions = [256, 272, 288, 304, 320] }).Generator(), RandomStream.Instances, scale, seed, count));

    private static SparseCodingInstance AroundSingleFeature(ulong seed, int index)
    {
        var random = new RandomSequence(seed, (uint)index, 0, (uint)RandomStream.ControlInstances << 1);
        int dimension = 448 + (8 * random.NextInt(3));
        double noise = (5 + random.NextInt(8)) / 100.0;
        double radius = (360 + random.NextInt(21)) / 1000.0;
        SparseCodingInstance preset = PresetCatalogue.Find(PresetCatalogue.SingleFeatureName).Create(dimension, 1, ((ulong)random.NextUInt() << 32) | random.NextUInt());
        return preset with { Law = preset.Law with { NoiseLevel = noise }, Radius = radius };
    }
}
