using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Properties.SparseCoding;

/// <summary>
/// The whole hypothesis space: every data law, every smoothing, both presets, radii inside and outside the window. No verdict is about this
/// law; the tests draw from it.
/// </summary>
internal static class InstanceSpace
{
    private const double Hundredths = 100;

    /// <summary>Instances of any law at a scale's dimensions and widths. Labels are not flipped.</summary>
    public static Gen<SparseCodingInstance> AnyLaw(Scale scale) =>
        from dimension in Gen.Elements<int>(InstanceLaw.Of(scale).Dimensions)
        from law in Laws(dimension)
        from width in Gen.Choose(InstanceLaw.Of(scale).WidthFactors.Lowest * dimension, InstanceLaw.Of(scale).WidthFactors.Highest * dimension)
        from preset in Gen.Elements<Preset>(PresetCatalogue.All)
        from seed in InstanceDraw.Seeds()
        from radius in Radii(law)
        from instance in InstanceLaw.Jittered.Around(InstanceLaw.AtRadius(PresetCatalogue.AtSize(preset.Name, dimension, law.Sparsity, width, seed), radius))
        from smoothed in Smoothings(instance.Plan)
        select instance with { Law = law, Plan = smoothed };

    /// <summary>Any data law at dimension d.</summary>
    public static Gen<SparseCodingLaw> Laws(int dimension) =>
        from support in Gen.Elements(Enum.GetValues<SupportLaw>())
        from sparsity in support == SupportLaw.Exact ? Gen.Elements(1, 3, 5) : Gen.Choose(1, 5)
        from magnitude in Gen.Elements(Enum.GetValues<MagnitudeLaw>())
        from teacher in Gen.Elements(Enum.GetValues<TeacherLaw>())
        from dictionary in Gen.Elements(Enum.GetValues<DictionaryLaw>())
        from elements in dictionary == DictionaryLaw.Orthonormal ? Gen.Constant(dimension) : Gen.Choose(dimension + 1, 2 * dimension)
        from noise in Gen.Elements(Enum.GetValues<NoiseLaw>())
        from level in Gen.Choose(0, 30)
        from height in noise == NoiseLaw.Gaussian ? Gen.Constant(50) : Gen.Choose(30, 90)
        select new SparseCodingLaw
        {
            Dimension = dimension,
            DictionarySize = elements,
            Sparsity = sparsity,
            Support = support,
            Magnitude = magnitude,
            Teacher = teacher,
            Dictionary = dictionary,
            Noise = noise,
            NoiseLevel = level / Hundredths,
            SpikeHeight = height / Hundredths,
        };

    // From half the window's lower end to one and a half times its upper end, whichever is which where it is empty.
    private static Gen<double> Radii(SparseCodingLaw law)
    {
        (double one, double other) = (CoreHypotheses.LowestRadius(law), CoreHypotheses.HighestRadius(law));
        (double low, double high) = (0.5 * Math.Min(one, other), 1.5 * Math.Max(one, other));
        return Gen.Choose(0, 1000).Select(thousandth => SignificantDigits.Round(low * Math.Pow(high / low, thousandth / 1000.0), 3));
    }

    // A Gaussian of 0.35 to 0.45 b does what a uniform half-width of 0.6 to 0.8 b does.
    private static Gen<TrainingPlan> Smoothings(TrainingPlan plan) => Gen.OneOf(
        Gen.Constant(plan),
        Gen.Constant(plan with { Smoothing = Smoothing.None, SmoothingFraction = 0 }),
        Gen.Choose(35, 45).Select(percent => plan with { Smoothing = Smoothing.Gaussian, SmoothingFraction = percent / Hundredths }));
}
