namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>One way in which an instance can be made smaller: levels from where it stands down to 0.</summary>
/// <param name="Name">What it changes.</param>
/// <param name="Level">Level of an instance; 0 or less where it cannot be made smaller this way.</param>
/// <param name="At">The instance at a level below its own; null where there is none.</param>
internal sealed record ShrinkAxis(string Name, Func<SparseCodingInstance, int> Level, Func<SparseCodingInstance, int, SparseCodingInstance?> At)
{
    private const int NoiseLevelsPerUnit = 100;

    /// <summary>All axes, those first that make the next training cheapest.</summary>
    public static IReadOnlyList<ShrinkAxis> Above(ShrinkFloor floor) =>
    [
        Sparsity(floor),
        Dimension(floor),
        Width(floor),
        .. Resets(SparseCodingFields.Laws, [["support"], ["magnitude"], ["teacher"], ["D", "dictionary"], ["noiselaw", "spike"], ["flip"]]),
        Noise,
        .. Resets(
            SparseCodingFields.Settings,
            [
                ["a", "init", "smoothing", "s"],
                ["bias-start", "bias-end", "bias-steps"],
                ["clean-steps", "clean-batch", "clean-rate", "clean-decay"],
                ["adv-batch", "adv-steps", "adv-rate", "adv-decay", "adv-ramp", "pgd-steps"],
            ]),
        .. SparseCodingFields.Settings.Select(setting => Reset([setting])),
        Radius,
        TrainingRadius,
    ];

    // Odd sparsities only: with an exact support the others have ties. The width follows the dimension, because claims
    // depend on m/d.
    private static ShrinkAxis Sparsity(ShrinkFloor floor) => new(
        "k",
        instance => (instance.Law.Sparsity / 2) - (floor.Sparsity / 2),
        (instance, level) => InstanceSizing.Resize(instance, instance.Law.Dimension, (2 * (level + (floor.Sparsity / 2))) + 1, instance.Plan.Width));

    private static ShrinkAxis Dimension(ShrinkFloor floor) => new(
        "d",
        instance => instance.Law.Dimension - floor.SmallestDimension(instance.Law.Sparsity),
        (instance, level) =>
        {
            int dimension = floor.SmallestDimension(instance.Law.Sparsity) + level;
            int width = (int)Math.Round((double)instance.Plan.Width * dimension / instance.Law.Dimension);
            return InstanceSizing.Resize(instance, dimension, instance.Law.Sparsity, Math.Max(floor.SmallestWidth(dimension), width));
        });

    private static ShrinkAxis Width(ShrinkFloor floor) => new(
        "m",
        instance => instance.Plan.Width - floor.SmallestWidth(instance.Law.Dimension),
        (instance, level) => InstanceSizing.Resize(
            instance, instance.Law.Dimension, instance.Law.Sparsity, floor.SmallestWidth(instance.Law.Dimension) + level));

    private static ShrinkAxis Noise { get; } = new(
        "noise",
        instance => InstanceSize.Of(instance).NoiseHundredths,
        (instance, level) => instance with { Law = instance.Law with { NoiseLevel = level / (double)NoiseLevelsPerUnit } });

    private static ShrinkAxis Radius { get; } = new(
        "radius",
        instance => SignificantDigits.Count(instance.Radius) - 1,
        (instance, level) =>
        {
            (double low, double high) = CoreHypotheses.Breach(instance) is null
                ? (CoreHypotheses.LowestRadius(instance.Law), CoreHypotheses.HighestRadius(instance.Law))
                : (0.5 * instance.Radius, 2 * instance.Radius);
            return SignificantDigits.RoundInto(instance.Radius, level + 1, low, high) is { } rounded ? InstanceSizing.WithRadius(instance, rounded) : null;
        });

    private static ShrinkAxis TrainingRadius { get; } = new(
        "adv-radius",
        instance => InstanceSize.Of(instance).TrainingRadiusDigits,
        (instance, level) =>
        {
            double trained = instance.Plan.Adversarial.Radius;
            (double low, double high) = (Math.Min(trained, instance.Radius), Math.Max(trained, InstanceLaw.LargestTrainingRadius(instance.Radius)));
            double preset = PresetCatalogue.AtSizeOf(instance).Plan.Adversarial.Radius;
            double? simpler = level > 0 ? SignificantDigits.RoundInto(trained, level, low, high)
                : preset >= low && preset <= high ? preset
                : null;
            return simpler is { } radius ? instance with { Plan = instance.Plan with { Adversarial = instance.Plan.Adversarial with { Radius = radius } } } : null;
        });

    // All at once, then group by group: where one setting is to blame, most are back at the preset after a few trials.
    private static IEnumerable<ShrinkAxis> Resets(IReadOnlyList<InstanceField<SparseCodingInstance>> all, string[][] groups) =>
        [Reset(all), .. groups.Select(static keys => Reset(SparseCodingFields.Select(keys)))];

    private static ShrinkAxis Reset(IReadOnlyList<InstanceField<SparseCodingInstance>> fields) => new(
        string.Join(", ", fields.Select(static field => field.Key)),
        instance =>
        {
            SparseCodingInstance preset = PresetCatalogue.AtSizeOf(instance);
            return fields.Any(field => field.Differs(instance, preset)) ? 1 : 0;
        },
        (instance, _) =>
        {
            SparseCodingInstance preset = PresetCatalogue.AtSizeOf(instance);
            return fields.Aggregate(instance, (reset, field) => field.Set(reset, field.Print(preset)));
        });
}
