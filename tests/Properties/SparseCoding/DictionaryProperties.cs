using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.SparseCoding;

/// <summary>Dictionary, teacher and dense mixture.</summary>
public sealed class DictionaryProperties : PropertyChecks
{
    [Fact]
    public void An_orthonormal_dictionary_is_orthonormal() => Check(Sizes().Zip(Seeds()), 30, static pair =>
    {
        using var distribution = new SparseCodingDistribution(Law(pair.Item1, DictionaryLaw.Orthonormal), pair.Item2);
        for (int j = 0; j < pair.Item1; j++)
        {
            for (int l = 0; l <= j; l++)
            {
                Assert.Equal(j == l ? 1 : 0, Float64.Dot(distribution.Dictionary.Row(j), distribution.Dictionary.Row(l)), 1e-6);
            }
        }
    });

    [Fact]
    public void An_overcomplete_dictionary_has_unit_elements_and_its_own_coherence() => Check(Sizes().Zip(Seeds()), 30, static pair =>
    {
        using var distribution = new SparseCodingDistribution(Law(pair.Item1, DictionaryLaw.Overcomplete), pair.Item2);
        double largest = 0;
        for (int j = 0; j < distribution.Dictionary.Rows; j++)
        {
            Assert.Equal(1, Float64.Norm(distribution.Dictionary.Row(j)), 1e-6);
            for (int l = 0; l < j; l++)
            {
                largest = Math.Max(largest, Math.Abs(Float64.Dot(distribution.Dictionary.Row(j), distribution.Dictionary.Row(l))));
            }
        }

        Assert.Equal(largest, DictionarySampler.Coherence(distribution.Dictionary), 1e-6);
        Assert.InRange(largest, 1e-12, 1);
    });

    // A coordinate of a Haar-random unit vector: (1 + M_ij)/2 ~ Beta((d − 1)/2, (d − 1)/2); the first, a middle and the last element.
    [Fact]
    public void An_orthonormal_dictionary_is_uniform_over_rotations() => Check(Gen.Choose(3, 8).Zip(Gen.Choose(0, 1_000_000)), 2, static pair =>
    {
        (int dimension, int start) = pair;
        var coordinates = new double[3][];
        for (int place = 0; place < 3; place++)
        {
            int row = place * (dimension - 1) / 2;
            coordinates[place] = [.. Enumerable.Range(0, 4000).Select(i =>
            {
                using var distribution = new SparseCodingDistribution(Law(dimension, DictionaryLaw.Orthonormal), (ulong)(start + i));
                return (double)distribution.Dictionary.Row(row)[row];
            })];
            double shape = (dimension - 1) / 2.0;
            Statistics.AssertDistribution(coordinates[place], value => SpecialFunctions.BetaRegularized(shape, shape, Math.Clamp((1 + value) / 2, 0, 1)));
        }
    });

    [Fact]
    public void A_sign_teacher_is_plus_or_minus_one_with_equal_chance() => Check(Seeds(), 4, static seed =>
    {
        double[] teacher = TeacherSampler.Draw(Law(5000, DictionaryLaw.Orthonormal), seed);
        Assert.All(teacher, static value => Assert.Equal(1, Math.Abs(value)));
        Statistics.AssertProbability(0.5, teacher.Count(static value => value > 0), teacher.Length);
    });

    [Fact]
    public void A_spread_teacher_is_uniform_from_a_half_to_two_with_random_sign() => Check(Seeds(), 4, static seed =>
    {
        double[] teacher = TeacherSampler.Draw(Law(5000, DictionaryLaw.Orthonormal) with { Teacher = TeacherLaw.Spread }, seed);
        Assert.All(teacher, static value => Assert.InRange(Math.Abs(value), 0.5, 2));
        Statistics.AssertDistribution([.. teacher.Select(Math.Abs)], static value => (value - 0.5) / 1.5);
        Statistics.AssertProbability(0.5, teacher.Count(static value => value > 0), teacher.Length);
    });

