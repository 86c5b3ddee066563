using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Families.LowComplexity;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.FixedFeatures;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.LowComplexity;

/// <summary>
/// The studies of LB-1 to LB-3 from samples to results on small fixed instances: everything follows from the seeds below, so a red test is a
/// changed program and never bad luck.
/// </summary>
public sealed class LowComplexityStudyTests
{
    private static readonly StudySettings Light = new()
    {
        RoundSamples = 300,
        Rounds = 3,
        TrainingAttackSteps = 8,
        SelectionSamples = 200,
        EvaluationSamples = 400,
        EvaluationAttackSteps = 20,
        PilotSamples = 512,
        DualSamples = 8192,
    };

    private static readonly SparseCodingInstance Small = SparseCodingLine.Parse("preset=two-sided,d=96,k=3,m=64,radius=0.255,seed=5");

    [Fact]
    public void Training_never_beats_what_is_proved_of_linear_classifiers()
    {
        using var distribution = new SparseCodingDistribution(Small.Law, Small.Seed);
        LinearResult result = LinearStudy.Run(distribution, Small.Radius, Light);
        Assert.InRange(result.Proved.WithBias, 0.5, 0.53);
        AssertBelow(result.Proved.WithBias, result.WithBias.Robust);
        AssertBelow(result.Proved.WithoutBias, result.WithoutBias.Robust);

        // And where τ is next to nothing, training finds the classifier that is right.
        LinearResult easy = LinearStudy.Run(distribution, 0.002, Light);
        Assert.Equal(1, easy.Proved.WithBias);
        Assert.InRange(easy.WithoutBias.Robust.Estimate, 0.9, 1);
    }

    [Fact]
    public void The_robust_polynomial_of_degree_five_is_found_and_certified()
    {
        using var distribution = new SparseCodingDistribution(Small.Law, Small.Seed);
        var study = new PolynomialStudy(distribution, 0.15, Light);
        PolynomialResult cubic = study.Run(3), quintic = study.Run(5);
        Assert.InRange(cubic.Counterexample!.Certified.Estimate, 0, 0.53);
        Assert.InRange(quintic.Reached.Robust.Estimate, 0.9, 1);
        Assert.InRange(cubic.Reached.Robust.Estimate, 0, 0.53);
        Assert.True(cubic.Proved.InPopulation(1) > 0.1);
        Assert.NotNull(quintic.Counterexample);
        Assert.InRange(quintic.Counterexample.Certified.Estimate, 0.7, 1);
        LabelledVectors points = LabelledVectors.DrawInTeacherCoordinates(distribution, RandomStream.Evaluation, 0, Light.EvaluationSamples);
        var attack = new FeatureAttackEnsemble(0.15, [.. Enumerable.Repeat(1 / Math.Sqrt(Small.Law.Dimension), Small.Law.Dimension)], 30, 2, 1);
        Assert.InRange(quintic.Counterexample.Certified.Successes, 0, attack.Margins(quintic.Counterexample.Model, points).Count(static margin => margin > 0));
        Assert.InRange(quintic.Proved.OnSample(1), 0, 0.05);
        Assert.Equal(0, quintic.Proved.InPopulation(1));
    }

    [Fact]
    public void Loud_noise_takes_robustness_from_the_polynomial()
    {
        using var distribution = new SparseCodingDistribution(Small.Law with { NoiseLevel = 0.5 * Math.Sqrt(Small.Law.Dimension / 3.0) }, Small.Seed);
        Assert.InRange(new PolynomialStudy(distribution, 0.15, Light).Reach(5).Fit.Robust.Estimate, 0, 0.53);
    }

    [Fact]
    public void The_tangent_kernel_is_accurate_and_not_robust()
    {
        using var device = new CpuDevice(Environment.ProcessorCount);
        using var distribution = new SparseCodingDistribution(Small.Law, Small.Seed);
        using SymmetricReluNetwork network = InitialNetwork.Draw(Small.Plan, Small.Law.Dimension, Small.Law.Sparsity, Small.Seed, RandomStream.InitialWeights);
        var effort = new TangentKernelEffort { Steps = 120, BatchSize = 64, EvaluationSamples = 256, EvaluationAttackSteps = 20, PilotSamples = 512, DualSamples = 2048 };
        double last = 0;
        TangentKernelResult result = TangentKernelStudy.Run(network, distribution, Small.Radius, device.SparseCoding, effort, (fraction, _) =>
        {
            Assert.InRange(fraction, last, 1);
            last = fraction;
        });
        Assert.Equal(4, result.Reached.Count);
        Assert.InRange(result.Reached.Max(static fit => fit.Clean.Estimate), 0.8, 1);
        Assert.All(result.Reached, static fit => Assert.InRange(fit.Robust.Estimate, 0, 0.53));
        Assert.InRange(result.ShiftLength, 0, Small.Radius);
        Assert.True(result.Shifted.ResidualNorm < result.CleanMeanMargin);
    }

    [Fact]
    public void Interpolation_joins_two_networks_by_a_straight_line()
    {
        using SymmetricReluNetwork first = InitialNetwork.Draw(Small.Plan, 8, 3, 1, RandomStream.InitialWeights);
        using SymmetricReluNetwork second = InitialNetwork.Draw(Small.Plan, 8, 3, 2, RandomStream.InitialWeights);
        using SymmetricReluNetwork start = NetworkInterpolation.Between(first, second, 0), end = NetworkInterpolation.Between(first, second, 1), middle = NetworkInterpolation.Between(first, second, 0.5);
        for (int i = 0; i < first.Width; i++)
        {
            Assert.Equal(first.Weights.Row(i).ToArray(), start.Weights.Row(i).ToArray());
            Assert.Equal(second.Weights.Row(i).ToArray(), end.Weights.Row(i).ToArray());
            Assert.Equal((first.Weights.Row(i)[0] + second.Weights.Row(i)[0]) / 2, middle.Weights.Row(i)[0], 1e-6f);
        }
    }

    // No false alarm: everything is fixed. The interval says by how much a sample may exceed its expectation.
    private static void AssertBelow(double bound, Proportion reached) => Assert.InRange(reached.Interval(1e-6).Lower, 0, bound);
}
