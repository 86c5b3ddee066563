using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Model.FixedFeatures;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using PurifyProofs.Properties.Cpu;
using Xunit;

namespace PurifyProofs.Properties.FixedFeatures;

/// <summary>Attacks stay in the ball, never do harm to the attacker, and are exact where the optimum is known.</summary>
public sealed class FeatureAttackProperties : PropertyChecks
{
    [Fact]
    public void Attacks_stay_in_the_ball_and_never_raise_a_margin() => Check(SmallVectors.Seeds, 60, static seed =>
    {
        var random = new System.Random(seed);
        int dimension = random.Next(2, 10);
        double radius = 0.01 + random.NextDouble();
        var map = new InvariantPolynomials(dimension, 1 + (2 * random.Next(4)), 3);
        var classifier = new FeatureClassifier(map, SmallVectors.Vector(random, map.Count, 1));
        LabelledVectors points = SmallVectors.Normal(random, 8, dimension, 0.5);
        double[] direction = SmallVectors.Vector(random, dimension, 1);
        double norm = Float64.Norm(direction);
        var ensemble = new FeatureAttackEnsemble(radius, Array.ConvertAll(direction, value => value / norm), 12, 2, (ulong)seed);
        LabelledVectors worst = ensemble.Run(classifier, points);
        double[] before = FeatureAttackEnsemble.MarginsAt(classifier, points), after = FeatureAttackEnsemble.MarginsAt(classifier, worst);
        for (int i = 0; i < points.Count; i++)
        {
            Assert.InRange(Float64.Distance(points.X[i], worst.X[i]), 0, radius * (1 + 1e-15));
            Assert.True(after[i] <= before[i]);
        }
    });

    [Fact]
    public void The_exact_attack_of_a_linear_classifier_is_what_descent_finds() => Check(SmallVectors.Seeds, 60, static seed =>
    {
        var random = new System.Random(seed);
        int dimension = random.Next(1, 12);
        double radius = random.NextDouble(), bias = RandomMatrix.NextNormal(random);
        double[] w = SmallVectors.Vector(random, dimension, 1);
        LabelledVectors points = SmallVectors.Normal(random, 6, dimension, 1);
        var classifier = new FeatureClassifier(new AffineFeatures(dimension), [.. w, bias]);
        double[] exact = ExactLinearAttack.Margins(w, bias, points, radius);
        double[] found = FeatureAttackEnsemble.MarginsAt(classifier, FeatureAttack.Run(classifier, points, AttackSettings.FastGradient(radius)));
        for (int i = 0; i < exact.Length; i++)
        {
            Assert.Equal(exact[i], found[i], 1e-9 * (1 + Float64.Norm(w)));
        }
    });

    [Fact]
    public void Attacks_of_the_tangent_kernel_stay_in_the_ball_and_never_raise_a_margin() => Check(TrainingCase.All, 25, static @case =>
    {
        using SymmetricReluNetwork network = @case.CreateNetwork();
        var random = new System.Random((int)@case.Seed);
        using var batch = new TangentKernelBatch(network, 7);
        using Matrix v = RandomMatrix.Normal(random, network.Width, network.Dimension, 1);
        using Matrix samples = RandomMatrix.Normal(random, 7, network.Dimension, 0.3);
        float[] labels = [.. Enumerable.Range(0, 7).Select(static i => i % 2 == 0 ? 1f : -1f)];
        batch.Points.CopyFrom(samples);
        batch.Evaluate(v);
        float[] before = [.. batch.Scores.Zip(labels, static (score, label) => score * label)];
        TangentKernelAttack.Run(batch, v, samples, labels, AttackSettings.ProjectedGradient(0.2, 6));
        batch.Evaluate(v);
        for (int j = 0; j < 7; j++)
        {
            Assert.InRange(Float64.Distance(Float64.Of(samples.Row(j)), Float64.Of(batch.Points.Row(j))), 0, 0.2 * (1 + 1e-5));
            Assert.True(labels[j] * batch.Scores[j] <= before[j]);
        }
    });
}
