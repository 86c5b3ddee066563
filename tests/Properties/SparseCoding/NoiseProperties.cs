using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.SparseCoding;

/// <summary>x = Mz + ξ: the noise has the law it says. False-alarm rates are those of <see cref="Statistics"/>.</summary>
public sealed class NoiseProperties : PropertyChecks
{
    private const int Samples = 2000;

    [Fact]
    public void Without_noise_the_input_is_the_dictionary_on_the_code() => Check(Laws.All.Zip(Seeds()), 60, static pair =>
    {
        using var distribution = new SparseCodingDistribution(pair.Item1 with { NoiseLevel = 0 }, pair.Item2);
        for (int sample = 0; sample < 10; sample++)
        {
            Assert.InRange(Float64.Norm(Residual(distribution, sample)), 0, 1e-5);
        }
    });

    [Fact]
    public void Gaussian_noise_is_normal_in_every_coordinate() => Check(Noisy(NoiseLaw.Gaussian).Zip(Seeds()), 4, static pair =>
    {
        using var distribution = new SparseCodingDistribution(pair.Item1, pair.Item2);
        double deviation = pair.Item1.NoiseLevel / Math.Sqrt(pair.Item1.Dimension);
        double[] noise = [.. Enumerable.Range(0, Samples).SelectMany(sample => Residual(distribution, sample)).Select(value => value / deviation)];
        Statistics.AssertNormalVariance(1, noise.Sum(static value => value * value), noise.Length);
        Statistics.AssertDistribution(noise, SmoothedReluFunction.NormalCumulative);

        // The sum over coordinates shows correlations that single coordinates hide.
        double[] sums = [.. Enumerable.Range(0, Samples).Select(sample => Residual(distribution, sample).Sum() / pair.Item1.NoiseLevel)];
        Statistics.AssertDistribution(sums, SmoothedReluFunction.NormalCumulative);
    });

    [Fact]
    public void Normal_numbers_have_the_normal_distribution_into_the_tails() => Check(Gen.Choose(0, int.MaxValue), 2, static seed =>
    {
        double[] numbers = NormalNumbers(200_000, (ulong)seed);
        Statistics.AssertDistribution(numbers, SmoothedReluFunction.NormalCumulative);
        Statistics.AssertNormalVariance(1, numbers.Sum(static value => value * value), numbers.Length);
        foreach (double limit in new[] { 2, 3, 4 })
        {
            Statistics.AssertProbability(SmoothedReluFunction.NormalCumulative(-limit), numbers.Count(value => value > limit), numbers.Length);
            Statistics.AssertProbability(SmoothedReluFunction.NormalCumulative(-limit), numbers.Count(value => value < -limit), numbers.Length);
        }
    });

    // Neighbours within a group, and numbers of one Box–Muller pair (16 apart), must not depend on each other.
    [Fact]
    public void Normal_numbers_are_independent_at_small_distances() => Check(Gen.Choose(0, int.MaxValue), 2, static seed =>
    {
        double[] numbers = NormalNumbers(100_000, (ulong)seed);
        foreach (int distance in new[] { 1, 16, 32, 64 })
        {
            // (x + y)/√2 of disjoint pairs is standard normal if x and y are independent.
            double[] sums = [.. Enumerable.Range(0, numbers.Length - distance)
                .Where(i => i / distance % 2 == 0)
                .Select(i => (numbers[i] + numbers[i + distance]) / Math.Sqrt(2))];
            Statistics.AssertDistribution(sums, SmoothedReluFunction.NormalCumulative);
        }
    });