    [Fact]
    public void The_dense_mixture_is_the_normalised_image_of_the_teacher() => Check(Laws.All.Zip(Seeds()), 40, static pair =>
    {
        using var distribution = new SparseCodingDistribution(pair.Item1, pair.Item2);
        var image = new double[pair.Item1.Dimension];
        for (int j = 0; j < pair.Item1.DictionarySize; j++)
        {
            for (int i = 0; i < image.Length; i++)
            {
                image[i] += distribution.Teacher[j] * distribution.Dictionary.Row(j)[i];
            }
        }

        double norm = Float64.Norm(image);
        Assert.InRange(Float64.Distance(image.Select(value => value / norm), distribution.DenseMixture), 0, 1e-12);
        Assert.Equal(1, Float64.Norm(distribution.DenseMixture), 1e-12);
    });

    // With an orthonormal dictionary and a ±1 teacher every wrong sign takes 2/D from the cosine.
    [Fact]
    public void Wrong_signs_turn_the_dense_mixture_as_far_as_they_say_and_nothing_else() => Check(Laws.All.Zip(Seeds()).Zip(Gen.Choose(0, 50)), 40, static pair =>
    {
        ((SparseCodingLaw any, ulong seed), int percent) = pair;
        SparseCodingLaw law = any with { Dictionary = DictionaryLaw.Orthonormal, DictionarySize = any.Dimension, Teacher = TeacherLaw.Signs };
        using var right = new SparseCodingDistribution(law, seed);
        using var wrong = new SparseCodingDistribution(law, seed, percent / 100.0);
        double cosine = right.DenseMixture.Zip(wrong.DenseMixture, static (a, b) => a * b).Sum();
        Assert.Equal(1 - (2 * Math.Round(percent / 100.0 * law.Dimension) / law.Dimension), cosine, 1e-5);
        Assert.Equal(right.Teacher, wrong.Teacher);
        Assert.Equal(right.Inspect(RandomStream.Evaluation, 0, 3).Label, wrong.Inspect(RandomStream.Evaluation, 0, 3).Label);
        Assert.Equal(right.Inspect(RandomStream.Evaluation, 0, 3).Input, wrong.Inspect(RandomStream.Evaluation, 0, 3).Input);
    });

    [Fact]
    public void Every_malformed_law_is_refused_in_one_sentence() => Check(Laws.All.Zip(Gen.Elements(Defects)), 200, static pair =>
    {
        SparseCodingLaw broken = pair.Item2(pair.Item1);
        string message = Assert.Throws<ArgumentException>(() => new SparseCodingDistribution(broken, 1)).Message;
        Assert.EndsWith(".", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    });

    private static readonly Func<SparseCodingLaw, SparseCodingLaw>[] Defects =
    [
        static law => law with { Dimension = 1, DictionarySize = 1, Sparsity = 1 },
        static law => law with { Sparsity = 0 },
        static law => law with { Sparsity = -3 },
        static law => law with { Sparsity = law.DictionarySize + 1 },
        static law => law with { Sparsity = 2, Support = SupportLaw.Exact },
        static law => law with { DictionarySize = law.Dimension - 1, Sparsity = 1 },
        static law => law with { DictionarySize = law.Dimension, Dictionary = DictionaryLaw.Overcomplete },
        static law => law with { DictionarySize = law.Dimension + 1, Dictionary = DictionaryLaw.Orthonormal },
        static law => law with { NoiseLevel = -0.1 },
        static law => law with { NoiseLevel = double.NaN },
        static law => law with { NoiseLevel = double.PositiveInfinity },
        static law => law with { SpikeHeight = 0 },
        static law => law with { SpikeHeight = 1 },
        static law => law with { SpikeHeight = double.NaN },
        static law => law with { LabelFlip = 0.5 },
        static law => law with { LabelFlip = -0.01 },
        static law => law with { LabelFlip = double.NaN },
    ];

    private static Gen<ulong> Seeds() => Gen.Choose(0, int.MaxValue).Select(static value => (ulong)value);

    private static Gen<int> Sizes() => Gen.OneOf(Gen.Choose(2, 40), Gen.Elements(2, 64, 100));

    private static SparseCodingLaw Law(int dimension, DictionaryLaw dictionary) => new()
    {
        Dimension = dimension,
        DictionarySize = dictionary == DictionaryLaw.Overcomplete ? dimension + (dimension / 2) : dimension,
        Sparsity = 1,
        Dictionary = dictionary,
    };
}
