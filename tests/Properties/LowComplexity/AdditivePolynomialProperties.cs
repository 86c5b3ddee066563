using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Bounds.LowComplexity;
using PurifyProofs.Model.FixedFeatures;
using PurifyProofs.Model.SparseCoding;
using PurifyProofs.Properties.FixedFeatures;
using Xunit;

namespace PurifyProofs.Properties.LowComplexity;

/// <summary>The certificate of additive polynomials: below every margin that anything finds, and exact where the answer is known.</summary>
public sealed class AdditivePolynomialProperties : PropertyChecks
{
    [Fact]
    public void No_perturbation_goes_below_the_bound() => Check(SmallVectors.Seeds, 60, static seed =>
    {
        var random = new System.Random(seed);
        (FeatureClassifier polynomial, double[] point, double label, double radius) = Draw(random);
        double bound = new AdditivePolynomialCertificate(polynomial).LowerBound(point, label, radius);
        double[] attacked = FeatureAttack.OnPoint(polynomial, point, label, AttackSettings.ProjectedGradient(radius, 60), point);
        Assert.True(bound <= label * polynomial.Score(attacked), $"{bound} {label * polynomial.Score(attacked)}");
        for (int i = 0; i < 200; i++)
        {
            double[] direction = SmallVectors.Vector(random, point.Length, 1);
            double length = (i % 2 == 0 ? 1 : random.NextDouble()) * radius / Float64.Norm(direction);
            double[] perturbed = [.. point.Zip(direction, (x, u) => x + (length * u))];
            Assert.True(bound <= label * polynomial.Score(perturbed));
        }
    });

    [Fact]
    public void The_worst_point_lies_in_the_ball_and_above_the_bound() => Check(SmallVectors.Seeds, 60, static seed =>
    {
        var random = new System.Random(seed);
        (FeatureClassifier polynomial, double[] point, double label, double radius) = Draw(random);
        var certificate = new AdditivePolynomialCertificate(polynomial);
        double[] worst = certificate.WorstPoint(point, label, radius);
        Assert.InRange(Float64.Norm([.. worst.Zip(point, static (a, b) => a - b)]), 0, radius * (1 + 1e-9));
        Assert.True(certificate.LowerBound(point, label, radius) <= label * polynomial.Score(worst));
    });

    // h(t) = ct: the smallest margin is y f(t) − τ|c|√D. The bound stops at the first positive one, so only its sign is exact there.
    [Fact]
    public void It_is_tight_for_linear_functions() => Check(SmallVectors.Seeds, 60, static seed =>
    {
        var random = new System.Random(seed);
        int dimension = random.Next(1, 20);
        double coefficient = 2 * (random.NextDouble() - 0.5), radius = random.NextDouble();
        var linear = new FeatureClassifier(InvariantPolynomials.Additive(dimension, 1, 1), [coefficient]);
        double[] point = SmallVectors.Vector(random, dimension, 0.3);
        double exact = linear.Score(point) - (radius * Math.Abs(coefficient) * Math.Sqrt(dimension));
        double bound = new AdditivePolynomialCertificate(linear).LowerBound(point, 1, radius);
        double slack = 1e-3 * (Math.Abs(exact) + (radius * Math.Abs(coefficient)) + 1e-3);
        Assert.InRange(bound, exact > slack ? 0 : exact - slack, exact + 1e-9);
    });

    // A fifth of the points is certified at the larger radius: fewer than 5 of 300 are by chance less than once in 10¹⁰ runs.
    [Fact]
    public void Larger_radii_are_never_easier() => CheckAtLeast(5, SmallVectors.Seeds, 300, static seed =>
    {
        var random = new System.Random(seed);
        (FeatureClassifier polynomial, double[] point, double label, double radius) = Draw(random);
        var certificate = new AdditivePolynomialCertificate(polynomial);
        var points = new LabelledVectors([point], [label]);
        Proportion small = certificate.Certify(points, radius / 2), large = certificate.Certify(points, radius);
        Assert.True(large.Successes <= small.Successes || certificate.LowerBound(point, label, radius / 2) > -1e-3);
        return large.Successes > 0;
    });

    [Fact]
    public void A_product_of_power_sums_is_refused() => Check(SmallVectors.Seeds, 20, static seed =>
    {
        var random = new System.Random(seed);
        var map = new InvariantPolynomials(5, 5, 3);
        Assert.Throws<ArgumentException>(() => new AdditivePolynomialCertificate(new FeatureClassifier(map, SmallVectors.Vector(random, map.Count, 1))));
        double[] additive = SmallVectors.Vector(random, map.Count, 1);
        for (int i = 0; i < map.Count; i++)
        {
            additive[i] = map.Factors(i).Count == 1 ? additive[i] : 0;
        }

        double[] point = SmallVectors.Vector(random, 5, 0.3);
        var classifier = new FeatureClassifier(map, additive);
        Assert.True(new AdditivePolynomialCertificate(classifier).LowerBound(point, 1, 0) <= classifier.Score(point));
    });

    [Fact]
    public void Bernstein_coefficients_bound_a_polynomial_from_below_and_closely() => Check(SmallVectors.Seeds, 200, static seed =>
    {
        var random = new System.Random(seed);
        double[] powers = SmallVectors.Vector(random, 8, 3);
        (double lower, double at) = BernsteinMinimum.Of(powers, 1e-6);
        double smallest = Enumerable.Range(0, 2001).Min(i => Value(powers, i / 2000.0));
        Assert.InRange(lower, smallest - 1e-3, smallest + 1e-12);
        Assert.InRange(Value(powers, at), smallest - 1e-3, lower + 1e-5);
    });

    private static double Value(double[] powers, double x) => powers.Reverse().Aggregate(0.0, (sum, coefficient) => (sum * x) + coefficient);

    private static (FeatureClassifier Polynomial, double[] Point, double Label, double Radius) Draw(System.Random random)
    {
        int dimension = random.Next(1, 12);
        InvariantPolynomials map = InvariantPolynomials.Additive(dimension, 1 + (2 * random.Next(4)), 3);
        var polynomial = new FeatureClassifier(map, SmallVectors.Vector(random, map.Count, 1));
        return (polynomial, SmallVectors.Vector(random, dimension, 0.4), random.Next(2) == 0 ? 1 : -1, random.NextDouble() * 0.5);
    }
}
