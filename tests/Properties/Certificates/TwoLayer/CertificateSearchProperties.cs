using FsCheck.Fluent;
using PurifyProofs.Bounds.Certificates.TwoLayer;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.Certificates.TwoLayer;

/// <summary>
/// What the best parameters (α, μ) obey exactly, and a search for them as far as it got. That two certificates of one function
/// contradict each other never happens; that they lie apart does, where rounding sends one search another way.
/// </summary>
public sealed class CertificateSearchProperties : PropertyChecks, IDisposable
{
    // Measured, how many of 32,000 cases break the tolerance below in 600 iterations: 3 (order), 6 (rotation), 0 (radius), 1 (relaxations).
    // At the upper 99.9 % limits of these rates, six in 200 cases (400 for the relaxations) have a probability of 3e-9 at most.
    private const int Exceptions = 5;
    private const double Tolerance = 0.01;
    private static readonly CertificateSettings Quadratic = new(Relaxation.Quadratic, 600, 0);
    private static readonly CertificateSettings Linear = new(Relaxation.Linear, 600, 0);

    // Of Σ a‖w_i‖(‖x‖ + τ): sums in another order, in float64; and every weight and coordinate rounded once more to float32.
    private const double Float64Rounding = 1e-12;
    private const double Float32Rounding = 4.0 / (1 << 24);
    private readonly WorkerPool pool = new(1);

    [Fact]
    public void A_larger_ball_has_no_higher_certificate() => CheckAllBut(Exceptions, CertificateCase.Small, 200, example =>
    {
        using SymmetricReluNetwork network = example.CreateNetwork();
        using LabelledPoints points = example.CreatePoints(network);
        Certificate[] at = Certify(network, points, example.Radius, Quadratic);
        Certificate[] beyond = Certify(network, points, 1.3 * example.Radius, Quadratic);
        double[] rounding = Rounding(network, points, 1.3 * example.Radius, Float64Rounding);
        Assert.All(at.Zip(beyond, rounding), static pair => AssertNotContradicted(pair.Second, pair.First, pair.Third));
        return at.Zip(beyond).All(static pair => pair.Second.LowerBound <= pair.First.LowerBound + Slack(pair.First));
    });

    [Fact]
    public void The_order_of_neurons_does_not_matter() => CheckAllBut(Exceptions, CertificateCase.Small, 200, example =>
    {
        using SymmetricReluNetwork network = example.CreateNetwork();
        using LabelledPoints points = example.CreatePoints(network);
        using SymmetricReluNetwork reversed = Reversed(network);
        return AreAlike(
            Certify(network, points, example.Radius, Quadratic),
            Certify(reversed, points, example.Radius, Quadratic),
            Rounding(network, points, example.Radius, Float64Rounding));
    });

    [Fact]
    public void Turning_network_and_point_together_does_not_matter() =>
        CheckAllBut(Exceptions, CertificateCase.Small, 200, example => AreAlikeWhenTurned(example));

    // In each of these the sign of the bound's derivative was wrong at an α still on its way, for the network or for the turned one, and with
    // a μ that never came back from there the two bounds ended apart by 0.02 to 0.14 of the size of the margin.
    [Fact]
    public void The_search_comes_back_from_a_wrong_turn() => Assert.All(
        [
            new CertificateCase(3, 6, WeightKind.Random, Smoothing.None, 881846809),
            new CertificateCase(5, 6, WeightKind.Dictionary, Smoothing.None, 374448254),
            new CertificateCase(5, 5, WeightKind.Random, Smoothing.Uniform, 817408977),
            new CertificateCase(5, 2, WeightKind.Dictionary, Smoothing.None, 20028708),
            new CertificateCase(2, 3, WeightKind.Random, Smoothing.None, 254972007),
            new CertificateCase(5, 4, WeightKind.Dictionary, Smoothing.None, 1740373658),
        ],
        example => Assert.True(AreAlikeWhenTurned(example)));

    [Fact]
    public void Quadratic_is_above_linear_and_linear_above_Lipschitz() => CheckAllBut(Exceptions, CertificateCase.Small, 400, example =>
    {
        using SymmetricReluNetwork network = example.CreateNetwork();
        using LabelledPoints points = example.CreatePoints(network);
        Certificate[] quadratic = Certify(network, points, example.Radius, Quadratic);
        Certificate[] linear = Certify(network, points, example.Radius, Linear);
        double[] lipschitz = LipschitzBound.LowerBounds(new CertifiableNetwork(network), points, example.Radius);
        return Enumerable.Range(0, linear.Length).All(i =>
            linear[i].LowerBound <= quadratic[i].LowerBound + Slack(quadratic[i]) && lipschitz[i] <= linear[i].LowerBound + Slack(linear[i]));
    });

