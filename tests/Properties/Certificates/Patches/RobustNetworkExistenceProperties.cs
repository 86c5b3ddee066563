using FsCheck.Fluent;
using PurifyProofs.Bounds.Certificates.Patches;
using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.Patches;
using PurifyProofs.Properties.Patches;
using Xunit;

namespace PurifyProofs.Properties.Certificates.Patches;

/// <summary>Where a robust network is said to exist, the one that the proof builds withstands every attack.</summary>
public sealed class RobustNetworkExistenceProperties : PropertyChecks, IDisposable
{
    private readonly CpuDevice device = new(2);

    public void Dispose() => device.Dispose();

    [Fact]
    public void Witnesses_withstand_every_attack() => Check(PatchCase.All.Zip(Gen.Choose(5, 49)), 30, pair =>
    {
        PatchCase example = pair.Item1 with { Neurons = pair.Item1.Classes + 1, Exponent = 3, Threshold = 0.1 };
        using var distribution = new StructuredPatchDistribution(example.Law with { NoiseLevel = 0, Robust = new FeatureLaw(1, 1) }, (ulong)example.Seed);
        using PatchSamples samples = example.CreateSamples(device.Patches, distribution);
        var witnesses = new RobustNetworkWitness(distribution, example.Neurons, example.Activation);
        foreach (PatchThreat threat in PatchCase.Threats(distribution, pair.Item2 / 100.0))
        {
            bool inSpan = ReferenceEquals(threat.Basis, distribution.NonRobustFeatures);
            using PatchNetwork? witness = inSpan ? witnesses.InNonRobustSpan() : witnesses.Full(threat.Set, threat.Radius);
            Assert.True(threat.Set == PerturbationSet.MaximumNorm || witness is not null, threat.Name);
            if (witness is not null)
            {
                using PatchAttackResult attack = PatchAttack.Descend(device.Patches, witness, samples, threat, PatchAttackSettings.Evaluation, (ulong)example.Seed);
                Assert.All(attack.Margins, margin => Assert.True(margin > 0, $"{threat.Name} {threat.Radius}: {margin}"));
            }
        }
    });

    // With two classes in four dimensions branch and bound proves it.
    [Fact]
    public void The_witness_of_the_full_ball_is_certified() => Check(Gen.Choose(10, 35).Zip(Gen.Choose(0, int.MaxValue)), 6, pair =>
    {
        StructuredPatchLaw law = new() { Classes = 2, Patches = 3, Dimension = 4, NoiseLevel = 0, Robust = new FeatureLaw(1, 1), NonRobust = new FeatureLaw(0.1, 3) };
        double[][] units = [.. Enumerable.Range(0, 4).Select(static i => Enumerable.Range(0, 4).Select(j => i == j ? 1.0 : 0).ToArray())];
        using var distribution = new StructuredPatchDistribution(law, (ulong)pair.Item2, units);
        using PatchSamples samples = PatchSamples.Draw(device.Patches, distribution, RandomStream.Evaluation, 0, 2);
        double radius = pair.Item1 / 100.0;
        var witnesses = new RobustNetworkWitness(distribution, 3, new PowerReluFunction(3, 0.1));
        using PatchNetwork witness = Assert.IsType<PatchNetwork>(witnesses.Full(PerturbationSet.PatchBall, radius));
        PatchCertificate[] certificates = new PatchCertifier(witness, PatchThreat.Full(distribution, PerturbationSet.PatchBall, radius)).Certify(samples, new PatchCertificateSettings(CertificateGoal.Sign, 60000));
        Assert.All(certificates, static certificate => Assert.True(certificate.IsCertified, $"{certificate.Lower}"));
    });

    // One proof says that a network exists, the other that none does.
    [Fact]
    public void The_two_proofs_never_contradict_each_other() => Check(PatchCase.All.Zip(Gen.Choose(1, 60)), 200, static pair =>
    {
        PatchCase example = pair.Item1;
        StructuredPatchLaw law = example.Law with { NonRobust = new FeatureLaw(pair.Item2 / 40.0, example.Patches) };
        using var distribution = new StructuredPatchDistribution(law, (ulong)example.Seed);
        foreach (PerturbationSet set in Enum.GetValues<PerturbationSet>())
        {
            ExistenceRadii radii = new RobustNetworkExistence(distribution, example.Classes + 1).In(set);
            Assert.InRange(radii.ExistsBelow, 1e-3, radii.NoneFrom);
        }
    });

    [Fact]
    public void The_radii_at_the_pilot_s_law()
    {
        using var distribution = new StructuredPatchDistribution(StructuredPatchLaw.Pilot, 7);
        var existence = new RobustNetworkExistence(distribution, 8);
        ExistenceRadii patch = existence.In(PerturbationSet.PatchBall), maximum = existence.In(PerturbationSet.MaximumNorm);
        ExistenceRadii global = existence.In(PerturbationSet.GlobalBall);
        Assert.Equal(0.5, patch.ExistsBelow, 1e-12);
        Assert.Equal(Math.Sqrt(1 + (2 * 0.35 * 0.35)) / 2, patch.NoneFrom, 1e-9);
        Assert.InRange(maximum.ExistsBelow, 0.03, maximum.NoneFrom);
        Assert.InRange(maximum.NoneFrom, 0.03, 0.45);
        Assert.Equal(1 / Math.Sqrt(2), global.ExistsBelow, 1e-12);
        Assert.InRange(global.NoneFrom, global.ExistsBelow, 1.6);
        var narrow = new RobustNetworkExistence(distribution, StructuredPatchLaw.Pilot.Classes);
        Assert.Equal(0, narrow.In(PerturbationSet.PatchBall).ExistsBelow);
    }
}
