using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Bounds.Certificates.TwoLayer;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.SparseCoding;

/// <summary>Robust accuracy from both sides: in order, free of contradictions, and exact where the truth is known.</summary>
public sealed class RobustnessMeterProperties : PropertyChecks, IDisposable
{
    private static readonly Effort Small = Effort.Of(Scale.Smoke) with { Accuracy = new DecisiveProportion(60, 1, 1e-3), AttackSteps = 10, Restarts = 1, CurveSamples = 40 };

    private readonly CpuDevice device = new(2);

    [Fact]
    public void Certified_accuracy_is_never_above_attacked_accuracy() => Check(Cases(), 25, example =>
    {
        using SparseCodingDistribution distribution = CreateDistribution(example);
        using SymmetricReluNetwork network = RandomNetwork(example);
        using var meter = new RobustnessMeter(device.SparseCoding, distribution, Small);
        RobustAccuracy accuracy = meter.Of(network).Measure(example.Radius, 0.5);
        Assert.InRange(accuracy.Certified.Successes, 0, accuracy.Attacked.Successes);
        Assert.Equal(accuracy.Attacked.Trials, accuracy.Certified.Trials);
        Assert.Equal(0, accuracy.Contradictions);
        Assert.Equal(CountCertified(distribution, network, example.Radius, accuracy.Certified.Trials), accuracy.Certified.Successes);
        (IReadOnlyList<SeriesPoint> attacked, IReadOnlyList<SeriesPoint> certified) = meter.Of(network).ByRadius(example.Radius, _ => { });
        Assert.All(attacked.Zip(certified), static pair => Assert.True(pair.Second.Y <= pair.First.Y && pair.First.X == pair.Second.X));
    });

    // Certificates at larger radii mostly prove less, so bisection asks few; where they do not, its answer lies between the two readings.
    [Fact]
    public void The_certified_curve_is_what_certificates_at_every_radius_say() => Check(Cases(), 20, example =>
    {
        using SparseCodingDistribution distribution = CreateDistribution(example);
        using SymmetricReluNetwork network = RandomNetwork(example);
        using var meter = new RobustnessMeter(device.SparseCoding, distribution, Small);
        (_, IReadOnlyList<SeriesPoint> curve) = meter.Of(network).ByRadius(example.Radius, _ => { });
        using LabelledPoints points = new EvaluationPoints(device.SparseCoding, distribution).OfCurve(Small.CurveSamples);
        using var pool = new WorkerPool(1);
        var certifier = new Certifier(new CertifiableNetwork(network), pool);
        bool[][] certified = [.. curve.Select(entry => certifier.Certify(points, entry.X, Small.CurveCertificates).Select(static found => found.IsCertified).ToArray())];
        for (int radius = 0; radius < curve.Count; radius++)
        {
            int upToHere = Enumerable.Range(0, points.Count).Count(point => certified.Take(radius + 1).All(each => each[point]));
            int fromHereOn = Enumerable.Range(0, points.Count).Count(point => certified.Skip(radius).Any(each => each[point]));
            Assert.InRange(curve[radius].Y * points.Count, upToHere - 1e-9, fromHereOn + 1e-9);
        }
    });

    // One neuron without bias or smoothing is linear: a point is robust when its margin is above τ ‖∇f‖, on both sides.
    [Fact]
    public void On_a_linear_network_both_sides_are_the_truth() => Check(Cases(), 25, example =>
    {
        using SparseCodingDistribution distribution = CreateDistribution(example);
        var random = new System.Random(example.Seed);
        Matrix weights = RandomMatrix.Normal(random, 1, distribution.Law.Dimension, 0.3);
        for (int j = 0; j < distribution.Law.Dimension; j++)
        {
            weights.Row(0)[j] += (float)distribution.DenseMixture[j];
        }

        using var network = new SymmetricReluNetwork(weights, [0], [0], 1, Smoothing.None);
        using var meter = new RobustnessMeter(device.SparseCoding, distribution, Small);
        RobustAccuracy accuracy = meter.Of(network).Measure(example.Radius, 0.5);
        using LabelledPoints points = LabelledPoints.Draw(device.SparseCoding, distribution, RandomStream.Evaluation, 0, accuracy.Attacked.Trials);
        double[] margins = VerifiedMargins.OfPoints(new ReferenceNetwork(network), points);
        double reach = example.Radius * Float64.Norm(weights.Row(0));
        Assert.InRange(accuracy.Attacked.Successes, margins.Count(margin => margin > reach * 1.001), margins.Count(margin => margin > reach * 0.999));
        Assert.InRange(accuracy.Certified.Successes, margins.Count(margin => margin > reach * 1.01), margins.Count(margin => margin > reach * 0.999));
    });

