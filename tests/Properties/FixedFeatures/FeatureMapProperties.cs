using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Model.FixedFeatures;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using PurifyProofs.Properties.Cpu;
using Xunit;

namespace PurifyProofs.Properties.FixedFeatures;

/// <summary>Every feature map against its definition and its gradient against differences.</summary>
public sealed class FeatureMapProperties : PropertyChecks
{
    // A kink lies within a step of 10⁻⁶ about once in 10⁴ cases.
    [Fact]
    public void Input_gradients_are_derivatives_of_scores() => CheckAtLeast(55, SmallVectors.Seeds, 60, static seed =>
    {
        bool smooth = true;
        var random = new System.Random(seed);
        int dimension = random.Next(2, 9);
        foreach (IFeatureMap map in SmoothMaps(random, dimension))
        {
            double[] v = SmallVectors.Vector(random, map.Count, 1), x = SmallVectors.Vector(random, dimension, 0.4);
            double[] direction = SmallVectors.Vector(random, dimension, 1), gradient = new double[dimension];
            map.InputGradient(x, v, gradient);
            const double step = 1e-6;
            double difference = (ScoreAt(map, v, x, direction, step) - ScoreAt(map, v, x, direction, -step)) / (2 * step);
            double slope = gradient.Zip(direction, static (g, u) => g * u).Sum();
            if (map is RandomReluFeatures && HasKink(map, v, x, direction, step))
            {
                smooth = false;
                continue;
            }

            Assert.Equal(slope, difference, 1e-5 * (1 + Float64.Norm(gradient) + Math.Abs(ScoreAt(map, v, x, direction, 0))) * Float64.Norm(direction) * 10);
        }

        return smooth;
    });

    [Fact]
    public void Scores_are_products_with_the_features() => Check(SmallVectors.Seeds, 40, static seed =>
    {
        var random = new System.Random(seed);
        foreach (IFeatureMap map in SmoothMaps(random, 5))
        {
            double[] v = SmallVectors.Vector(random, map.Count, 1), x = SmallVectors.Vector(random, 5, 0.5), features = new double[map.Count];
            map.Evaluate(x, features);
            double expected = features.Zip(v, static (a, b) => a * b).Sum();
            double size = features.Zip(v, static (a, b) => Math.Abs(a * b)).Sum();
            Assert.Equal(expected, map.Score(x, v), 1e-12 * (1 + size));
        }
    });

    // 1, 4, 11, 26: sums of the numbers of partitions of 1, 3, 5, 7.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 4)]
    [InlineData(5, 11)]
    [InlineData(7, 26)]
    public void There_are_as_many_invariants_as_partitions(int degree, int expected)
    {
        var map = new InvariantPolynomials(9, degree, 3);
        Assert.Equal(expected, map.Count);
        string[] monomials = [.. Enumerable.Range(0, map.Count).Select(m => string.Join(' ', map.Factors(m)))];
        Assert.Equal(expected, monomials.Distinct().Count());
        Assert.All(Enumerable.Range(0, map.Count), m => Assert.True(map.Factors(m).Sum() <= degree && int.IsOddInteger(map.Factors(m).Sum())));
    }

    [Fact]
    public void Invariants_are_products_of_power_sums_odd_and_the_same_for_permuted_coordinates() => Check(SmallVectors.Seeds, 60, static seed =>
    {
        var random = new System.Random(seed);
        int dimension = random.Next(1, 12);
        var map = new InvariantPolynomials(dimension, 7, 3);
        double[] x = SmallVectors.Vector(random, dimension, 0.5);
        double[] features = Features(map, x), negated = Features(map, Array.ConvertAll(x, static value => -value));
        double[] shuffled = (double[])x.Clone();
        random.Shuffle(shuffled);
        double[] permuted = Features(map, shuffled);
        for (int m = 0; m < map.Count; m++)
        {
            double expected = map.Factors(m).Aggregate(1.0, (product, power) => product * x.Sum(value => Math.Pow(Math.Sqrt(3) * value, power)));
            double size = map.Factors(m).Aggregate(1.0, (product, power) => product * x.Sum(value => Math.Pow(Math.Sqrt(3) * Math.Abs(value), power)));
            Assert.Equal(expected, features[m], 1e-11 * (1 + size));
            Assert.Equal(-features[m], negated[m], 1e-11 * (1 + size));
            Assert.Equal(features[m], permuted[m], 1e-11 * (1 + size));
        }
    });

    [Fact]
    public void Tangent_features_are_the_weight_gradients_of_the_network() => Check(TrainingCase.All, 40, static @case =>
    {
        using SymmetricReluNetwork network = @case.CreateNetwork();
        var random = new System.Random((int)@case.Seed);
        var map = new TangentKernelFeatures(network);
        var reference = new ReferenceNetwork(network);
        double[] x = SmallVectors.Vector(random, network.Dimension, 0.4), features = Features(map, x), gradient = new double[network.Dimension];
        for (int i = 0; i < network.Width; i++)
        {
            reference.WeightGradient(i, x, gradient);
            for (int j = 0; j < gradient.Length; j++)
            {
                double expected = gradient[j] / network.OutputScale / Math.Sqrt(network.Width);
                Assert.Equal(expected, features[(i * network.Dimension) + j], 1e-10);
            }
        }
    });

