using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Bounds.Certificates;
using PurifyProofs.Model.Attacks;
using PurifyProofs.Model.Compute;
using PurifyProofs.Model.Networks;
using Xunit;

namespace PurifyProofs.Properties.Certificates;

/// <summary>What holds between certificates: of other radii, rotated and reordered networks, other relaxations and other batches.</summary>
public sealed class CertifierProperties : PropertyChecks, IDisposable
{
    private static readonly CertificateSettings Quadratic = new(Relaxation.Quadratic, 150, 0);
    private static readonly CertificateSettings Linear = new(Relaxation.Linear, 150, 0);
    private readonly WorkerPool one = new(1);
    private readonly WorkerPool three = new(3);

    [Fact]
    public void A_larger_ball_has_no_higher_certificate() => Check(CertificateCase.Small, 200, example =>
    {
        Certificate[] at = Certify(example, example.Radius, Quadratic);
        Certificate[] beyond = Certify(example, 1.3 * example.Radius, Quadratic);
        for (int i = 0; i < at.Length; i++)
        {
            Assert.InRange(beyond[i].LowerBound, double.NegativeInfinity, at[i].LowerBound + Slack(at[i]));
        }
    });

    [Fact]
    public void The_order_of_neurons_does_not_matter() => Check(CertificateCase.Small, 200, example =>
    {
        using SymmetricReluNetwork network = example.CreateNetwork();
        using LabelledPoints points = example.CreatePoints(network);
        using var reversed = new Matrix(network.Width, network.Dimension);
        for (int i = 0; i < network.Width; i++)
        {
            network.Weights.Row(network.Width - 1 - i).CopyTo(reversed.Row(i));
        }

        using var other = new SymmetricReluNetwork(
            reversed.Clone(),
            [.. network.Bias.Reverse()],
            [.. network.SmoothingWidth.Reverse()],
            network.OutputScale,
            network.Smoothing);
        AssertClose(Certify(network, points, example.Radius, Quadratic, one), Certify(other, points, example.Radius, Quadratic, one));
    });

    [Fact]
    public void Turning_network_and_point_together_does_not_matter() => Check(CertificateCase.Small, 200, example =>
    {
        using SymmetricReluNetwork network = example.CreateNetwork();
        using LabelledPoints points = example.CreatePoints(network);
        double[][] rotation = RandomMatrix.Orthogonal(new System.Random(example.Seed), example.Dimension);
        using var turned = new SymmetricReluNetwork(Turn(network.Weights, rotation), network.Bias, network.SmoothingWidth, network.OutputScale, network.Smoothing);
        using var turnedPoints = new LabelledPoints(Turn(points.X, rotation), points.Y);
        AssertClose(Certify(network, points, example.Radius, Quadratic, one), Certify(turned, turnedPoints, example.Radius, Quadratic, one));
    });

    // True of the optima; the search of μ ends a little below its own in some cases, more than the slack in hardly any.
    [Fact]
    public void Quadratic_is_above_linear_and_linear_above_Lipschitz()
    {
        int compared = 0, below = 0;
        Check(CertificateCase.Small, 400, example =>
        {
            using SymmetricReluNetwork network = example.CreateNetwork();
            using LabelledPoints points = example.CreatePoints(network);
            Certificate[] quadratic = Certify(network, points, example.Radius, Quadratic, one);
            Certificate[] linear = Certify(network, points, example.Radius, Linear, one);
            double[] lipschitz = LipschitzBound.LowerBounds(new CertifiableNetwork(network), points, example.Radius);
            for (int i = 0; i < linear.Length; i++)
            {
                compared += 2;
                below += linear[i].LowerBound > quadratic[i].LowerBound + Slack(quadratic[i]) ? 1 : 0;
                below += lipschitz[i] > linear[i].LowerBound + Slack(linear[i]) ? 1 : 0;
            }
        });
        Assert.InRange(below, 0, 0.02 * compared);
    }

    [Fact]
    public void A_curvature_per_neuron_never_loses() =>
        Check(CertificateCase.Of(Gen.Choose(4, 12), Gen.Choose(2, 6), Gen.Elements(Smoothing.None, Smoothing.Uniform)), 200, example => CountRaised(example) >= 0);

    // Points left open by one μ are rare at this size; these seeds have some.
    [Fact]
    public void A_curvature_per_neuron_certifies_points_that_one_for_all_leaves_open() =>
        Assert.InRange(
            Enumerable.Range(0, 1_500).Sum(seed => CountRaised(new CertificateCase(6, 12, WeightKind.Random, Smoothing.Uniform, seed))),
            5,
            int.MaxValue);

