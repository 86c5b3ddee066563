using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Model.FixedFeatures;
using Xunit;

namespace PurifyProofs.Properties.FixedFeatures;

/// <summary>Trainers end at the optimum of what they say they minimise.</summary>
public sealed class CoefficientTrainerProperties : PropertyChecks
{
    private const double Ridge = 1e-2;

    [Fact]
    public void Least_squares_and_soft_hinge_end_where_their_gradients_vanish() => Check(SmallVectors.Seeds, 60, static seed =>
    {
        (double[][] features, double[] labels) = Draw(seed);
        double scale = MeanSquare(features);
        double[] v = new LeastSquares(Ridge).Fit(features, labels);
        AssertStationary(features, labels, v, (margin, _) => 1 - margin, Ridge * features.Sum(static row => row.Sum(static f => f * f)) / features[0].Length, 1e-8);
        foreach (var loss in new[] { SoftHingeLoss.Logistic, new SoftHingeLoss(4, 1) })
        {
            v = new SoftHingeRegression(loss, Ridge, 100).Fit(features, labels);
            AssertStationary(features, labels, v, (margin, _) => loss.Weight(margin), Ridge * scale * features.Length, 1e-3);
        }
    });

    // Duality: the objective of v is at most that of any other, here of random ones around it.
    [Fact]
    public void Hinge_regression_ends_at_the_lowest_hinge_loss() => Check(SmallVectors.Seeds, 30, static seed =>
    {
        (double[][] features, double[] labels) = Draw(seed);
        var random = new System.Random(seed);
        double[] v = new HingeRegression(Ridge, 20_000).Fit(features, labels);
        double reached = HingeObjective(features, labels, v);
        for (int i = 0; i < 50; i++)
        {
            double[] other = [.. v.Select(value => value + (Math.Pow(10, -random.Next(4)) * RandomMatrix.NextNormal(random)))];
            Assert.True(reached <= HingeObjective(features, labels, other) + (1e-3 * (1 + reached)));
        }
    });

    [Fact]
    public void Slopes_of_the_soft_hinge_are_its_derivative() => Check(Gen.Choose(-500, 500).Zip(Gen.Choose(1, 20)), 200, static pair =>
    {
        double margin = pair.Item1 / 100.0;
        var loss = new SoftHingeLoss(pair.Item2, 1);
        Assert.Equal(-loss.Weight(margin), (loss.Value(margin + 1e-5) - loss.Value(margin - 1e-5)) / 2e-5, 1e-4);
        Assert.InRange(loss.Value(margin), Math.Max(0, 1 - margin) - 1e-12, Math.Max(0, 1 - margin) + (Math.Log(2) / pair.Item2) + 1e-12);
    });

    private static (double[][] Features, double[] Labels) Draw(int seed)
    {
        var random = new System.Random(seed);
        int dimension = random.Next(1, 7);
        var points = SmallVectors.Normal(random, random.Next(5, 60), dimension, 1 + random.NextDouble());
        return (points.X, points.Y);
    }

    private static void AssertStationary(double[][] features, double[] labels, double[] v, Func<double, int, double> slope, double penalty, double tolerance)
    {
        double[] gradient = [.. v.Select(value => -penalty * value)];
        for (int i = 0; i < features.Length; i++)
        {
            double factor = labels[i] * slope(labels[i] * features[i].Zip(v, static (f, c) => f * c).Sum(), i);
            gradient = [.. gradient.Zip(features[i], (sum, f) => sum + (factor * f))];
        }

        Assert.InRange(Float64.Norm(gradient), 0, tolerance * features.Sum(static row => Float64.Norm(row)));
    }

    private static double HingeObjective(double[][] features, double[] labels, double[] v) =>
        features.Select((row, i) => Math.Max(0, 1 - (labels[i] * row.Zip(v, static (f, c) => f * c).Sum()))).Average()
        + (0.5 * Ridge * MeanSquare(features) * v.Sum(static value => value * value));

    private static double MeanSquare(double[][] features) => features.Average(static row => row.Sum(static f => f * f)) / features[0].Length;
}
