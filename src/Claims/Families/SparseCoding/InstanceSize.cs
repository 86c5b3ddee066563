namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>
/// How large an instance is, for shrinking: natural numbers compared one after the other, in the order of the parameters. The order
/// is well-founded, so steps to ever smaller instances end.
/// </summary>
/// <param name="Sparsity">k.</param>
/// <param name="Dimension">d.</param>
/// <param name="Width">m.</param>
/// <param name="OtherLaws">Number of data laws and their parameters (except noise) that differ from the preset's.</param>
/// <param name="NoiseHundredths">Noise level σ_x in hundredths, rounded up.</param>
/// <param name="OtherSettings">Number of training settings (except the radius) that differ from the preset's at that size.</param>
/// <param name="RadiusDigits">Significant decimal digits of the radius τ.</param>
/// <param name="TrainingRadiusDigits">Those of the radius of adversarial training; 0 where it is the preset's.</param>
public readonly record struct InstanceSize(
    int Sparsity,
    int Dimension,
    int Width,
    int OtherLaws,
    int NoiseHundredths,
    int OtherSettings,
    int RadiusDigits,
    int TrainingRadiusDigits) : IComparable<InstanceSize>
{
    /// <summary>The size of an instance.</summary>
    public static InstanceSize Of(SparseCodingInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        SparseCodingInstance preset = PresetCatalogue.AtSizeOf(instance);
        double trainingRadius = instance.Plan.Adversarial.Radius;
        return new InstanceSize(
            instance.Law.Sparsity,
            instance.Law.Dimension,
            instance.Plan.Width,
            SparseCodingFields.Laws.Count(field => field.Differs(instance, preset)),
            (int)Math.Min(int.MaxValue, Math.Ceiling(100 * instance.Law.NoiseLevel)),
            SparseCodingFields.Settings.Count(field => field.Differs(instance, preset)),
            SignificantDigits.Count(instance.Radius),
            trainingRadius == preset.Plan.Adversarial.Radius ? 0 : SignificantDigits.Count(trainingRadius));
    }

    public int CompareTo(InstanceSize other)
    {
        ReadOnlySpan<int> mine = [Sparsity, Dimension, Width, OtherLaws, NoiseHundredths, OtherSettings, RadiusDigits, TrainingRadiusDigits];
        return mine.SequenceCompareTo([
            other.Sparsity, other.Dimension, other.Width, other.OtherLaws, other.NoiseHundredths, other.OtherSettings, other.RadiusDigits, other.TrainingRadiusDigits]);
    }

    /// <summary>Whether the first is smaller.</summary>
    public static bool operator <(InstanceSize left, InstanceSize right) => left.CompareTo(right) < 0;

    /// <summary>Whether the first is larger.</summary>
    public static bool operator >(InstanceSize left, InstanceSize right) => left.CompareTo(right) > 0;

    /// <summary>Whether the first is no larger.</summary>
    public static bool operator <=(InstanceSize left, InstanceSize right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the first is no smaller.</summary>
    public static bool operator >=(InstanceSize left, InstanceSize right) => left.CompareTo(right) >= 0;
}