    // With a ν that fits other slopes than those it is used with, the bounds of three of these lie far below, one by two hundred times the margin.
    [Fact]
    public void Gaussian_is_above_Lipschitz() => Assert.All(Enumerable.Range(0, 100), seed =>
    {
        var example = new CertificateCase(32, 16, WeightKind.Aligned, Smoothing.Gaussian, seed);
        using SymmetricReluNetwork network = example.CreateNetwork();
        using LabelledPoints points = example.CreatePoints(network);
        Certificate[] certificates = Certify(network, points, example.Radius, CertificateSettings.Default);
        double[] lipschitz = LipschitzBound.LowerBounds(new CertifiableNetwork(network), points, example.Radius);
        Assert.All(certificates.Zip(lipschitz), static pair => Assert.InRange(pair.First.LowerBound, pair.Second - Slack(pair.First), double.PositiveInfinity));
    });

    /// <inheritdoc/>
    public void Dispose() => pool.Dispose();

    private bool AreAlikeWhenTurned(CertificateCase example)
    {
        using SymmetricReluNetwork network = example.CreateNetwork();
        using LabelledPoints points = example.CreatePoints(network);
        double[][] rotation = RandomMatrix.Orthogonal(new System.Random(example.Seed), example.Dimension);
        using var turned = new SymmetricReluNetwork(Turn(network.Weights, rotation), network.Bias, network.SmoothingWidth, network.OutputScale, network.Smoothing);
        using var turnedPoints = new LabelledPoints(Turn(points.X, rotation), points.Y);
        return AreAlike(
            Certify(network, points, example.Radius, Quadratic),
            Certify(turned, turnedPoints, example.Radius, Quadratic),
            Rounding(network, points, example.Radius, Float32Rounding));
    }

    // Certificates of the same function at the same points: never contradicting, and whether they are close as well.
    private static bool AreAlike(Certificate[] some, Certificate[] others, double[] rounding)
    {
        bool close = true;
        for (int i = 0; i < some.Length; i++)
        {
            Assert.InRange(Math.Abs(some[i].CleanMargin - others[i].CleanMargin), 0, rounding[i]);
            AssertNotContradicted(some[i], others[i], rounding[i]);
            AssertNotContradicted(others[i], some[i], rounding[i]);
            close &= Math.Abs(some[i].LowerBound - others[i].LowerBound) <= Slack(some[i]);
        }

        return close;
    }

    // What one certificate proves of a ball, no perturbation met by another search of that ball, or of a smaller one, refutes.
    private static void AssertNotContradicted(Certificate certificate, Certificate other, double rounding) =>
        Assert.InRange(certificate.LowerBound, double.NegativeInfinity, other.AttackedMargin + rounding);

    private static double Slack(Certificate certificate) =>
        Tolerance * (0.1 + Math.Abs(certificate.CleanMargin) + (certificate.CleanMargin - certificate.LowerBound));

    private static double[] Rounding(SymmetricReluNetwork network, LabelledPoints points, double radius, double unit)
    {
        double lipschitz = Math.Abs(network.OutputScale) * Enumerable.Range(0, network.Width).Sum(i => Float64.Norm(network.Weights.Row(i)));
        return [.. Enumerable.Range(0, points.Count).Select(i => unit * lipschitz * (Float64.Norm(points.X.Row(i)) + radius))];
    }

    private Certificate[] Certify(SymmetricReluNetwork network, LabelledPoints points, double radius, CertificateSettings settings) =>
        new Certifier(new CertifiableNetwork(network), pool).Certify(points, radius, settings);

    private static SymmetricReluNetwork Reversed(SymmetricReluNetwork network)
    {
        var weights = new Matrix(network.Width, network.Dimension);
        for (int i = 0; i < network.Width; i++)
        {
            network.Weights.Row(network.Width - 1 - i).CopyTo(weights.Row(i));
        }

        return new SymmetricReluNetwork(weights, [.. network.Bias.Reverse()], [.. network.SmoothingWidth.Reverse()], network.OutputScale, network.Smoothing);
    }

    private static Matrix Turn(Matrix rows, double[][] rotation)
    {
        var turned = new Matrix(rows.Rows, rows.Columns);
        for (int i = 0; i < rows.Rows; i++)
        {
            double[] row = Float64.Of(rows.Row(i));
            for (int j = 0; j < rotation.Length; j++)
            {
                turned.Row(i)[j] = (float)rotation[j].Zip(row, static (a, b) => a * b).Sum();
            }
        }

        return turned;
    }
}
