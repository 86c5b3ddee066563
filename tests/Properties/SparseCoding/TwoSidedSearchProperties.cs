using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Bounds.Certificates.TwoLayer;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;
using Xunit;

namespace PurifyProofs.Properties.SparseCoding;

/// <summary>Certificates spare attacks, but not the sample that would show that they prove too much.</summary>
public sealed class TwoSidedSearchProperties : PropertyChecks, IDisposable
{
    private const int Points = 60;

    private readonly CpuDevice device = new(2);
    private readonly WorkerPool pool = new(2);

    // Of a linear network every attack that follows the gradient finds the minimum, margin − τ‖∇f‖.
    [Fact]
    public void Certified_points_meet_the_ensemble_in_the_sample_and_there_alone() => Check(Cases(), 30, example =>
    {
        using SparseCodingDistribution distribution = CreateDistribution(example);
        using SymmetricReluNetwork network = LinearNetwork(example);
        using LabelledPoints points = LabelledPoints.Draw(device.SparseCoding, distribution, RandomStream.Evaluation, 0, Points);
        TwoSidedOutcome outcome = Search(distribution, network, AlwaysCertain(network), example.CrossChecks).Run(points, example.Radius, CertificateSettings.ToDecide);
        double reach = example.Radius * Float64.Norm(network.Weights.Row(0));
        (double[] margins, double[] cheap) = CheapMargins(distribution, network, points, example.Radius);
        Assert.All(Enumerable.Range(0, Points), i =>
            Assert.Equal(i < example.CrossChecks && cheap[i] > 0 ? margins[i] - reach : cheap[i], outcome.Margins[i], 1e-4 * (reach + Math.Abs(margins[i]))));
    });

    [Fact]
    public void False_certificates_are_contradicted() => Check(Cases(), 30, example =>
    {
        using SparseCodingDistribution distribution = CreateDistribution(example);
        using SymmetricReluNetwork network = LinearNetwork(example);
        using LabelledPoints points = LabelledPoints.Draw(device.SparseCoding, distribution, RandomStream.Evaluation, 0, Points);
        TwoSidedOutcome outcome = Search(distribution, network, AlwaysCertain(network), example.CrossChecks).Run(points, example.Radius, CertificateSettings.ToDecide);
        double reach = example.Radius * Float64.Norm(network.Weights.Row(0));
        (double[] margins, double[] cheap) = CheapMargins(distribution, network, points, example.Radius);
        int Breakable(double share) => Enumerable.Range(0, Points).Count(i => cheap[i] > 0 && margins[i] < share * reach);
        Assert.InRange(outcome.Contradicted, Breakable(0.99), Breakable(1));
    });

    [Fact]
    public void Sound_certificates_are_not_and_the_sample_changes_no_count() => Check(Cases(), 30, example =>
    {
        using SparseCodingDistribution distribution = CreateDistribution(example);
        using SymmetricReluNetwork network = RandomNetwork(example);
        using LabelledPoints points = LabelledPoints.Draw(device.SparseCoding, distribution, RandomStream.Evaluation, 0, Points);
        var certifier = new Certifier(new CertifiableNetwork(network), pool);
        TwoSidedOutcome none = Search(distribution, network, certifier, 0).Run(points, example.Radius, CertificateSettings.ToDecide);
        TwoSidedOutcome all = Search(distribution, network, certifier, Points).Run(points, example.Radius, CertificateSettings.ToDecide);
        Assert.Equal((0, 0), (none.Contradicted, all.Contradicted));
        Assert.Equal(all.Certified, none.Certified);
        Assert.InRange(none.Standing, all.Certified, Points);
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        device.Dispose();
        pool.Dispose();
    }

    private TwoSidedSearch Search(SparseCodingDistribution distribution, SymmetricReluNetwork network, Certifier certifier, int crossChecks) => new(
        device.SparseCoding,
        new AttackEnsemble(device.SparseCoding, distribution.DenseMixture, distribution.Seed),
        distribution.DenseMixture,
        network,
        new Lazy<Certifier>(certifier),
        new EnsembleSettings(0, 10, 1),
        crossChecks);

    // At the sample, and the smaller one of that and the dense mixture's.
    private static (double[] Margins, double[] Cheap) CheapMargins(SparseCodingDistribution distribution, SymmetricReluNetwork network, LabelledPoints points, double radius)
    {
        using var perturbations = new Matrix(points.Count, points.X.Columns);
        DenseMixtureAttack.Write(points, distribution.DenseMixture, radius, perturbations);
        var reference = new ReferenceNetwork(network);
        double[] margins = VerifiedMargins.OfPoints(reference, points);
        double[] underMixture = VerifiedMargins.Compute(reference, points, perturbations, radius);
        return (margins, [.. margins.Zip(underMixture, static (clean, mixture) => clean > 0 ? Math.Min(clean, mixture) : clean)]);
    }

    // Corrupted on purpose: whatever the point, its bound is a number just above 0.
    private Certifier AlwaysCertain(SymmetricReluNetwork network) => new(new CertifiableNetwork(network), pool, new NoNeuron(), new JustPositive());

    private static SparseCodingDistribution CreateDistribution(SearchCase example) =>
        new(new SparseCodingLaw { Dimension = example.Dimension, DictionarySize = example.Dimension, Sparsity = 3 }, (ulong)example.Seed);

    // One neuron without bias or smoothing.
    private static SymmetricReluNetwork LinearNetwork(SearchCase example) =>
        new(RandomMatrix.Normal(new System.Random(example.Seed), 1, example.Dimension, 1), [0], [0], 1, Smoothing.None);

    private static SymmetricReluNetwork RandomNetwork(SearchCase example)
    {
        var random = new System.Random(example.Seed);
        Matrix weights = RandomMatrix.Normal(random, example.Width, example.Dimension, 1);
        float[] bias = [.. Enumerable.Range(0, example.Width).Select(_ => (float)random.NextDouble())];
        return new SymmetricReluNetwork(weights, bias, [.. bias.Select(static value => 0.7f * value)], 1f / example.Width, Smoothing.Uniform);
    }

    private static Gen<SearchCase> Cases() =>
        from dimension in Gen.Choose(6, 24)
        from width in Gen.Choose(1, 20)
        from hundredths in Gen.Choose(2, 60)
        from crossChecks in Gen.Choose(0, Points)
        from seed in Gen.Choose(0, int.MaxValue)
        select new SearchCase(dimension, width, hundredths / 100.0, crossChecks, seed);

    private sealed record SearchCase(int Dimension, int Width, double Radius, int CrossChecks, int Seed);

    private sealed class NoNeuron : INeuronMinimum
    {
        public double LowerBound(in NeuronTerm term) => 0;
    }

    private sealed class JustPositive : ITrustRegionBound
    {
        public double LowerBound(in TrustRegionTerm term) => 1e-6;
    }
}
