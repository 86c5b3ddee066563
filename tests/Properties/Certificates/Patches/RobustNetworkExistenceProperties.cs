using FsCheck.Fluent;
using PurifyProofs.Bounds.Certificates.Patches;
using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.Patches;
using PurifyProofs.Properties.Patches;
using Xunit;

namespace PurifyProofs.Properties.Certificates.Patches;

/// <summary>Where a robust network is said to exist, the one given withstands every attack; where none is, two samples meet.</summary>
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
        var existence = new RobustNetworkExistence(distribution, example.Neurons, example.Activation);
        foreach (PatchThreat threat in PatchCase.Threats(distribution, pair.Item2 / 100.0))
        {
            ExistenceAnswer answer = Answer(existence, distribution, threat);
            Assert.True(threat.Set == PerturbationSet.MaximumNorm || answer.Witness is not null, answer.Reason);
            if (answer.Witness is { } witness)
            {
                using PatchAttackResult attack = PatchAttack.Descend(device.Patches, witness, samples, threat, PatchAttackSettings.Evaluation, (ulong)example.Seed);
                Assert.All(attack.Margins, margin => Assert.True(margin > 0, $"{threat.Name} {threat.Radius}: {margin}"));
                witness.Dispose();
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
        ExistenceAnswer answer = new RobustNetworkExistence(distribution, 3, new PowerReluFunction(3, 0.1)).Full(PerturbationSet.PatchBall, radius);
        using PatchNetwork witness = Assert.IsType<PatchNetwork>(answer.Witness);
        PatchCertificate[] certificates = new PatchCertifier(witness, PatchThreat.Full(distribution, PerturbationSet.PatchBall, radius)).Certify(samples, new PatchCertificateSettings(CertificateGoal.Sign, 60000));
        Assert.All(certificates, static certificate => Assert.True(certificate.IsCertified, $"{certificate.Lower}"));
    });

    [Fact]
    public void The_answers_at_the_pilot_s_law()
    {
        using var distribution = new StructuredPatchDistribution(StructuredPatchLaw.Pilot, 7);
        var existence = new RobustNetworkExistence(distribution, 8, new PowerReluFunction(3, 0.1));
        Assert.Equal(Existence.Exists, Kind(existence.InNonRobustSpan()));
        Assert.Equal(Existence.Exists, Kind(existence.Full(PerturbationSet.PatchBall, 0.45)));
        Assert.Equal(Existence.Unknown, Kind(existence.Full(PerturbationSet.PatchBall, 0.52)));
        Assert.Equal(Existence.None, Kind(existence.Full(PerturbationSet.PatchBall, 0.56)));
        Assert.Equal(Existence.None, Kind(existence.Full(PerturbationSet.MaximumNorm, 0.45)));
        Assert.Equal(Existence.Exists, Kind(existence.Full(PerturbationSet.MaximumNorm, 0.03)));
        Assert.Equal(Existence.Exists, Kind(existence.Full(PerturbationSet.GlobalBall, 0.45)));
        Assert.Equal(Existence.None, Kind(existence.Full(PerturbationSet.GlobalBall, 1.6)));
    }

    private static ExistenceAnswer Answer(RobustNetworkExistence existence, StructuredPatchDistribution distribution, PatchThreat threat) =>
        ReferenceEquals(threat.Basis, distribution.NonRobustFeatures) ? existence.InNonRobustSpan() : existence.Full(threat.Set, threat.Radius);

    private static Existence Kind(ExistenceAnswer answer)
    {
        answer.Witness?.Dispose();
        return answer.Existence;
    }
}
