using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.SparseCoding;

/// <summary>Codes z and labels: supports, magnitudes, signs, ties. False-alarm rates are those of <see cref="Statistics"/>.</summary>
public sealed class CodeProperties : PropertyChecks
{
    private const int Samples = 4000;

    [Fact]
    public void The_label_is_the_sign_of_the_teacher_on_the_code() => Check(Laws.All.Zip(Seeds()), 60, static pair =>
    {
        using var distribution = new SparseCodingDistribution(pair.Item1, pair.Item2);
        for (int sample = 0; sample < 50; sample++)
        {
            (double[] code, _, float label) = distribution.Inspect(RandomStream.CleanTraining, 3, sample);
            double score = code.Zip(distribution.Teacher, static (z, w) => z * w).Sum();
            Assert.Equal(Math.Sign(score), (int)label);
        }
    });

    [Fact]
    public void An_exact_support_has_k_elements_each_equally_likely() => Check(Exact().Zip(Seeds()), 3, static pair =>
    {
        SparseCodingLaw law = pair.Item1;
        double[][] codes = Codes(law, pair.Item2);
        Assert.All(codes, code => Assert.Equal(law.Sparsity, code.Count(static z => z != 0)));
        for (int j = 0; j < law.DictionarySize; j++)
        {
            Statistics.AssertProbability((double)law.Sparsity / law.DictionarySize, codes.Count(code => code[j] != 0), codes.Length);
        }
    });

    // Pairs too: a sampler may have the right margins and draw neighbours together.
    [Fact]
    public void Pairs_of_an_exact_support_are_equally_likely() => Check(Seeds(), 2, static seed =>
    {
        var law = new SparseCodingLaw { Dimension = 7, DictionarySize = 7, Sparsity = 3 };
        double[][] codes = Codes(law, seed);
        for (int j = 0; j < 7; j++)
        {
            for (int l = 0; l < j; l++)
            {
                Statistics.AssertProbability(3.0 * 2 / (7 * 6), codes.Count(code => code[j] != 0 && code[l] != 0), codes.Length);
            }
        }
    });

    // The size of the support given that the labels do not tie: P(s) ∝ Bin(s; D, k/D) (1 − P(tie | s)).
    [Fact]
    public void A_Bernoulli_support_has_the_binomial_size_given_no_tie() => Check(Bernoulli().Zip(Seeds()), 4, static pair =>
    {
        SparseCodingLaw law = pair.Item1;
        double[] sizes = [.. SupportSizes(law).Select((probability, size) => probability * (1 - TieProbability(size)))];
        double accepted = sizes.Sum();
        double[][] codes = Codes(law, pair.Item2);
        for (int size = 0; size <= law.DictionarySize; size++)
        {
            int found = codes.Count(code => code.Count(static z => z != 0) == size);
            if (sizes[size] > 0 && sizes[size] < accepted)
            {
                Statistics.AssertProbability(sizes[size] / accepted, found, codes.Length);
            }
        }
    });

    [Fact]
    public void The_acceptance_rate_is_that_of_exact_enumeration() => Check(Bernoulli().Zip(Seeds()), 4, static pair =>
    {
        using var distribution = new SparseCodingDistribution(pair.Item1, pair.Item2);
        double accepted = SupportSizes(pair.Item1).Select(static (probability, size) => probability * (1 - TieProbability(size))).Sum();
        const int Candidates = 20_000;
        Statistics.AssertProbability(accepted, (long)Math.Round(distribution.EstimateAcceptanceRate(Candidates) * Candidates), Candidates);
    });

    [Fact]
    public void Without_ties_every_candidate_is_accepted() => Check(Exact().Zip(Seeds()), 20, static pair =>
    {
        using var distribution = new SparseCodingDistribution(pair.Item1, pair.Item2);
        return distribution.EstimateAcceptanceRate(500) == 1;
    });

    [Fact]
    public void Constant_magnitudes_are_one_over_root_k() => Check(WithMagnitude(MagnitudeLaw.Constant).Zip(Seeds()), 4, static pair =>
        Assert.All(Magnitudes(pair.Item1, pair.Item2), value => Assert.Equal(1 / Math.Sqrt(pair.Item1.Sparsity), value, 1e-7)));

    [Fact]
    public void Uniform_magnitudes_fill_their_interval_evenly() => Check(WithMagnitude(MagnitudeLaw.Uniform).Where(static law => law.Sparsity > 1).Zip(Seeds()), 4, static pair =>
    {
        double low = 1 / Math.Sqrt(pair.Item1.Sparsity), high = Math.Min(1, 2 * low);
        double[] magnitudes = Magnitudes(pair.Item1, pair.Item2);
        Assert.All(magnitudes, value => Assert.InRange(value, low - 1e-7, high + 1e-7));
        Statistics.AssertDistribution(magnitudes, value => Math.Clamp((value - low) / (high - low), 0, 1));
    });

