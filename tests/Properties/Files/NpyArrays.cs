using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Model.Files;

namespace PurifyProofs.Properties.Files;

/// <summary>Generators and comparison of arrays.</summary>
internal static class NpyArrays
{
    private const int LargestExtent = 6;
    private const int LargestRank = 4;

    private static readonly double[] SpecialValues =
        [0, -0.0, 1, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MaxValue, float.Epsilon, float.MaxValue];

    /// <summary>One to four arrays under different names.</summary>
    public static Gen<ImmutableDictionary<string, NpyArray>> Collections { get; } =
        from names in Gen.NonEmptyListOf(Gen.Elements("W", "b", "s", "a", "M", "wstar", "X", "y"))
        from arrays in Gen.ArrayOf(Arrays(), int.Min(4, names.Distinct().Count()))
        select names.Distinct().Zip(arrays).ToImmutableDictionary(static pair => pair.First, static pair => pair.Second);

    /// <summary>Doubles of every kind: any bits, and the special ones often.</summary>
    public static Gen<double> Doubles { get; } = Gen.Frequency(
        (3, Longs().Select(BitConverter.Int64BitsToDouble)),
        (1, Gen.Elements(SpecialValues)));

    /// <summary>Every array of a file.</summary>
    public static ImmutableDictionary<string, NpyArray> ReadAll(string path)
    {
        NpzArchive archive = NpzArchive.Read(path);
        return archive.Names.ToImmutableDictionary(static name => name, archive.Require);
    }

    /// <summary>Whether two arrays have the same type, shape and bits; every NaN is the same.</summary>
    public static bool AreEqual(NpyArray left, NpyArray right) =>
        left.ElementType == right.ElementType
        && left.Shape.SequenceEqual(right.Shape)
        && (left.ElementType == NpyElementType.Integer64
            ? left.Elements<long>().SequenceEqual(right.Elements<long>())
            : left.AsDoubles().SequenceEqual(right.AsDoubles(), SameDouble.Comparer));

    private static Gen<NpyArray> Arrays() =>
        from rank in Gen.Choose(0, LargestRank)
        from shape in Gen.ArrayOf(Gen.Choose(0, LargestExtent), rank)
        let length = shape.Aggregate(1, static (product, extent) => product * extent)
        from array in Gen.OneOf(
            Gen.ArrayOf(Doubles.Select(static value => (float)value), length).Select(values => NpyArray.Of<float>(values, shape)),
            Gen.ArrayOf(Doubles, length).Select(values => NpyArray.Of<double>(values, shape)),
            Gen.ArrayOf(Longs().Select(static value => (int)value), length).Select(values => NpyArray.Of<int>(values, shape)),
            Gen.ArrayOf(Longs(), length).Select(values => NpyArray.Of<long>(values, shape)))
        select array;

    private static Gen<long> Longs() =>
        from high in Gen.Choose(int.MinValue, int.MaxValue)
        from low in Gen.Choose(int.MinValue, int.MaxValue)
        select ((long)high << 32) | (uint)low;
}
