using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Bounds.LowComplexity;
using PurifyProofs.Claims.Families.LowComplexity;
using PurifyProofs.Model.FixedFeatures;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using PurifyProofs.Properties.FixedFeatures;
using Xunit;

namespace PurifyProofs.Properties.LowComplexity;

/// <summary>LB-2: no member of the class has a smaller adversarial hinge loss than the dual bound says, and averaging over the symmetry group never raises it.</summary>
public sealed class DualBoundProperties : PropertyChecks
{
    [Fact]
    public void No_member_drawn_or_trained_falls_below_the_bound_on_its_sample() => Check(SmallVectors.Seeds, 25, static seed =>
    {
        var random = new System.Random(seed);
        (WhitenedFeatures features, LabelledVectors pilot, LabelledVectors fresh) = Prepare(random, out _);
        double budget = Math.Pow(10, random.NextDouble() * 2);
        DualCertificate certificate = DualBound.Choose(features, pilot, budget).Certify([fresh], 1e-6);
        foreach (double[] v in Members(features, fresh, random))
        {
            double norm = Float64.Norm(v);
            foreach (double length in new[] { Math.Min(norm, budget), budget })
            {
                double[] member = Array.ConvertAll(v, value => norm > 0 ? value * length / norm : 0);
                Assert.True(HingeLoss(features, fresh, member) >= certificate.OnSample(budget) - 1e-9);
            }
        }

        Assert.True(certificate.InPopulation(budget) <= certificate.OnSample(budget));
        Assert.True(certificate.OnSample(2 * budget) <= certificate.OnSample(budget));
    });

    // The population bound of one sample against the loss on another, ten times as large, within both deviations.
    [Fact]
    public void The_population_bound_holds_for_other_samples() => Check(SmallVectors.Seeds, 10, static seed =>
    {
        var random = new System.Random(seed);
        (WhitenedFeatures features, LabelledVectors pilot, LabelledVectors fresh) = Prepare(random, out Func<int, LabelledVectors> draw);
        DualBound bound = DualBound.Choose(features, pilot, 2);
        DualCertificate small = bound.Certify([fresh], 1e-9);
        DualCertificate large = bound.Certify(Enumerable.Range(10, 10).Select(draw), 1e-9);
        Assert.True(Math.Abs(small.MeanWeight - large.MeanWeight) <= small.MeanWeightDeviation + large.MeanWeightDeviation);
        Assert.True(Math.Abs(small.ResidualNorm - large.ResidualNorm) <= small.ResidualDeviation + large.ResidualDeviation);
        Assert.True(large.ResidualDeviation < small.ResidualDeviation);
    });

    // E over the group of the hinge loss at permuted and negated points is at least that of the averaged polynomial: Jensen's inequality,
    // on any sample closed under the group. In two coordinates the group has four elements.
    [Fact]
    public void Averaging_a_polynomial_over_the_group_never_raises_its_loss() => Check(SmallVectors.Seeds, 60, static seed =>
    {
        var random = new System.Random(seed);
        var kernel = new PolynomialKernelFeatures(SmallVectors.Normal(random, 5, 2, 1).X, 3, 1);
        var classifier = new FeatureClassifier(kernel, SmallVectors.Vector(random, 5, 1));
        LabelledVectors points = SmallVectors.Normal(random, 6, 2, 0.7);
        double loss = 0, averaged = 0;
        for (int i = 0; i < points.Count; i++)
        {
            (double a, double b, double y) = (points.X[i][0], points.X[i][1], points.Y[i]);
            double mean = (classifier.Score([a, b]) + classifier.Score([b, a]) - classifier.Score([-a, -b]) - classifier.Score([-b, -a])) / 4;
            averaged += Math.Max(0, 1 - (y * mean));
            loss += new[] { y * classifier.Score([a, b]), y * classifier.Score([b, a]), -y * classifier.Score([-a, -b]), -y * classifier.Score([-b, -a]) }
                .Average(static margin => Math.Max(0, 1 - margin));
        }

        Assert.True(averaged <= loss + 1e-9);
    });

    // The average of any cubic over the group is a combination of the four invariants of degree at most 3: what the reduction rests on.
    [Fact]
    public void Averaged_polynomials_are_combinations_of_the_invariants() => Check(SmallVectors.Seeds, 30, static seed =>
    {
        var random = new System.Random(seed);
        var kernel = new PolynomialKernelFeatures(SmallVectors.Normal(random, 4, 3, 1).X, 3, 1);
        var classifier = new FeatureClassifier(kernel, SmallVectors.Vector(random, 4, 1));
        var invariants = new InvariantPolynomials(3, 3, 1);
        LabelledVectors points = SmallVectors.Normal(random, 30, 3, 1);
        double[][] features = FeatureTable.FeaturesOf(invariants, points);
        double[] values = [.. points.X.Select(x => Averaged(classifier, x))];
        var matrix = MathNet.Numerics.LinearAlgebra.Double.DenseMatrix.OfRowArrays(features);
        var right = MathNet.Numerics.LinearAlgebra.Double.DenseVector.OfArray(values);
        double rest = (matrix * matrix.QR().Solve(right) - right).L2Norm();
        Assert.InRange(rest, 0, 1e-7 * (1 + right.L2Norm()));
    });