    [Fact]
    public void Two_level_magnitudes_are_one_with_probability_one_over_two_k() => Check(WithMagnitude(MagnitudeLaw.TwoLevel).Where(static law => law.Sparsity > 1).Zip(Seeds()), 4, static pair =>
    {
        int sparsity = pair.Item1.Sparsity;
        double[] magnitudes = Magnitudes(pair.Item1, pair.Item2);
        Assert.All(magnitudes.Where(static value => value != 1), value => Assert.Equal(1 / Math.Sqrt(sparsity), value, 1e-7));
        Statistics.AssertProbability(1.0 / (2 * sparsity), magnitudes.Count(static value => value == 1), magnitudes.Length);
    });

    [Fact]
    public void The_second_moment_of_a_coordinate_follows_from_support_and_magnitude() => Check(Exact().Zip(Seeds()), 4, static pair =>
    {
        SparseCodingLaw law = pair.Item1;
        double unit = 1 / Math.Sqrt(law.Sparsity), high = Math.Min(1, 2 * unit);
        double square = law.Magnitude switch
        {
            MagnitudeLaw.Uniform => ((unit * unit) + (unit * high) + (high * high)) / 3,
            MagnitudeLaw.TwoLevel => (unit * unit * (1 - (0.5 / law.Sparsity))) + (0.5 / law.Sparsity),
            _ => unit * unit,
        };
        double expected = square * law.Sparsity / law.DictionarySize;
        double[][] codes = Codes(law, pair.Item2);
        for (int j = 0; j < law.DictionarySize; j++)
        {
            Statistics.AssertSmallMean(expected, [.. codes.Select(code => code[j] * code[j])], 1 + 1e-6, expected);
        }
    });

    // Signs are independent of one another where no tie can occur, so all of them count.
    [Fact]
    public void Signs_and_labels_are_balanced() => Check(Exact().Zip(Seeds()), 4, static pair =>
    {
        double[][] codes = Codes(pair.Item1, pair.Item2);
        Statistics.AssertProbability(0.5, codes.Sum(static code => code.Count(static z => z > 0)), (long)codes.Length * pair.Item1.Sparsity);
        using var distribution = new SparseCodingDistribution(pair.Item1, pair.Item2);
        Statistics.AssertProbability(0.5, Enumerable.Range(0, Samples).Count(sample => distribution.Inspect(RandomStream.Evaluation, 1, sample).Label > 0), Samples);
    });

    [Fact]
    public void Labels_flip_at_the_stated_rate_in_training_and_evaluation() => Check(Laws.All.Zip(Seeds()).Zip(Gen.Choose(0, 45)).Zip(Gen.Elements(Sampled)), 8, static pair =>
    {
        (((SparseCodingLaw law, ulong seed), int percent), RandomStream stream) = pair;
        using var distribution = new SparseCodingDistribution(law with { LabelFlip = percent / 100.0 }, seed);
        int flipped = 0;
        for (int sample = 0; sample < Samples; sample++)
        {
            (double[] code, _, float label) = distribution.Inspect(stream, 0, sample);
            flipped += code.Zip(distribution.Teacher, static (z, w) => z * w).Sum() * label < 0 ? 1 : 0;
        }

        if (percent == 0)
        {
            Assert.Equal(0, flipped);
            return;
        }

        Statistics.AssertProbability(percent / 100.0, flipped, Samples);
    });

    private static readonly RandomStream[] Sampled =
        [RandomStream.CleanTraining, RandomStream.FastGradientTraining, RandomStream.ProjectedGradientTraining, RandomStream.SurrogateTraining, RandomStream.Evaluation];

    private static Gen<ulong> Seeds() => Gen.Choose(0, int.MaxValue).Select(static value => (ulong)value);

    private static Gen<SparseCodingLaw> Exact() => Laws.All.Select(static law => law with { Support = SupportLaw.Exact });

    private static Gen<SparseCodingLaw> WithMagnitude(MagnitudeLaw magnitude) => Exact().Select(law => law with { Magnitude = magnitude });

    // Even sparsities too; ±1 teachers and constant magnitudes, so that ties have the probability of a balanced vote.
    private static Gen<SparseCodingLaw> Bernoulli() =>
        from law in Laws.All
        from sparsity in Gen.Choose(1, 5)
        select law with { Support = SupportLaw.Bernoulli, Sparsity = sparsity, Magnitude = MagnitudeLaw.Constant, Teacher = TeacherLaw.Signs, NoiseLevel = 0 };

    private static double[] SupportSizes(SparseCodingLaw law) => Confidence.BinomialDistribution.Outcomes(law.DictionarySize, (double)law.Sparsity / law.DictionarySize);

    private static double TieProbability(int size) => size % 2 == 1 ? 0 : Confidence.BinomialDistribution.Outcomes(size, 0.5)[size / 2];

    private static double[][] Codes(SparseCodingLaw law, ulong seed)
    {
        using var distribution = new SparseCodingDistribution(law with { NoiseLevel = 0 }, seed);
        return [.. Enumerable.Range(0, Samples).Select(sample => distribution.Inspect(RandomStream.Evaluation, 2, sample).Code)];
    }

    private static double[] Magnitudes(SparseCodingLaw law, ulong seed) =>
        [.. Codes(law, seed).SelectMany(static code => code.Where(static z => z != 0).Select(Math.Abs))];
}
