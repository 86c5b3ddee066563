using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Bounds.Certificates.TwoLayer;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.Certificates.TwoLayer;

/// <summary>What holds of certificates exactly, however far the search for their parameters got.</summary>
public sealed class CertifierProperties : PropertyChecks, IDisposable
{
    private static readonly CertificateSettings Quadratic = new(Relaxation.Quadratic, 150, 0);
    private readonly WorkerPool one = new(1);
    private readonly WorkerPool three = new(3);

    [Fact]
    public void A_curvature_per_neuron_never_loses() =>
        Check(CertificateCase.Of(Gen.Choose(4, 12), Gen.Choose(2, 6), Gen.Elements(Smoothing.None, Smoothing.Uniform)), 200, example =>
            Assert.All(CertifyBothWays(example), static pair => Assert.InRange(pair.Own.LowerBound, pair.Shared.LowerBound, double.PositiveInfinity)));

    // Points left open by one μ are rare at this size; these seeds have some.
    [Fact]
    public void A_curvature_per_neuron_certifies_points_that_one_for_all_leaves_open() =>
        Assert.InRange(
            Enumerable.Range(0, 1_500)
                .SelectMany(seed => CertifyBothWays(new CertificateCase(6, 12, WeightKind.Random, Smoothing.Uniform, seed)))
                .Count(static pair => pair.Own.IsCertified && !pair.Shared.IsCertified),
            5,
            int.MaxValue);

    // Equal in exact search; with a bracket of radii each one returned is certified and none above it was.
    // 96 in 100 cases have a certified radius: fewer than 50 of 100 come by chance less than once in 10²⁰ runs.
    [Fact]
    public void A_certified_radius_is_below_every_radius_that_breaks_the_point() => CheckAtLeast(50, CertificateCase.Small, 100, example =>
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

        return radii.Any(static radius => radius.Certified > 0);
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

    // A quarter of the cases has a misclassified point: fewer than 50 of 500 come by chance less than once in 10¹⁰ runs.
    [Fact]
    public void A_misclassified_point_is_never_certified() => CheckAtLeast(50, CertificateCase.Small, 500, example =>
    {
        Certificate[] misclassified = [.. Certify(example, 1e-6 * example.Radius, Quadratic).Where(static certificate => certificate.CleanMargin <= 0)];
        Assert.DoesNotContain(misclassified, static certificate => certificate.IsCertified);
        return misclassified.Length > 0;
    });

    [Fact]
    public void A_tiny_ball_costs_next_to_nothing() => Check(CertificateCase.Small, 500, example =>
        Certify(example, 1e-9, Quadratic).All(static certificate => certificate.CleanMargin - certificate.LowerBound < 1e-6));

    /// <inheritdoc/>
    public void Dispose()
    {
        one.Dispose();
        three.Dispose();
    }

    private IEnumerable<(Certificate Shared, Certificate Own)> CertifyBothWays(CertificateCase example) =>
        Certify(example, example.Radius, CertificateSettings.Default)
            .Zip(Certify(example, example.Radius, CertificateSettings.Default with { Relaxation = Relaxation.QuadraticPerNeuron }));

    private Certificate[] Certify(CertificateCase example, double radius, CertificateSettings settings)
    {
        using SymmetricReluNetwork network = example.CreateNetwork();
        using LabelledPoints points = example.CreatePoints(network);
        return Certify(network, points, radius, settings, one);
    }

    private static Certificate[] Certify(SymmetricReluNetwork network, LabelledPoints points, double radius, CertificateSettings settings, WorkerPool pool) =>
        new Certifier(new CertifiableNetwork(network), pool).Certify(points, radius, settings);
}
