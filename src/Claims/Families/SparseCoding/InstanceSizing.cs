using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>The same instance at another size: what was drawn around the preset stays where it was relative to the preset.</summary>
internal static class InstanceSizing
{
    private const int Digits = 4;

    /// <summary>
    /// The instance at another dimension, sparsity and width. Every training setting keeps its ratio to the preset, D its ratio
    /// to d, and the radius its place in the window of the core hypotheses (on a logarithmic scale), so that it stays inside when it was; the
    /// radius of training keeps its ratio to τ. The window at the new size must not be empty.
    /// </summary>
    public static SparseCodingInstance Resize(SparseCodingInstance instance, int dimension, int sparsity, int width)
    {
        SparseCodingInstance from = PresetCatalogue.AtSizeOf(instance);
        SparseCodingInstance to = PresetCatalogue.AtSize(instance.Preset, dimension, sparsity, width, instance.Seed);
        SparseCodingInstance resized = instance with
        {
            Law = instance.Law with { Dimension = dimension, Sparsity = sparsity, DictionarySize = DictionarySize(instance.Law, dimension) },
            Plan = instance.Plan with { Width = width },
        };
        foreach (InstanceField<SparseCodingInstance> setting in SparseCodingFields.Settings)
        {
            if (setting.Read is { } read)
            {
                resized = setting.Write!(resized, InProportion(read(instance), read(from), read(to)));
            }
        }

        return WithRadius(resized, RadiusInWindow(instance, resized.Law));
    }

    /// <summary>The instance at another dimension with the same sparsity and the same share of neurons per dimension.</summary>
    public static SparseCodingInstance AtDimension(SparseCodingInstance instance, int dimension)
    {
        int width = (int)Math.Round((double)instance.Plan.Width * dimension / instance.Law.Dimension);
        return Resize(instance, dimension, instance.Law.Sparsity, width);
    }

    /// <summary>The instance at another radius; the radius of adversarial training keeps its ratio to it, rounded down, so that no claim ceases to apply.</summary>
    public static SparseCodingInstance WithRadius(SparseCodingInstance instance, double radius)
    {
        double trained = instance.Plan.Adversarial.Radius * (radius / instance.Radius);
        double rounded = SignificantDigits.RoundInto(trained, Digits, 0.99 * trained, trained) ?? trained;
        return instance with
        {
            Radius = radius,
            Plan = instance.Plan with { Adversarial = instance.Plan.Adversarial with { Radius = rounded } },
        };
    }

    private static double InProportion(double value, double from, double to) =>
        value == from ? to
        : from == 0 || from == to ? value
        : SignificantDigits.Round(value * to / from, Digits);

    private static int DictionarySize(SparseCodingLaw law, int dimension) => law.Dictionary == DictionaryLaw.Orthonormal
        ? dimension
        : Math.Max(dimension + 1, (int)Math.Round((double)law.DictionarySize * dimension / law.Dimension));

    private static double RadiusInWindow(SparseCodingInstance instance, SparseCodingLaw law)
    {
        (double low, double high) = (CoreHypotheses.LowestRadius(instance.Law), CoreHypotheses.HighestRadius(instance.Law));
        (double newLow, double newHigh) = (CoreHypotheses.LowestRadius(law), CoreHypotheses.HighestRadius(law));
        double place = high > low ? Math.Log(instance.Radius / low) / Math.Log(high / low) : 0;
        double radius = newLow * Math.Pow(Math.Max(1, newHigh / newLow), place);
        bool inside = instance.Radius >= low && instance.Radius <= high;
        return inside
            ? SignificantDigits.RoundInto(radius, Digits, newLow, newHigh) ?? Math.Clamp(radius, newLow, newHigh)
            : SignificantDigits.Round(radius, Digits);
    }
}
