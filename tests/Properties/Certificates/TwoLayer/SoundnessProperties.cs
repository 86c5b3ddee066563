using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Bounds.Certificates.TwoLayer;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.Certificates.TwoLayer;

/// <summary>No perturbation that a search finds has a margin below a certificate; the same search refutes corrupted certificates.</summary>
public sealed class SoundnessProperties : PropertyChecks, IDisposable
{
    private static readonly SoundnessSearch Search = new(20, 3, 12, 1);
    private static readonly CertificateSettings Quick = new(Relaxation.Quadratic, 25, 1e-4);
    private readonly WorkerPool pool = new(1);

    [Fact]
    public void No_margin_in_the_ball_is_below_a_certificate() =>
        Check(CertificateCase.Small, 10_000, example => Refute(example, new PiecewiseQuadraticMinimum(), new MultiplierBound()) is null);

    [Fact]
    public void No_margin_is_below_a_linear_certificate() => AssertSound(Relaxation.Linear, CertificateCase.Small);

    [Fact]
    public void No_margin_is_below_a_certificate_with_curvatures_per_neuron() => AssertSound(Relaxation.QuadraticPerNeuron, CertificateCase.Small);

    [Fact]
    public void No_margin_is_below_a_certificate_of_a_Gaussian_network() =>
        AssertSound(Relaxation.Quadratic, CertificateCase.Of(Gen.Choose(1, 6), Gen.Choose(1, 5), Gen.Constant(Smoothing.Gaussian)));

    // A network of one law certified with the minima of another is the mistake that mixing up laws would make.
    [Fact]
    public void Minima_of_another_smoothing_are_refuted() =>
        AssertRefuted(
            new PiecewiseQuadraticMinimum(),
            new MultiplierBound(),
            CertificateCase.Of(Gen.Choose(1, 6), Gen.Choose(1, 5), Gen.Constant(Smoothing.Gaussian)),
            new GaussianMinimum());

    [Fact]
    public void The_slopes_with_the_wrong_sign_make_another_sound_certificate() =>
        Check(CertificateCase.Small, 1_000, example => Refute(example, new MirroredSlopeMinimum(), new MultiplierBound()) is null);

    [Fact]
    public void A_wrong_sign_of_the_quadratic_form_is_refuted() => AssertRefuted(new PiecewiseQuadraticMinimum(), new WrongSignTrustRegionBound());

    [Fact]
    public void A_wrong_sign_of_the_point_is_refuted() => AssertRefuted(new MirroredPointMinimum(), new MultiplierBound());

    [Fact]
    public void A_coarse_grid_in_place_of_the_closed_form_is_refuted() => AssertRefuted(new CoarseGridMinimum(), new MultiplierBound());

    [Fact]
    public void Curvature_left_out_of_the_trust_region_is_refuted() => AssertRefuted(new PiecewiseQuadraticMinimum(), new FlatTrustRegionBound());

    /// <inheritdoc/>
    public void Dispose() => pool.Dispose();

    private void AssertSound(Relaxation relaxation, Gen<CertificateCase> cases) => Check(cases, 1_000, example =>
    {
        using SymmetricReluNetwork network = example.CreateNetwork();
        using LabelledPoints points = example.CreatePoints(network);
        Certificate[] certificates = new Certifier(new CertifiableNetwork(network), pool).Certify(points, example.Radius, Quick with { Relaxation = relaxation });
        return Search.Run(network, points, certificates, pool, static _ => { }) is null;
    });

    // The same cases pass with the proved bounds, so it is the corruption that is refuted.
    private void AssertRefuted(INeuronMinimum neurons, ITrustRegionBound trustRegion) =>
        AssertRefuted(neurons, trustRegion, CertificateCase.Small, new PiecewiseQuadraticMinimum());

    private void AssertRefuted(INeuronMinimum neurons, ITrustRegionBound trustRegion, Gen<CertificateCase> cases, INeuronMinimum proved) =>
        CheckAtLeast(5, cases, 300, example =>
        {
            Assert.Null(Refute(example, proved, new MultiplierBound()));
            return Refute(example, neurons, trustRegion) is not null;
        });

    private SoundnessViolation? Refute(CertificateCase example, INeuronMinimum neurons, ITrustRegionBound trustRegion)
    {
        using SymmetricReluNetwork network = example.CreateNetwork();
        using LabelledPoints points = example.CreatePoints(network);
        var certifier = new Certifier(new CertifiableNetwork(network), pool, neurons, trustRegion);
        Certificate[] certificates = certifier.Certify(points, example.Radius, Quick);
        return Search.Run(network, points, certificates, pool, static _ => { });
    }
}
