using PurifyProofs.Bounds.Certificates.TwoLayer;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.Certificates.TwoLayer;

/// <summary>Bad input ends in an exception that says what is wrong, never in a certificate.</summary>
public sealed class CertificateInputTests : IDisposable
{
    private static readonly CertificateCase Example = new(3, 4, WeightKind.Random, Smoothing.Uniform, 7);
    private readonly WorkerPool pool = new(1);
    private readonly SymmetricReluNetwork network = Example.CreateNetwork();

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Weights_that_are_not_finite_are_refused(float weight)
    {
        network.Weights.Row(2)[1] = weight;
        Assert.Contains("Neuron 2", Assert.Throws<ArgumentException>(() => new CertifiableNetwork(network)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    public void A_negative_bias_is_refused(float bias)
    {
        network.Bias[1] = bias;
        Assert.Contains("Neuron 1", Assert.Throws<ArgumentException>(() => new CertifiableNetwork(network)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_radius_that_is_not_positive_is_refused(double radius)
    {
        using LabelledPoints points = Example.CreatePoints(network);
        var certifier = new Certifier(new CertifiableNetwork(network), pool);
        Assert.Throws<ArgumentOutOfRangeException>(() => certifier.Certify(points, radius, CertificateSettings.Default));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RadiusSearch(certifier, CertificateSettings.Default).Run(points, radius, 0.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BranchAndBound(network, 10).Enclose(points, 0, radius));
        Assert.Throws<ArgumentOutOfRangeException>(() => LipschitzBound.LowerBounds(new CertifiableNetwork(network), points, radius));
    }

    [Fact]
    public void Points_of_another_dimension_are_refused()
    {
        using var points = new LabelledPoints(new Matrix(2, 5), [1, -1]);
        var certifier = new Certifier(new CertifiableNetwork(network), pool);
        Assert.Contains("5 coordinates", Assert.Throws<ArgumentException>(() => certifier.Certify(points, 0.1, CertificateSettings.Default)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Points_that_are_not_finite_are_refused()
    {
        using LabelledPoints points = Example.CreatePoints(network);
        points.X.Row(1)[0] = float.NaN;
        var certifier = new Certifier(new CertifiableNetwork(network), pool);
        Assert.Contains("Point 1", Assert.Throws<ArgumentException>(() => certifier.Certify(points, 0.1, CertificateSettings.Default)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Radii_of_another_count_are_refused()
    {
        using LabelledPoints points = Example.CreatePoints(network);
        var certifier = new Certifier(new CertifiableNetwork(network), pool);
        Assert.Throws<ArgumentException>(() => certifier.Certify(points, [0.1], CertificateSettings.Default, null));
    }

    [Fact]
    public void A_network_of_zeros_has_no_certified_point()
    {
        using var zero = new SymmetricReluNetwork(new Matrix(4, 3), [0, 1, 0, 1], [0, 0, 1, 1], 1, Smoothing.Uniform);
        using LabelledPoints points = Example.CreatePoints(network);
        Certificate[] certificates = new Certifier(new CertifiableNetwork(zero), pool).Certify(points, 0.1, CertificateSettings.Default);
        Assert.All(certificates, static certificate => Assert.False(certificate.IsCertified));
    }

    [Fact]
    public void Points_that_are_no_points_have_no_certificates()
    {
        using var points = new LabelledPoints(new Matrix(0, 3), []);
        Assert.Empty(new Certifier(new CertifiableNetwork(network), pool).Certify(points, 0.1, CertificateSettings.Default));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        pool.Dispose();
        network.Dispose();
    }
}
