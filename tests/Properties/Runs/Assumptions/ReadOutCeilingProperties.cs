using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Claims.Families;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Runs.Assumptions;
using PurifyProofs.Model.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.Runs.Assumptions;

/// <summary>The ceiling against sums over all codes, the theory's example, and what must hold of it at any radius.</summary>
public sealed class ReadOutCeilingProperties : PropertyChecks
{
    [Fact]
    public void Enumerated_it_is_the_sum_over_all_codes() => Check(DiscreteLaws().Zip(Radii()), 60, static pair =>
    {
        (SparseCodingLaw law, double radius) = pair;
        ReadOutCeiling ceiling = ReadOutCeiling.Of(At(law, radius, 1));
        Assert.True(ceiling.IsExact);
        Assert.Equal(OverAllCodes(law, radius, Enumerable.Repeat(1.0, law.DictionarySize).ToArray()), ceiling.Estimate, 1e-12);
    });

    [Fact]
    public void Counted_it_agrees_with_the_sum_over_all_codes_for_the_teacher_drawn() => Check(DiscreteLaws().Zip(Radii()).Zip(Gen.Choose(0, int.MaxValue)), 8, static pair =>
    {
        ((SparseCodingLaw discrete, double radius), int seed) = pair;
        SparseCodingLaw law = discrete with { Teacher = TeacherLaw.Spread };
        using var distribution = new SparseCodingDistribution(law, (ulong)seed);
        ReadOutCeiling ceiling = ReadOutCeiling.Of(At(law, radius, (ulong)seed));
        long robust = (long)Math.Round(ceiling.Estimate * ReadOutCeiling.Samples);
        Statistics.AssertProbability(OverAllCodes(law, radius, distribution.Teacher), robust, ReadOutCeiling.Samples);
        Assert.InRange(ceiling.Estimate, ceiling.Lower, ceiling.Upper);
    });

    // Clopper-Pearson at 1e-3 may miss in single cases; that the limits are those of the count is what is asked here.
    [Fact]
    public void Its_limits_are_those_of_so_many_codes() => Check(Gen.Choose(0, int.MaxValue), 4, static seed =>
    {
        ReadOutCeiling ceiling = ReadOutCeiling.Of(At(Example(8, 60), 0.15, (ulong)seed));
        int robust = (int)Math.Round(ceiling.Estimate * ReadOutCeiling.Samples);
        Assert.False(ceiling.IsExact);
        Assert.Equal(Bounds.Confidence.ClopperPearson.Lower(robust, ReadOutCeiling.Samples, ReadOutCeiling.ErrorProbability / 2), ceiling.Lower);
        Assert.Equal(Bounds.Confidence.ClopperPearson.Upper(robust, ReadOutCeiling.Samples, ReadOutCeiling.ErrorProbability / 2), ceiling.Upper);
    });

    // Teacher uniform on [1/2, 2], k = 3, τ = 0.15: by quadrature over the three sizes; and for one teacher drawn, over all its supports.
    [Fact]
    public void The_example_of_the_theory_is_86_percent()
    {
        Assert.Equal("86 %", FormattableString.Invariant($"{100 * ByQuadrature(0.15, 120):0} %"));
        Check(Gen.Choose(0, int.MaxValue), 3, static seed =>
        {
            SparseCodingInstance instance = At(Example(8, 60), 0.15, (ulong)seed);
            using var distribution = new SparseCodingDistribution(instance.Law, instance.Seed);
            long robust = (long)Math.Round(ReadOutCeiling.Of(instance).Estimate * ReadOutCeiling.Samples);
            Statistics.AssertProbability(OverSupportsOfThree(distribution.Teacher, 0.15), robust, ReadOutCeiling.Samples);
        });
    }

    [Fact]
    public void Under_the_core_hypotheses_it_is_one_and_beyond_one_feature_a_quarter() => Check(Gen.Choose(0, int.MaxValue), 50, static seed =>
    {
        SparseCodingInstance instance = InstanceLaw.Draw(Scale.Quick, (ulong)seed, 1)[0];
        Assert.Equal(new ReadOutCeiling(1, 1, 1), ReadOutCeiling.Of(instance));
        Assert.Equal(0.25, ReadOutCeiling.Of(instance with { Radius = 1.01 / instance.Law.Sparsity }).Estimate, 1e-12);
        Assert.Equal(0, ReadOutCeiling.Of(instance with { Radius = 1.01 }).Estimate);
    });

    [Fact]
    public void It_falls_as_the_radius_grows() => Check(Laws().Zip(Radii()).Zip(Radii()), 6, static pair =>
    {
        ((SparseCodingLaw law, double one), double other) = pair;
        return ReadOutCeiling.Of(At(law, Math.Min(one, other), 3)).Estimate >= ReadOutCeiling.Of(At(law, Math.Max(one, other), 3)).Estimate;
    });

