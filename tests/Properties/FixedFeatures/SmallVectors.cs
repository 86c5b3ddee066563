using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Model.FixedFeatures;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Properties.FixedFeatures;

/// <summary>Random points with labels, and random numbers, drawn without the code under test.</summary>
internal static class SmallVectors
{
    /// <summary>Seeds.</summary>
    public static Gen<int> Seeds { get; } = Gen.Choose(0, int.MaxValue);

    /// <summary>n points N(0, scale²) in R^d.</summary>
    public static LabelledVectors Normal(System.Random random, int count, int dimension, double scale) => new(
        [.. Enumerable.Range(0, count).Select(_ => Vector(random, dimension, scale))],
        [.. Enumerable.Range(0, count).Select(_ => random.Next(2) == 0 ? 1.0 : -1.0)]);

    /// <summary>A vector N(0, scale² I).</summary>
    public static double[] Vector(System.Random random, int dimension, double scale) =>
        [.. Enumerable.Range(0, dimension).Select(_ => scale * RandomMatrix.NextNormal(random))];

    /// <summary>A law under which polynomials reduce to invariants.</summary>
    public static SparseCodingLaw SymmetricLaw(int dimension, double noise) =>
        new() { Dimension = dimension, DictionarySize = dimension, Sparsity = 3, NoiseLevel = noise };
}
