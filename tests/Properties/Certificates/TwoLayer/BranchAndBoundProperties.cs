using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Bounds.Certificates.TwoLayer;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.Certificates.TwoLayer;

/// <summary>Branch and bound as the truth: certificates stay below its upper value, its lower value stays below every attack.</summary>
public sealed class BranchAndBoundProperties : PropertyChecks, IDisposable
{
    private const double Rounding = 1e-11;
    private static readonly CertificateSettings Quick = new(Relaxation.Quadratic, 25, 1e-4);
    private static readonly SoundnessSearch Attack = new(10, 2, 10, 2);
    private readonly WorkerPool pool = new(1);
    private int closed, robust, run;

    [Fact]
    public void Certificate_truth_and_attack_are_in_order_on_small_networks()
    {
        Check(CertificateCase.Small, 10_000, example => AssertOrder(example, 100));
        Assert.InRange(closed, 0.97 * run, run);
    }

    [Fact]
    public void Certificate_truth_and_attack_are_in_order_at_32_neurons()
    {
        Gen<CertificateCase> wide = CertificateCase.Of(Gen.Constant(32), Gen.Choose(2, 6), Gen.Elements(Smoothing.None, Smoothing.Uniform));
        Check(wide, 50, example => AssertOrder(example, 1_000));
        Assert.InRange(closed, 0.7 * run, run);
    }

    // What certify --exact decides, held against the relaxations, the attacks and the search that closes its gap.
    [Fact]
    public void The_side_of_a_margin_contradicts_neither_certificates_nor_attacks()
    {
        Gen<CertificateCase> cases = CertificateCase.Of(Gen.Choose(1, 12), Gen.Choose(1, 5), Gen.Elements(Enum.GetValues<Smoothing>()));
        Check(cases, 500, AssertSide);
        Assert.InRange(closed, 0.97 * run, run);
        Assert.InRange(robust, 0.1 * run, 0.9 * run);
    }

    // On a line the smallest margin is found by looking everywhere.
    [Fact]
    public void On_a_line_it_finds_the_smallest_margin() =>
        Check(CertificateCase.Of(Gen.Choose(1, 6), Gen.Constant(1), Gen.Elements(Smoothing.None, Smoothing.Uniform)), 300, static example =>
        {
            using SymmetricReluNetwork network = example.CreateNetwork();
            using LabelledPoints points = example.CreatePoints(network);
            MarginEnclosure enclosure = new BranchAndBound(network, 1_000).Enclose(points, 0, example.Radius);
            var reference = new ReferenceNetwork(network);
            double lowest = Enumerable.Range(-2_000, 4_001).Min(k => points.Y[0] * reference.Output([points.X.Row(0)[0] + (example.Radius * k / 2_000)]));
            double slope = network.OutputScale * Enumerable.Range(0, network.Width).Sum(i => Math.Abs(network.Weights.Row(i)[0]));
            Assert.InRange(enclosure.Lower, double.NegativeInfinity, lowest + Rounding);
            Assert.True(enclosure.IsClosed);
            Assert.InRange(enclosure.Lower, lowest - (slope * example.Radius / 2_000) - (2 * BranchAndBound.Gap * Math.Max(1, Math.Abs(lowest))), lowest + Rounding);
        });

    [Fact]
    public void More_neurons_than_it_can_bear_are_refused()
    {
        using SymmetricReluNetwork network = new CertificateCase(3, 33, WeightKind.Random, Smoothing.Uniform, 1).CreateNetwork();
        Assert.Throws<ArgumentException>(() => new BranchAndBound(network, 10));
    }

    [Fact]
    public void A_cap_on_nodes_is_reported_as_such()
    {
        MarginEnclosure[] enclosures = [.. Enumerable.Range(0, 40).Select(static seed =>
        {
            var example = new CertificateCase(4, 12, WeightKind.Random, Smoothing.Uniform, seed);
            using SymmetricReluNetwork network = example.CreateNetwork();
            using LabelledPoints points = example.CreatePoints(network);
            return new BranchAndBound(network, 1).Enclose(points, 0, example.Radius);
        })];
        Assert.Contains(enclosures, static enclosure => !enclosure.IsClosed);
        Assert.All(enclosures, static enclosure => Assert.Equal(
            enclosure.IsClosed,
            enclosure.Upper - enclosure.Lower <= BranchAndBound.Gap * Math.Max(1, Math.Abs(enclosure.Upper))));
    }

    /// <inheritdoc/>
    public void Dispose() => pool.Dispose();

    private void AssertSide(CertificateCase example)
    {
        using SymmetricReluNetwork network = example.CreateNetwork();
        using LabelledPoints points = example.CreatePoints(network);
        using LabelledPoints first = points.Select([0]);
        MarginEnclosure side = new BranchAndBound(network, 1_000) { Threshold = 0 }.Enclose(points, 0, example.Radius);
        var certifier = new Certifier(new CertifiableNetwork(network), pool);
        IEnumerable<CertificateSettings> settings = Enum.GetValues<Relaxation>().Select(static relaxation => Quick with { Relaxation = relaxation });
        Certificate[] certificates = [.. settings.Select(one => certifier.Certify(first, example.Radius, one)[0])];
        MarginEnclosure full = new BranchAndBound(network, 100).Enclose(points, 0, example.Radius);
        if (side.Upper <= 0)
        {
            Assert.DoesNotContain(certificates, static certificate => certificate.LowerBound > 0);
            Assert.InRange(full.Lower, double.NegativeInfinity, 0);
            AssertReached(side, network, points, example.Radius);
        }
        else if (side.Lower > 0)
        {
            Assert.DoesNotContain(certificates, static certificate => certificate.AttackedMargin <= 0);
            Assert.InRange(full.Upper, Math.BitIncrement(0), double.PositiveInfinity);
            Assert.Null(Attack.Run(network, first, [certificates[0] with { LowerBound = 0 }], pool, static _ => { }));
            robust++;
        }

        run++;
        closed += side.Upper <= 0 || side.Lower > 0 ? 1 : 0;
    }

    private static void AssertReached(MarginEnclosure side, SymmetricReluNetwork network, LabelledPoints points, double radius)
    {
        Assert.InRange(Math.Sqrt(side.Perturbation.Sum(static coordinate => coordinate * coordinate)), 0, radius);
        double[] moved = [.. Float64.Of(points.X.Row(0)).Zip(side.Perturbation, static (coordinate, shift) => coordinate + shift)];
        Assert.Equal(side.Upper, points.Y[0] * new ReferenceNetwork(network).Output(moved));
    }

    private void AssertOrder(CertificateCase example, int nodes)
    {
        using SymmetricReluNetwork network = example.CreateNetwork();
        using LabelledPoints points = example.CreatePoints(network);
        Certificate certificate = new Certifier(new CertifiableNetwork(network), pool).Certify(points, example.Radius, Quick)[0];
        MarginEnclosure enclosure = new BranchAndBound(network, nodes).Enclose(points, 0, example.Radius);
        Assert.InRange(certificate.LowerBound, double.NegativeInfinity, enclosure.Upper + Rounding);
        Assert.InRange(enclosure.Lower, double.NegativeInfinity, enclosure.Upper);
        Assert.InRange(enclosure.Lower, double.NegativeInfinity, certificate.AttackedMargin + Rounding);

        // The enclosure as if it were a certificate: the search must not refute it either.
        using LabelledPoints first = points.Select([0]);
        Assert.Null(Attack.Run(network, first, [certificate with { LowerBound = enclosure.Lower }], pool, static _ => { }));
        run++;
        closed += enclosure.IsClosed ? 1 : 0;
    }
}
