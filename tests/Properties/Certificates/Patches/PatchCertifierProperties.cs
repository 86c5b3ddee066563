using FsCheck.Fluent;
using PurifyProofs.Bounds.Certificates.Patches;
using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.Patches;
using PurifyProofs.Properties.Patches;
using Xunit;

namespace PurifyProofs.Properties.Certificates.Patches;

/// <summary>The certificate of the patch network: never above a margin that exists, and near the smallest one where patches are separate.</summary>
public sealed class PatchCertifierProperties : PropertyChecks, IDisposable
{
    private const int Perturbations = 400;
    private const double Radius = 0.45;

    private readonly CpuDevice device = new(2);

    public void Dispose() => device.Dispose();

    [Fact]
    public void No_perturbation_goes_below_the_lower_bound() => Check(PatchCase.Small, 40, example =>
    {
        using StructuredPatchDistribution distribution = example.CreateDistribution();
        using PatchNetwork network = example.CreateNetwork();
        using PatchSamples samples = example.CreateSamples(device.Patches, distribution);
        var reference = new ReferencePatchNetwork(network);
        var random = new System.Random(example.Seed);
        foreach (PatchThreat threat in PatchCase.Threats(distribution, Radius))
        {
            PatchCertificate[] certificates = new PatchCertifier(network, threat).Certify(samples, new PatchCertificateSettings(CertificateGoal.Value, 200));
            for (int i = 0; i < samples.Count; i++)
            {
                for (int trial = 0; trial < Perturbations; trial++)
                {
                    double[] x = samples.Sample(i);
                    VerifiedPatchMargins.Add(threat, RandomPerturbation(random, threat, example.Patches), x);
                    double margin = reference.Margin(x, samples.Classes[i]);
                    Assert.True(margin >= certificates[i].Lower - 1e-9, $"{threat.Name}: margin {margin}, bound {certificates[i].Lower}");
                }
            }
        }
    });

    [Fact]
    public void No_attack_goes_below_the_lower_bound() => Check(PatchCase.Small, 40, example =>
    {
        using StructuredPatchDistribution distribution = example.CreateDistribution();
        using PatchNetwork network = example.CreateNetwork();
        using PatchSamples samples = example.CreateSamples(device.Patches, distribution);
        foreach (PatchThreat threat in PatchCase.Threats(distribution, Radius))
        {
            using PatchAttackResult attack = PatchAttack.Descend(device.Patches, network, samples, threat, PatchAttackSettings.Evaluation, (ulong)example.Seed);
            PatchCertificate[] certificates = new PatchCertifier(network, threat).Certify(samples, new PatchCertificateSettings(CertificateGoal.Value, 200), attack.Perturbations);
            Assert.All(certificates.Zip(attack.Margins), pair => Assert.True(pair.First.Lower <= pair.Second + 1e-9 && pair.First.Lower <= pair.First.Upper, $"{threat.Name}: {pair}"));
        }
    });

    [Fact]
    public void The_upper_value_is_attained_inside_the_set() => Check(PatchCase.Small, 40, example =>
    {
        using StructuredPatchDistribution distribution = example.CreateDistribution();
        using PatchNetwork network = example.CreateNetwork();
        using PatchSamples samples = example.CreateSamples(device.Patches, distribution);
        var reference = new ReferencePatchNetwork(network);
        foreach (PatchThreat threat in PatchCase.Threats(distribution, Radius))
        {
            PatchCertificate[] certificates = new PatchCertifier(network, threat).Certify(samples, new PatchCertificateSettings());
            for (int i = 0; i < samples.Count; i++)
            {
                Assert.InRange(threat.RelativeSize(certificates[i].Perturbation), 0, 1 + 1e-9);
                double[] x = samples.Sample(i);
                VerifiedPatchMargins.Add(threat, certificates[i].Perturbation, x);
                double[] outputs = reference.Outputs(x);
                double margin = outputs[samples.Classes[i]] - outputs[certificates[i].Target];
                Assert.Equal(certificates[i].Upper, margin, 1e-8 * (1 + Math.Abs(margin)));
            }
        }
    });

