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
    private int closed, run;

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