    // A bias that no point reaches leaves f = 0 and no gradient anywhere.
    [Fact]
    public void Where_the_gradient_vanishes_it_is_counted() => Check(Cases(), 10, example =>
    {
        using SparseCodingDistribution distribution = CreateDistribution(example);
        using SymmetricReluNetwork network = RandomNetwork(example);
        using var meter = new RobustnessMeter(device.SparseCoding, distribution, Small);
        RobustAccuracy alive = meter.Of(network).Measure(example.Radius, 0.5);
        Array.Fill(network.Bias, 1e6f);
        RobustAccuracy dead = meter.Of(network).Measure(example.Radius, 0.5);
        Assert.Equal((0, 0), (dead.Attacked.Successes, dead.Certified.Successes));
        Assert.Equal(dead.Attacked.Trials, dead.VanishingGradients);
        Assert.InRange(alive.VanishingGradients, 0, alive.Attacked.Trials - 1);
    });

    [Fact]
    public void Proportions_measured_together_go_on_until_all_are_decided() => Check(Gen.Choose(0, 60).Zip(Gen.Choose(2, 4)), 100, static pair =>
    {
        (int half, int looks) = pair;
        var decisive = new DecisiveProportion(64, looks, 1e-3);
        int taken = 0;
        var together = decisive.MeasureTogether(0.5, (_, trials) =>
        {
            taken++;
            return [trials, trials / 2];
        });
        Assert.Equal(looks, taken);
        Assert.Equal(64 << (looks - 1), together[0].Trials);
        Assert.Equal(together[0].Trials, together[1].Trials);
        Assert.Equal(64, decisive.MeasureTogether(0.5, (_, trials) => [trials, half < 60 ? 0 : trials])[0].Trials);
    });

    /// <inheritdoc/>
    public void Dispose() => device.Dispose();

    // A point's certificate does not depend on the others, and no attack brings a certified point down.
    private int CountCertified(SparseCodingDistribution distribution, SymmetricReluNetwork network, double radius, int trials)
    {
        using LabelledPoints points = LabelledPoints.Draw(device.SparseCoding, distribution, RandomStream.Evaluation, 0, trials);
        using var pool = new WorkerPool(1);
        return new Certifier(new CertifiableNetwork(network), pool).Certify(points, radius, CertificateSettings.ToDecide).Count(static certificate => certificate.IsCertified);
    }

    private static Gen<MeterCase> Cases() =>
        from dimension in Gen.Choose(6, 24)
        from width in Gen.Choose(1, 20)
        from hundredths in Gen.Choose(2, 60)
        from seed in Gen.Choose(0, int.MaxValue)
        select new MeterCase(dimension, width, hundredths / 100.0, seed);

    private static SparseCodingDistribution CreateDistribution(MeterCase example) =>
        new(new SparseCodingLaw { Dimension = example.Dimension, DictionarySize = example.Dimension, Sparsity = 3 }, (ulong)example.Seed);

    private static SymmetricReluNetwork RandomNetwork(MeterCase example)
    {
        var random = new System.Random(example.Seed);
        Matrix weights = RandomMatrix.Normal(random, example.Width, example.Dimension, 1);
        float[] bias = [.. Enumerable.Range(0, example.Width).Select(_ => (float)random.NextDouble())];
        return new SymmetricReluNetwork(weights, bias, [.. bias.Select(static value => 0.7f * value)], 1f / example.Width, Smoothing.Uniform);
    }

    private sealed record MeterCase(int Dimension, int Width, double Radius, int Seed);
}