    [Fact]
    public void Whitened_features_have_the_identity_as_second_moment_and_keep_their_functions() => Check(SmallVectors.Seeds, 20, static seed =>
    {
        var random = new System.Random(seed);
        var map = new InvariantPolynomials(12, 3, 3);
        LabelledVectors points = SmallVectors.Normal(random, 400, 12, 0.4);
        var whitened = new WhitenedFeatures(map, FeatureTable.FeaturesOf(map, points));
        double[][] rows = FeatureTable.FeaturesOf(whitened, points);
        for (int i = 0; i < map.Count; i++)
        {
            for (int j = 0; j < map.Count; j++)
            {
                Assert.Equal(i == j ? 1 : 0, rows.Average(row => row[i] * row[j]), 1e-6);
            }
        }

        double[] v = SmallVectors.Vector(random, map.Count, 1);
        Assert.Equal(new FeatureClassifier(map, whitened.Original(v)).Score(points.X[0]), ((IFeatureMap)whitened).Score(points.X[0], v), 1e-6 * (1 + Float64.Norm(v) * Float64.Norm(rows[0])));
    });

    [Fact]
    public void Laws_without_the_symmetry_are_refused()
    {
        SparseCodingLaw law = SmallVectors.SymmetricLaw(16, 0.1);
        Assert.Null(InvarianceConditions.Breach(law));
        Assert.Null(InvarianceConditions.Breach(law with { Support = SupportLaw.Bernoulli, Noise = NoiseLaw.Spike, Magnitude = MagnitudeLaw.TwoLevel }));
        using var spread = new SparseCodingDistribution(law with { Teacher = TeacherLaw.Spread }, 1);
        using var overcomplete = new SparseCodingDistribution(law with { Dictionary = DictionaryLaw.Overcomplete, DictionarySize = 20 }, 1);
        Assert.Throws<ArgumentException>(() => new PolynomialStudy(spread, 0.1, new StudySettings()));
        Assert.Throws<ArgumentException>(() => new PolynomialStudy(overcomplete, 0.1, new StudySettings()));
    }

    private static (WhitenedFeatures Features, LabelledVectors Pilot, LabelledVectors Fresh) Prepare(System.Random random, out Func<int, LabelledVectors> draw)
    {
        int degree = 1 + (2 * random.Next(3));
        using var distribution = new SparseCodingDistribution(SmallVectors.SymmetricLaw(16 + random.Next(30), 0.1 + random.NextDouble()), (ulong)random.Next());
        var map = new InvariantPolynomials(distribution.Law.DictionarySize, degree, 3);
        var opponent = new FeatureClassifier(map, SmallVectors.Vector(random, map.Count, 1));
        LabelledVectors[] points = [.. Enumerable.Range(0, 20).Select(step => LabelledVectors.DrawInTeacherCoordinates(distribution, RandomStream.DualBound, step, 400))];
        draw = step => FeatureAttack.Run(opponent, points[step], AttackSettings.ProjectedGradient(0.15, 4));
        LabelledVectors pilot = draw(0);
        return (new WhitenedFeatures(map, FeatureTable.FeaturesOf(map, pilot)), pilot, draw(1));
    }

    // Drawn ones, and the optimiser's own on the very sample of the bound: the hardest to stay below.
    private static IEnumerable<double[]> Members(WhitenedFeatures features, LabelledVectors fresh, System.Random random)
    {
        double[][] table = FeatureTable.FeaturesOf(features, fresh);
        yield return new double[features.Count];
        yield return SmallVectors.Vector(random, features.Count, 1);
        yield return new HingeRegression(1e-3).Fit(table, fresh.Y);
        yield return new SoftHingeRegression(new SoftHingeLoss(16, 1), 1e-3).Fit(table, fresh.Y);
        yield return new LeastSquares(1e-6).Fit(table, fresh.Y);
    }

    private static double HingeLoss(IFeatureMap map, LabelledVectors points, double[] v) =>
        points.X.Select((x, i) => Math.Max(0, 1 - (points.Y[i] * map.Score(x, v)))).Average();

    private static double Averaged(FeatureClassifier classifier, double[] x)
    {
        int[][] permutations = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        return permutations.Average(p => 0.5 * (classifier.Score([x[p[0]], x[p[1]], x[p[2]]]) - classifier.Score([-x[p[0]], -x[p[1]], -x[p[2]]])));
    }
}