    [Fact]
    public void Scalar_normal_numbers_have_the_normal_distribution() => Check(Gen.Choose(0, int.MaxValue), 2, static seed =>
    {
        var sequence = new RandomSequence((ulong)seed, 1, 2, 3);
        var numbers = new double[50_000];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = sequence.NextNormal();
        }

        Statistics.AssertDistribution(numbers, SmoothedReluFunction.NormalCumulative);
    });

    [Fact]
    public void A_longer_row_of_normal_numbers_begins_with_the_shorter_one() => Check(Gen.Choose(1, 300).Two().Zip(Gen.Choose(0, int.MaxValue)), 100, static pair =>
    {
        ((int first, int second), int seed) = pair;
        float[] shorter = Row(Math.Min(first, second), (ulong)seed), longer = Row(Math.Max(first, second), (ulong)seed);
        return longer.AsSpan(0, shorter.Length).SequenceEqual(shorter);
    });

    // On an orthonormal dictionary the spikes can be read off: Mᵀ(x − Mz).
    [Fact]
    public void Spikes_have_one_height_both_signs_and_the_variance_of_the_noise_level() => Check(
        Noisy(NoiseLaw.Spike).Where(static law => law.Dictionary == DictionaryLaw.Orthonormal).Zip(Seeds()).Zip(Gen.Choose(30, 90)),
        4,
        static pair =>
        {
            ((SparseCodingLaw start, ulong seed), int percent) = pair;
            SparseCodingLaw law = start with { SpikeHeight = percent / 100.0 };
            using var distribution = new SparseCodingDistribution(law, seed);
            double height = law.SpikeHeight / Math.Sqrt(law.Sparsity);
            Assert.InRange(height, 0, 0.9 / Math.Sqrt(law.Sparsity));
            double[] spikes = [.. Enumerable.Range(0, Samples).SelectMany(sample => Coordinates(distribution, Residual(distribution, sample)))];
            Assert.All(spikes, spike => Assert.True(Math.Abs(spike) < 1e-5 || Math.Abs(Math.Abs(spike) - height) < 1e-5));
            double probability = law.NoiseLevel * law.NoiseLevel / law.Dimension / (height * height);
            Statistics.AssertProbability(probability, spikes.Count(spike => Math.Abs(spike) > height / 2), spikes.Length);
            Statistics.AssertProbability(0.5, spikes.Count(spike => spike > height / 2), spikes.Count(spike => Math.Abs(spike) > height / 2));
        });

    [Fact]
    public void Spikes_too_low_for_the_noise_level_are_refused() => Check(Seeds(), 10, static seed =>
    {
        var law = new SparseCodingLaw { Dimension = 6, DictionarySize = 6, Sparsity = 5, Noise = NoiseLaw.Spike, NoiseLevel = 1, SpikeHeight = 0.3 };
        Assert.Throws<ArgumentException>(() => new SparseCodingDistribution(law, seed));
    });

    [Fact]
    public void Samples_do_not_depend_on_threads_nor_on_how_many_are_drawn() => Check(Laws.All.Zip(Seeds()).Zip(Gen.Choose(0, 120)), 40, static pair =>
    {
        ((SparseCodingLaw law, ulong seed), int count) = pair;
        using var distribution = new SparseCodingDistribution(law, seed);
        using var one = new CpuDevice(1);
        using var seven = new CpuDevice(7);
        using var few = new Matrix(count, law.Dimension);
        using var many = new Matrix(count + 9, law.Dimension);
        (float[] fewLabels, float[] manyLabels) = (new float[count], new float[count + 9]);
        one.SparseCoding.Sample(distribution, RandomStream.CleanTraining, 5, few, fewLabels);
        seven.SparseCoding.Sample(distribution, RandomStream.CleanTraining, 5, many, manyLabels);
        Assert.Equal(fewLabels, manyLabels[..count]);
        Assert.Equal(RandomMatrix.Elements(few), RandomMatrix.Elements(many)[..(count * law.Dimension)]);
        for (int sample = 0; sample < count; sample += 7)
        {
            (_, float[] input, float label) = distribution.Inspect(RandomStream.CleanTraining, 5, sample);
            Assert.Equal(input, few.Row(sample).ToArray());
            Assert.Equal(label, fewLabels[sample]);
        }
    });

    [Fact]
    public void Other_streams_and_steps_give_other_samples() => Check(Laws.All.Where(static law => law.NoiseLevel > 0 && law.Noise == NoiseLaw.Gaussian).Zip(Seeds()), 40, static pair =>
    {
        using var distribution = new SparseCodingDistribution(pair.Item1, pair.Item2);
        float[][] inputs =
        [
            distribution.Inspect(RandomStream.CleanTraining, 0, 0).Input,
            distribution.Inspect(RandomStream.CleanTraining, 0, 1).Input,
            distribution.Inspect(RandomStream.CleanTraining, 1, 0).Input,
            distribution.Inspect(RandomStream.Evaluation, 0, 0).Input,
        ];
        return inputs.DistinctBy(static input => input[0]).Count() == inputs.Length;
    });

    private static Gen<ulong> Seeds() => Gen.Choose(0, int.MaxValue).Select(static value => (ulong)value);

    private static Gen<SparseCodingLaw> Noisy(NoiseLaw noise) =>
        Laws.All.Where(static law => law.NoiseLevel >= 0.05 && law.Dimension >= 10).Select(law => law with { Noise = noise });

    private static double[] Residual(SparseCodingDistribution distribution, int sample)
    {
        (double[] code, float[] input, _) = distribution.Inspect(RandomStream.Evaluation, 4, sample);
        double[] residual = Float64.Of(input);
        for (int j = 0; j < code.Length; j++)
        {
            if (code[j] != 0)
            {
                Span<float> element = distribution.Dictionary.Row(j);
                for (int i = 0; i < residual.Length; i++)
                {
                    residual[i] -= code[j] * element[i];
                }
            }
        }

        return residual;
    }

    private static double[] Coordinates(SparseCodingDistribution distribution, double[] vector)
    {
        float[] single = Array.ConvertAll(vector, static value => (float)value);
        return [.. Enumerable.Range(0, distribution.Dictionary.Rows).Select(j => Float64.Dot(distribution.Dictionary.Row(j), single))];
    }

    private static double[] NormalNumbers(int count, ulong seed) => Array.ConvertAll(Row(count, seed), static value => (double)value);

    private static unsafe float[] Row(int count, ulong seed)
    {
        var numbers = new float[count];
        fixed (float* target = numbers)
        {
            NormalSampler.Add(target, count, 1, seed, new PhiloxCounter(0, 11, 12, 13));
        }

        return numbers;
    }
}