    // Equal in exact search; with a bracket of radii each one returned is certified and none above it was.
    [Fact]
    public void A_certified_radius_is_below_every_radius_that_breaks_the_point() => Check(CertificateCase.Small, 100, example =>
    {
        using SymmetricReluNetwork network = example.CreateNetwork();
        using LabelledPoints points = example.CreatePoints(network);
        var certifier = new Certifier(new CertifiableNetwork(network), one);
        CertifiedRadius[] radii = new RadiusSearch(certifier, CertificateSettings.Default).Run(points, 2, 0.01);
        var reference = new ReferenceNetwork(network);
        for (int i = 0; i < radii.Length; i++)
        {
            bool right = points.Y[i] * reference.Output(Float64.Of(points.X.Row(i))) > 0;
            Assert.True(right || radii[i].Certified == 0);
            Assert.InRange(radii[i].Certified, 0, Math.Min(radii[i].Broken, radii[i].NotCertified));
            double broken = right ? new BranchAndBound(network, 200).Enclose(points, i, Math.Max(radii[i].Certified, 1e-6)).Upper : 1;
            Assert.True(radii[i].Certified == 0 || broken > 0);
        }
    });

    [Fact]
    public void Neither_batch_nor_threads_change_a_bit() => Check(CertificateCase.Of(Gen.Choose(1, 20), Gen.Choose(1, 9), Gen.Elements(Smoothing.None, Smoothing.Uniform)), 50, example =>
    {
        using SymmetricReluNetwork network = example.CreateNetwork();
        using LabelledPoints few = example.CreatePoints(network);
        int[] indices = [.. Enumerable.Range(0, 19).Select(static i => i * i % CertificateCase.PointCount)];
        using LabelledPoints points = few.Select(indices);
        foreach (Relaxation relaxation in Enum.GetValues<Relaxation>())
        {
            CertificateSettings settings = CertificateSettings.Default with { Relaxation = relaxation };
            AssertSame(
                indices,
                CertifyTwice(network, few, example.Radius, settings, one),
                CertifyTwice(network, points, example.Radius, settings, three));
        }
    });

    private static void AssertSame(int[] indices, Certificate[] alone, Certificate[] together)
    {
        for (int i = 0; i < indices.Length; i++)
        {
            Certificate same = alone[indices[i]];
            Assert.Equal(same.LowerBound, together[i].LowerBound);
            Assert.Equal(same.AttackedMargin, together[i].AttackedMargin);
            Assert.Equal(same.Perturbation, together[i].Perturbation);
            Assert.Equal(same.RelaxationMinimiser, together[i].RelaxationMinimiser);
        }
    }

    // The second time from the first certificates, at another radius.
    private static Certificate[] CertifyTwice(SymmetricReluNetwork network, LabelledPoints points, double radius, CertificateSettings settings, WorkerPool pool)
    {
        var certifier = new Certifier(new CertifiableNetwork(network), pool);
        Certificate[] first = certifier.Certify(points, radius, settings);
        return certifier.Certify(points, [.. Enumerable.Repeat(1.1 * radius, points.Count)], settings, first);
    }

    [Fact]
    public void A_misclassified_point_is_never_certified() => Check(CertificateCase.Small, 500, example =>
        Certify(example, 1e-6 * example.Radius, Quadratic).All(static certificate => certificate.CleanMargin > 0 || !certificate.IsCertified));

    [Fact]
    public void A_tiny_ball_costs_next_to_nothing() => Check(CertificateCase.Small, 500, example =>
        Certify(example, 1e-9, Quadratic).All(static certificate => certificate.CleanMargin - certificate.LowerBound < 1e-6));

    /// <inheritdoc/>
    public void Dispose()
    {
        one.Dispose();
        three.Dispose();
    }

    // The search for parameters is not exact, and float32 rotates weights to 1e-7 only.
    private static double Slack(Certificate certificate) => 0.04 * (0.1 + Math.Abs(certificate.CleanMargin) + (certificate.CleanMargin - certificate.LowerBound));

    private static void AssertClose(Certificate[] expected, Certificate[] actual)
    {
        foreach ((Certificate one, Certificate other) in expected.Zip(actual))
        {
            Assert.InRange(Math.Abs(one.LowerBound - other.LowerBound), 0, Slack(one));
        }
    }

    private int CountRaised(CertificateCase example)
    {
        Certificate[] shared = Certify(example, example.Radius, CertificateSettings.Default);
        Certificate[] own = Certify(example, example.Radius, CertificateSettings.Default with { Relaxation = Relaxation.QuadraticPerNeuron });
        for (int i = 0; i < shared.Length; i++)
        {
            Assert.InRange(own[i].LowerBound, shared[i].LowerBound, double.PositiveInfinity);
        }

        return own.Zip(shared, static (one, other) => one.IsCertified && !other.IsCertified ? 1 : 0).Sum();
    }

    private Certificate[] Certify(CertificateCase example, double radius, CertificateSettings settings)
    {
        using SymmetricReluNetwork network = example.CreateNetwork();
        using LabelledPoints points = example.CreatePoints(network);
        return Certify(network, points, radius, settings, one);
    }

    private static Certificate[] Certify(SymmetricReluNetwork network, LabelledPoints points, double radius, CertificateSettings settings, WorkerPool pool) =>
        new Certifier(new CertifiableNetwork(network), pool).Certify(points, radius, settings);

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