    // Gates of plain ReLU jump, and float32 may take a pre-activation to the other side.
    [Fact]
    public void Batches_of_the_tangent_kernel_agree_with_float64() => Check(TrainingCase.All.Where(static @case => @case.Plan.Smoothing != Smoothing.None), 30, static @case =>
    {
        using SymmetricReluNetwork network = @case.CreateNetwork();
        var random = new System.Random((int)@case.Seed);
        var map = new TangentKernelFeatures(network);
        int count = random.Next(1, 70);
        using var batch = new TangentKernelBatch(network, count);
        using Matrix v = RandomMatrix.Normal(random, network.Width, network.Dimension, 1);
        using var sum = new Matrix(network.Width, network.Dimension);
        using Matrix points = RandomMatrix.Normal(random, count, network.Dimension, 0.3);
        float[] slopes = [.. Enumerable.Range(0, count).Select(_ => (float)RandomMatrix.NextNormal(random))];
        batch.Points.CopyFrom(points);
        batch.Evaluate(v);
        batch.MeasureFeatures();
        double[] coefficients = Array.ConvertAll(RandomMatrix.Elements(v), static value => (double)value);
        var expectedSum = new double[map.Count];
        for (int j = 0; j < count; j++)
        {
            double[] x = Float64.Of(points.Row(j)), features = Features(map, x);
            Assert.Equal(map.Score(x, coefficients), batch.Scores[j], 1e-3 * (1 + Float64.Norm(features) * Math.Sqrt(network.Dimension)));
            Assert.Equal(features.Sum(static f => f * f), batch.SquaredFeatureNorms[j], 1e-3 * (1 + features.Sum(static f => f * f)));
            expectedSum = [.. expectedSum.Zip(features, (total, f) => total + (slopes[j] * f))];
        }

        batch.SumFeatures(slopes, sum);
        Assert.InRange(Float64.Distance(expectedSum, RandomMatrix.Elements(sum).Select(static value => (double)value)), 0, 1e-3 * (1 + Float64.Norm(expectedSum)));
    });

    // Kinks make differences useless near them; a gate without kinks shows whether the formula is right.
    [Fact]
    public void Batch_gradients_of_the_tangent_kernel_agree_with_float64() => Check(TrainingCase.All, 30, static @case =>
    {
        using SymmetricReluNetwork drawn = @case.CreateNetwork();
        var random = new System.Random((int)@case.Seed);
        using var network = new SymmetricReluNetwork(drawn.Weights.Clone(), drawn.Bias, [.. drawn.Bias.Select(static b => b + 0.1f)], 1, Smoothing.Gaussian);
        var map = new TangentKernelFeatures(network);
        using var batch = new TangentKernelBatch(network, 5);
        using Matrix v = RandomMatrix.Normal(random, network.Width, network.Dimension, 1);
        using Matrix points = RandomMatrix.Normal(random, 5, network.Dimension, 0.3);
        batch.Points.CopyFrom(points);
        batch.Evaluate(v);
        batch.ComputeGradient(v);
        double[] coefficients = Array.ConvertAll(RandomMatrix.Elements(v), static value => (double)value), expected = new double[network.Dimension];
        for (int j = 0; j < 5; j++)
        {
            map.InputGradient(Float64.Of(points.Row(j)), coefficients, expected);
            Assert.InRange(Float64.Distance(expected, Float64.Of(batch.Gradient.Row(j))), 0, 1e-3 * (1 + Float64.Norm(expected)));
        }
    });

    private static IEnumerable<IFeatureMap> SmoothMaps(System.Random random, int dimension)
    {
        yield return new LinearFeatures(dimension);
        yield return new AffineFeatures(dimension);
        yield return new InvariantPolynomials(dimension, 1 + (2 * random.Next(4)), 3);
        yield return new PolynomialKernelFeatures(SmallVectors.Normal(random, 4, dimension, 0.5).X, 5, 0.8);
        yield return new RandomReluFeatures(dimension, 12, (ulong)random.Next());
        Matrix weights = RandomMatrix.Normal(random, 6, dimension, 0.5);
        float[] bias = [.. Enumerable.Range(0, 6).Select(_ => (float)random.NextDouble())];
        using var network = new SymmetricReluNetwork(weights, bias, [.. bias.Select(static b => b + 0.3f)], 1, Smoothing.Gaussian);
        yield return new TangentKernelFeatures(network);
    }

    // Piecewise linear: without a kink in between, the second difference is rounding.
    private static bool HasKink(IFeatureMap map, double[] v, double[] x, double[] direction, double step) =>
        Math.Abs(ScoreAt(map, v, x, direction, step) + ScoreAt(map, v, x, direction, -step) - (2 * ScoreAt(map, v, x, direction, 0))) > 1e-12 * (1 + Float64.Norm(v));

    private static double ScoreAt(IFeatureMap map, double[] v, double[] x, double[] direction, double step) =>
        map.Score([.. x.Zip(direction, (value, u) => value + (step * u))], v);

    private static double[] Features(IFeatureMap map, double[] x)
    {
        var features = new double[map.Count];
        map.Evaluate(x, features);
        return features;
    }
}
