using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Bounds.LowComplexity;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using PurifyProofs.Properties.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.LowComplexity;

/// <summary>LB-1: moments against enumeration, the bound against classifiers, and how it moves with τ, d and noise.</summary>
public sealed class LinearBoundProperties : PropertyChecks
{
    private static Gen<SparseCodingLaw> Enumerable { get; } =
        from size in Gen.Choose(3, 6)
        from sparsity in Gen.Elements(1, 3)
        from support in Gen.Elements(Enum.GetValues<SupportLaw>())
        from magnitude in Gen.Elements(MagnitudeLaw.Constant, MagnitudeLaw.TwoLevel)
        from teacher in Gen.Elements(Enum.GetValues<TeacherLaw>())
        select new SparseCodingLaw { Dimension = size, DictionarySize = size, Sparsity = sparsity, Support = support, Magnitude = magnitude, Teacher = teacher, NoiseLevel = 0 };

    [Fact]
    public void Moments_enclose_those_of_all_codes_and_are_exact_under_the_core_hypotheses() => Check(Enumerable.Zip(Seeds()), 60, static pair =>
    {
        SparseCodingLaw law = pair.Item1;
        using var distribution = new SparseCodingDistribution(law, pair.Item2);
        (double second, double correlation) = ExactMoments(law, distribution.Teacher);
        SparseCodingMoments moments = SparseCodingMoments.Of(law);
        Assert.InRange(second, 0, moments.SecondMoment);
        Assert.InRange(correlation, 0, moments.LabelCorrelation);
        if (law.Teacher == TeacherLaw.Signs && law.Magnitude == MagnitudeLaw.Constant)
        {
            Assert.Equal(second, moments.SecondMoment, 1e-5 * second);
            Assert.Equal(correlation, moments.LabelCorrelation, 1e-5 * correlation);
        }
    });

    [Fact]
    public void No_tie_is_forgotten() => Check(Enumerable.Zip(Gen.Elements(1, 2, 3, 4)).Zip(Seeds()), 60, static pair =>
    {
        SparseCodingLaw law = pair.Item1.Item1 with { Teacher = TeacherLaw.Signs, Support = SupportLaw.Bernoulli };
        law = law with { Sparsity = Math.Min(pair.Item1.Item2, law.DictionarySize) };
        double ties = EnumeratedCodes.Of(law).Where(static atom => Math.Abs(atom.Code.Sum()) < 1e-9).Sum(static atom => atom.Probability);
        Assert.InRange(ties, 0, TieProbability.UpperBound(law) + 1e-12);
    });

    [Fact]
    public void Littlewood_and_Offord_bound_every_signed_sum() => Check(Gen.Choose(10, 40).NonEmptyListOf().Where(static list => list.Count <= 12), 300, static list =>
    {
        int zeros = System.Linq.Enumerable.Range(0, 1 << list.Count).Count(mask => list.Select((value, i) => (mask >> i & 1) == 1 ? value : -value).Sum() == 0);
        double share = zeros / (double)(1 << list.Count);
        Assert.InRange(share, 0, SignedSum.LittlewoodOffordBound(list.Count) + 1e-12);
        int[] ones = [.. System.Linq.Enumerable.Range(0, 1 << list.Count).Select(mask => list.Count - (2 * int.PopCount(mask)))];
        Assert.Equal(ones.Average(static sum => Math.Abs(sum)), SignedSum.MeanAbsolute(list.Count), 1e-9);
        Assert.Equal(ones.Average(static sum => sum == 0 ? 1.0 : 0), SignedSum.ProbabilityOfZero(list.Count), 1e-9);
    });

    // False alarms: at most one in 5e9 for each of the classifiers, by Chernoff's bound.
    [Fact]
    public void No_linear_classifier_exceeds_its_bound() => Check(Laws.All.Zip(Seeds()).Zip(Gen.Choose(0, 60)), 40, static pair =>
    {
        ((SparseCodingLaw law, ulong seed), int percent) = pair;
        using var distribution = new SparseCodingDistribution(law with { LabelFlip = percent % 3 == 0 ? 0.1 : 0 }, seed);
        double radius = percent / 100.0;
        LinearBound bound = LinearBound.Of(distribution, radius);
        (double[][] x, double[] y) = Draw(distribution, RandomStream.Evaluation, 2000);
        foreach (double[] direction in Directions(distribution, new System.Random((int)seed)))
        {
            double[] margins = [.. x.Select((point, i) => y[i] * Dot(direction, point) / Float64.Norm(direction))];
            Statistics.AssertProbabilityAtMost(bound.WithoutBias, margins.LongCount(margin => margin > radius), margins.Length);
            foreach (double bias in new[] { 0, 0.3 * radius, 0.7 * radius, radius, 2 * radius, -radius })
            {
                Statistics.AssertProbabilityAtMost(bound.WithBias, margins.Where((margin, i) => margin + (y[i] * bias) > radius).LongCount(), margins.Length);
            }
        }
    });