    private static SparseCodingLaw Example(int dimension, int size) => new()
    {
        Dimension = dimension,
        DictionarySize = size,
        Dictionary = DictionaryLaw.Overcomplete,
        Sparsity = 3,
        Teacher = TeacherLaw.Spread,
        NoiseLevel = 0,
    };

    private static SparseCodingInstance At(SparseCodingLaw law, double radius, ulong seed) =>
        PresetCatalogue.Find(PresetCatalogue.DefaultName).Create(256, 3, seed) with { Law = law, Radius = radius };

    // Signs of the codes are random, so the teacher's are of no matter: |w*_j| alone.
    private static double OverAllCodes(SparseCodingLaw law, double radius, double[] teacher)
    {
        double unit = 1 / Math.Sqrt(law.Sparsity);
        double large = law.Magnitude == MagnitudeLaw.TwoLevel ? 0.5 / law.Sparsity : 0;
        (double Value, double Probability)[] values = [(unit, (1 - large) / 2), (-unit, (1 - large) / 2), (1, large / 2), (-1, large / 2)];
        double robust = 0, all = 0;
        for (int support = 1; support < 1 << law.DictionarySize; support++)
        {
            int[] elements = [.. Enumerable.Range(0, law.DictionarySize).Where(j => (support >> j & 1) == 1)];
            double ofSupport = OfSupport(law, elements.Length);
            for (int choice = 0; ofSupport > 0 && choice < 1 << (2 * elements.Length); choice++)
            {
                double probability = ofSupport, score = 0, squaredNorm = 0;
                for (int position = 0; position < elements.Length; position++)
                {
                    (double value, double ofValue) = values[choice >> (2 * position) & 3];
                    probability *= ofValue;
                    score += teacher[elements[position]] * value;
                    squaredNorm += teacher[elements[position]] * teacher[elements[position]];
                }

                all += Math.Abs(score) > 1e-9 ? probability : 0;
                robust += Math.Abs(score) > 1e-9 && Math.Abs(score) > radius * Math.Sqrt(squaredNorm) ? probability : 0;
            }
        }

        return robust / all;
    }

    private static double OfSupport(SparseCodingLaw law, int size)
    {
        double share = (double)law.Sparsity / law.DictionarySize;
        return law.Support == SupportLaw.Bernoulli ? Math.Pow(share, size) * Math.Pow(1 - share, law.DictionarySize - size)
            : size == law.Sparsity ? 1 : 0;
    }

    private static double ByQuadrature(double radius, int points)
    {
        double[] sizes = [.. Enumerable.Range(0, points).Select(i => 0.5 + (1.5 * (i + 0.5) / points))];
        long robust = 0;
        foreach (double a in sizes)
        {
            foreach (double b in sizes)
            {
                foreach (double c in sizes)
                {
                    robust += RobustSigns(a, b, c, radius);
                }
            }
        }

        return robust / (4 * Math.Pow(points, 3));
    }

    private static double OverSupportsOfThree(double[] teacher, double radius)
    {
        double[] sizes = [.. teacher.Select(Math.Abs)];
        long robust = 0, supports = 0;
        for (int a = 0; a < sizes.Length; a++)
        {
            for (int b = 0; b < a; b++)
            {
                for (int c = 0; c < b; c++)
                {
                    robust += RobustSigns(sizes[a], sizes[b], sizes[c], radius);
                    supports++;
                }
            }
        }

        return robust / (4.0 * supports);
    }

    // Of the four sign patterns up to a common sign; every coordinate of the code has size 1/√3.
    private static int RobustSigns(double a, double b, double c, double radius)
    {
        double threshold = radius * Math.Sqrt(3 * ((a * a) + (b * b) + (c * c)));
        return Beyond(a + b + c, threshold) + Beyond(a + b - c, threshold) + Beyond(a - b + c, threshold) + Beyond(-a + b + c, threshold);
    }

    private static int Beyond(double score, double threshold) => Math.Abs(score) > threshold ? 1 : 0;

    private static Gen<double> Radii() => Gen.Choose(1, 1200).Select(static thousandths => (thousandths + 0.123) / 1000);

    private static Gen<SparseCodingLaw> Laws() => DiscreteLaws().Zip(Gen.Elements(Enum.GetValues<MagnitudeLaw>())).Zip(Gen.Elements(Enum.GetValues<TeacherLaw>()))
        .Select(static pair => pair.Item1.Item1 with { Magnitude = pair.Item1.Item2, Teacher = pair.Item2 });

    private static Gen<SparseCodingLaw> DiscreteLaws() =>
        from size in Gen.Choose(5, 7)
        from sparsity in Gen.Elements(1, 3, 5)
        from support in Gen.Elements(Enum.GetValues<SupportLaw>())
        from magnitude in Gen.Elements(MagnitudeLaw.Constant, MagnitudeLaw.TwoLevel)
        select new SparseCodingLaw
        {
            Dimension = size,
            DictionarySize = size,
            Sparsity = sparsity,
            Support = support,
            Magnitude = magnitude,
            NoiseLevel = 0,
        };
}
