using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Properties.SparseCoding;

/// <summary>Random small data laws.</summary>
internal static class Laws
{
    /// <summary>Every combination of laws at small sizes; valid, and spikes can reach the noise level.</summary>
    public static Gen<SparseCodingLaw> All { get; } =
        from dimension in Gen.Choose(6, 50)
        from sparsity in Gen.Elements(1, 3, 5)
        from support in Gen.Elements(Enum.GetValues<SupportLaw>())
        from magnitude in Gen.Elements(Enum.GetValues<MagnitudeLaw>())
        from teacher in Gen.Elements(Enum.GetValues<TeacherLaw>())
        from excess in Gen.Elements(0, 0, 7)
        from noise in Gen.Elements(Enum.GetValues<NoiseLaw>())
        from level in Gen.Choose(0, 30)
        select new SparseCodingLaw
        {
            Dimension = dimension,
            DictionarySize = dimension + excess,
            Sparsity = sparsity,
            Support = support,
            Magnitude = magnitude,
            Teacher = teacher,
            Dictionary = excess > 0 ? DictionaryLaw.Overcomplete : DictionaryLaw.Orthonormal,
            Noise = noise,
            NoiseLevel = level / 100.0,
        };
}
