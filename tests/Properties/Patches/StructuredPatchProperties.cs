using FsCheck.Fluent;
using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.Patches;
using Xunit;

namespace PurifyProofs.Properties.Patches;

/// <summary>Structured data: samples are made of the features, noise and placements the law says.</summary>
public sealed class StructuredPatchProperties : PropertyChecks
{
    private const int Many = 4000;

    [Fact]
    public void Features_are_orthonormal() => Check(PatchCase.All, 30, static example =>
    {
        using StructuredPatchDistribution distribution = example.CreateDistribution();
        double[][] features = [.. distribution.RobustFeatures, .. distribution.NonRobustFeatures];
        for (int i = 0; i < features.Length; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                Assert.Equal(i == j ? 1 : 0, features[i].Zip(features[j], static (a, b) => a * b).Sum(), 1e-12);
            }
        }
    });

    [Fact]
    public void Without_noise_a_sample_is_exactly_its_features() => Check(PatchCase.All.Zip(Gen.Choose(0, 6)), 60, static pair =>
    {
        PatchCase example = pair.Item1;
        var robust = new FeatureLaw(1, Math.Min(pair.Item2, example.Patches)) { Spread = 0.3 };
        var nonRobust = new FeatureLaw(0.35, Math.Max(1, example.Patches - pair.Item2)) { Spread = 0.1, Placement = FeaturePlacement.Fixed };
        using var device = new CpuDevice(1);
        using var distribution = new StructuredPatchDistribution(example.Law with { NoiseLevel = 0, Robust = robust, NonRobust = nonRobust }, (ulong)example.Seed);
        using PatchSamples samples = example.CreateSamples(device.Patches, distribution);
        for (int i = 0; i < samples.Count; i++)
        {
            AssertSample(distribution, samples.Sample(i), samples.Classes[i]);
        }
    });

    [Fact]
    public void A_sample_depends_on_its_number_alone() => Check(PatchCase.All, 20, static example =>
    {
        using var one = new CpuDevice(1);
        using var two = new CpuDevice(2);
        using StructuredPatchDistribution distribution = example.CreateDistribution();
        using PatchSamples few = PatchSamples.Draw(one.Patches, distribution, RandomStream.Evaluation, 1, 3);
        using PatchSamples more = PatchSamples.Draw(two.Patches, distribution, RandomStream.Evaluation, 1, 40);
        using PatchSamples other = PatchSamples.Draw(one.Patches, distribution, RandomStream.Evaluation, 2, 3);
        Assert.All(Enumerable.Range(0, 3), i => Assert.Equal(few.Sample(i), more.Sample(i)));
        Assert.All(Enumerable.Range(0, 3), i => Assert.NotEqual(few.Sample(i), other.Sample(i)));
        Assert.Equal(few.Classes, more.Classes[..3]);
    });

    [Fact]
    public void Classes_and_positions_are_uniform_and_noise_has_its_variance() => Check(Gen.Choose(0, int.MaxValue), 1, static seed =>
    {
        StructuredPatchLaw law = new() { Classes = 3, Patches = 4, Dimension = 10, Robust = new FeatureLaw(8, 2), NonRobust = new FeatureLaw(0.35, 4), NoiseLevel = 0.5 };
        using var device = new CpuDevice(1);
        using var distribution = new StructuredPatchDistribution(law, (ulong)seed);
        using PatchSamples samples = PatchSamples.Draw(device.Patches, distribution, RandomStream.Evaluation, 0, Many);
        for (int y = 0; y < law.Classes; y++)
        {
            Statistics.AssertProbability(1.0 / law.Classes, samples.Classes.Count(value => value == y), Many);
        }

        double squares = 0;
        int[] carried = new int[law.Patches];
        for (int row = 0; row < samples.X.Rows; row++)
        {
            int y = samples.Classes[row / law.Patches];
            double[] x = Float64.Of(samples.X.Row(row));
            bool carries = Dot(x, distribution.RobustFeatures[y]) > 4;
            carried[row % law.Patches] += carries ? 1 : 0;
            double[] noise = [.. x.Select((value, j) => value - (0.35 * distribution.NonRobustFeatures[y][j]) - (carries ? 8 * distribution.RobustFeatures[y][j] : 0))];
            squares += noise.Sum(static value => value * value);
        }

        Assert.All(carried, count => Statistics.AssertProbability(0.5, count, Many));
        Statistics.AssertNormalVariance(0.25 / 10, squares, (long)samples.X.Rows * 10);
    });

    [Fact]
    public void Conditions_are_judged_at_the_worst_strengths()
    {
        StructuredPatchLaw law = StructuredPatchLaw.Pilot;
        var conditions = new StructuredPatchConditions(law, 3, 0.45);
        Assert.True(conditions.Hold);
        Assert.Empty(conditions.Violations());
        Assert.Equal(1, conditions.RobustPower, 1e-12);
        Assert.Equal(32 * 0.35 * 0.35 * 0.35, conditions.NonRobustPower, 1e-12);
        Assert.Equal("β = 0.35 is not below ε = 0.3", Assert.Single(new StructuredPatchConditions(law, 3, 0.3).Violations()));
        Assert.Equal("Σα^q = 1.728 is not below Σβ^q = 1.372", Assert.Single(new StructuredPatchConditions(law with { Robust = new FeatureLaw(1, 1) { Spread = 0.2 } }, 3, 0.45).Violations()));
        Assert.Equal("ε = 0.45 is not below α = 0.4", Assert.Single(new StructuredPatchConditions(law with { Robust = new FeatureLaw(0.4, 1) }, 3, 0.45).Violations()));
        Assert.False(new StructuredPatchConditions(law with { NonRobust = new FeatureLaw(0, 32) }, 3, 0.45).Hold);
    }

    [Fact]
    public void Laws_that_cannot_be_are_refused()
    {
        StructuredPatchLaw law = StructuredPatchLaw.Pilot;
        Assert.Throws<ArgumentException>(() => new StructuredPatchDistribution(law with { Dimension = 9 }, 1));
        Assert.Throws<ArgumentException>(() => new StructuredPatchDistribution(law with { Robust = new FeatureLaw(1, 33) }, 1));
        Assert.Throws<ArgumentException>(() => new StructuredPatchDistribution(law with { NoiseLevel = double.NaN }, 1));
        Assert.Throws<ArgumentException>(() => new StructuredPatchDistribution(law with { Classes = 2, Dimension = 4 }, 1, [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 1, 0]]));
    }

    private static void AssertSample(StructuredPatchDistribution distribution, double[] sample, int label)
    {
        StructuredPatchLaw law = distribution.Law;
        int robust = 0;
        for (int p = 0; p < law.Patches; p++)
        {
            double[] x = sample[(p * law.Dimension)..((p + 1) * law.Dimension)];
            double alpha = Dot(x, distribution.RobustFeatures[label]), beta = Dot(x, distribution.NonRobustFeatures[label]);
            double rest = Math.Sqrt(Math.Max(0, Dot(x, x) - (alpha * alpha) - (beta * beta)));
            Assert.InRange(rest, 0, 1e-3);
            robust += alpha > 0.5 ? 1 : 0;
            Assert.True(Math.Abs(alpha) < 1e-5 || alpha is > 0.7 - 1e-5 and < 1.3 + 1e-5);
            bool carries = p < law.NonRobust.Patches;
            Assert.InRange(beta, carries ? 0.315 - 1e-5 : -1e-5, carries ? 0.385 + 1e-5 : 1e-5);
        }

        Assert.Equal(law.Robust.Patches, robust);
    }

    private static double Dot(double[] left, double[] right) => left.Zip(right, static (a, b) => a * b).Sum();
}