    [Fact]
    public void It_falls_with_radius_and_dimension_and_rises_with_noise() => Check(Laws.All.Zip(Gen.Choose(0, 100)), 60, static pair =>
    {
        (SparseCodingLaw law, int percent) = pair;
        law = law with { Dictionary = DictionaryLaw.Orthonormal, DictionarySize = law.Dimension };
        double radius = percent / 100.0;
        LinearBound bound = LinearBound.Of(law, radius);
        AssertBelow(LinearBound.Of(law, radius + 0.05), bound);
        AssertBelow(bound, LinearBound.Of(law with { NoiseLevel = law.NoiseLevel + 0.2 }, radius));
        if (law.Support == SupportLaw.Exact)
        {
            AssertBelow(LinearBound.Of(law with { Dimension = 2 * law.Dimension, DictionarySize = 2 * law.Dimension }, radius), bound);
        }
    });

    [Fact]
    public void Without_a_radius_nothing_is_claimed() => Check(Laws.All, 20, static law =>
    {
        LinearBound bound = LinearBound.Of(law with { Dictionary = DictionaryLaw.Orthonormal, DictionarySize = law.Dimension }, 0);
        Assert.Equal((1, 1), (bound.WithoutBias, bound.WithBias));
    });

    [Theory]
    [InlineData(256, 0.18, 0.54)]
    [InlineData(1024, 0.045, 0.51)]
    public void At_the_reference_sizes_it_is_as_small_as_asked(int dimension, double withoutBias, double withBias)
    {
        var law = new SparseCodingLaw { Dimension = dimension, DictionarySize = dimension, Sparsity = 3 };
        LinearBound bound = LinearBound.Of(law, 0.15);
        Assert.InRange(bound.WithoutBias, 0, withoutBias);
        Assert.InRange(bound.WithBias, 0.5, withBias);
    }

    private static void AssertBelow(LinearBound lower, LinearBound upper)
    {
        Assert.True(lower.WithoutBias <= upper.WithoutBias + 1e-12);

        // Cells differ between radii; their width is the only slack.
        Assert.True(lower.WithBias <= upper.WithBias + 1e-3);
    }

    private static (double Second, double Correlation) ExactMoments(SparseCodingLaw law, double[] teacher)
    {
        int size = law.DictionarySize;
        var second = new double[size, size];
        var correlation = new double[size];
        double accepted = 0;
        foreach ((double[] code, double probability) in EnumeratedCodes.Of(law))
        {
            double score = Dot(teacher, code);
            if (Math.Abs(score) < 1e-9)
            {
                continue;
            }

            accepted += probability;
            for (int i = 0; i < size; i++)
            {
                correlation[i] += probability * Math.Sign(score) * code[i];
                for (int j = 0; j < size; j++)
                {
                    second[i, j] += probability * code[i] * code[j];
                }
            }
        }

        var matrix = MathNet.Numerics.LinearAlgebra.Double.DenseMatrix.OfArray(second);
        double largest = matrix.Evd(MathNet.Numerics.LinearAlgebra.Symmetricity.Symmetric).EigenValues.Max(static value => value.Real);
        return (largest / accepted, Float64.Norm(correlation) / accepted);
    }

    private static (double[][] X, double[] Y) Draw(SparseCodingDistribution distribution, RandomStream stream, int count)
    {
        var x = new double[count][];
        var y = new double[count];
        for (int i = 0; i < count; i++)
        {
            (_, float[] input, float label) = distribution.Inspect(stream, 0, i);
            (x[i], y[i]) = (Float64.Of(input), label);
        }

        return (x, y);
    }

    // Random ones, a dictionary element, the dense mixture, and the mean of yx over other samples.
    private static IEnumerable<double[]> Directions(SparseCodingDistribution distribution, System.Random random)
    {
        yield return [.. distribution.DenseMixture.Select(_ => RandomMatrix.NextNormal(random))];
        yield return Float64.Of(distribution.Dictionary.Row(random.Next(distribution.Dictionary.Rows)));
        yield return distribution.DenseMixture;
        (double[][] training, double[] labels) = Draw(distribution, RandomStream.CleanTraining, 500);
        yield return [.. distribution.DenseMixture.Select((_, j) => training.Select((point, i) => labels[i] * point[j]).Average())];
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, static (u, v) => u * v).Sum();

    private static Gen<ulong> Seeds() => Gen.Choose(0, int.MaxValue).Select(static seed => (ulong)seed);
}