    // In few dimensions, of small weights: the search ends by closing the gap, not by its cap.
    [Fact]
    public void In_the_span_of_two_features_the_minimum_is_enclosed_tightly() => Check(PatchCase.Small, 25, example =>
    {
        PatchCase two = example with { Classes = 2, Dimension = 4 };
        using StructuredPatchDistribution distribution = two.CreateDistribution();
        using PatchNetwork network = two.CreateNetwork();
        using PatchSamples samples = two.CreateSamples(device.Patches, distribution);
        PatchThreat threat = PatchThreat.NonRobustSpan(distribution, Radius);
        PatchCertificate[] certificates = new PatchCertifier(network, threat).Certify(samples, new PatchCertificateSettings(CertificateGoal.Value, 20000, 0.01));
        for (int i = 0; i < samples.Count; i++)
        {
            PatchCertificate found = certificates[i];
            Assert.InRange(found.Upper - found.Lower, 0, (0.01 * Math.Max(1, Math.Abs(found.Upper))) + 1e-9);
            double dense = DenseMinimum(new ReferencePatchNetwork(network), samples, i, threat);
            Assert.InRange(dense, found.Lower - 1e-9, found.Upper + (0.02 * (1 + Math.Abs(dense))));
        }
    });

    [Fact]
    public void Inputs_that_are_no_numbers_are_refused() => Check(PatchCase.Small, 5, example =>
    {
        using StructuredPatchDistribution distribution = example.CreateDistribution();
        using PatchNetwork network = example.CreateNetwork();
        using PatchSamples samples = example.CreateSamples(device.Patches, distribution);
        samples.X.Row(samples.X.Rows - 1)[0] = float.NaN;
        Assert.Throws<ArgumentException>(() => new PatchCertifier(network, PatchThreat.NonRobustSpan(distribution, Radius)).Certify(samples, new PatchCertificateSettings()));
        network.Weights.Row(0)[0] = float.PositiveInfinity;
        Assert.Throws<ArgumentException>(() => new PatchCertifier(network, PatchThreat.NonRobustSpan(distribution, Radius)));
    });

    // A quarter of the cases has samples of both kinds: fewer than 4 of 200 come by chance less than once in 10¹⁰ runs.
    [Fact]
    public void Only_correctly_classified_samples_are_certified() => CheckAtLeast(4, PatchCase.Small, 200, example =>
    {
        using StructuredPatchDistribution distribution = example.CreateDistribution();
        using PatchNetwork network = example.CreateNetwork();
        using PatchSamples samples = example.CreateSamples(device.Patches, distribution);
        double[] clean = VerifiedPatchMargins.OfSamples(new ReferencePatchNetwork(network), samples);
        PatchCertificate[] certificates = new PatchCertifier(network, PatchThreat.NonRobustSpan(distribution, 1e-6)).Certify(samples, new PatchCertificateSettings());
        Assert.All(certificates.Zip(clean), static pair => Assert.False(pair.First.IsCertified && pair.Second <= 0));
        Assert.All(certificates.Zip(clean), static pair => Assert.True(pair.First.IsCertified || pair.Second <= 1e-3));
        return clean.Any(static margin => margin <= 0) && clean.Any(static margin => margin > 1e-3);
    });

    // The patches are separate: each has its own minimum over a fine polar grid of the disc.
    private static double DenseMinimum(ReferencePatchNetwork network, PatchSamples samples, int sample, PatchThreat threat)
    {
        double[] x = samples.Sample(sample);
        int label = samples.Classes[sample];
        double total = 0;
        foreach (double[] patch in x.Chunk(network.Dimension))
        {
            double smallest = double.PositiveInfinity;
            for (int ring = 0; ring <= 40; ring++)
            {
                for (int angle = 0; angle < 360; angle += 3)
                {
                    double[] moved = [.. patch];
                    double length = threat.Radius * ring / 40;
                    VerifiedPatchMargins.Add(threat, [length * Math.Cos(angle * Math.PI / 180), length * Math.Sin(angle * Math.PI / 180)], moved);
                    smallest = Math.Min(smallest, network.Margin(moved, label));
                }
            }

            total += smallest;
        }

        return total;
    }

    // Half of them on the border.
    private static double[] RandomPerturbation(System.Random random, PatchThreat threat, int patches)
    {
        double[] c = [.. Enumerable.Range(0, patches * threat.Basis.Length).Select(_ => RandomMatrix.NextNormal(random))];
        if (threat.Set == PerturbationSet.PatchBall)
        {
            c = [.. c.Chunk(threat.Basis.Length).SelectMany(static patch => patch.Select(value => value / Float64.Norm(patch)))];
        }

        double factor = (random.Next(2) == 0 ? 1 : random.NextDouble()) / threat.RelativeSize(c);
        return Array.ConvertAll(c, value => factor * value);
    }
}
