using PurifyProofs.Bounds.Certificates.Patches;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families;
using PurifyProofs.Claims.Families.Patches;
using PurifyProofs.Model.Patches;
using Xunit;

namespace PurifyProofs.Properties.Patches;

/// <summary>Which robust networks exist is recorded with the adversarial study and read as multiples of ε.</summary>
public sealed class RobustExistenceTests
{
    private static readonly PatchInstance Preset = FamilyRegistry.Parse("preset=patches,seed=7").Of<PatchInstance>();

    [Fact]
    public void Radii_are_read_as_multiples_of_the_instance_s()
    {
        using var distribution = new StructuredPatchDistribution(Preset.Law, Preset.Seed);
        var evidence = new InstanceEvidence();
        evidence.Add(Study.PatchAdversarial, RobustExistence.Measure(Preset, distribution));
        Measure[] measures = [.. RobustExistence.Read(Preset, evidence)];
        Assert.Equal(
            new[] { "patch_ball", "maximum_norm", "global_ball" }.Select(static set => $"largest_robust_radius_{set}_over_epsilon"),
            measures.Select(static measure => measure.Name));
        Assert.All(Enum.GetValues<PerturbationSet>().Zip(measures), pair =>
        {
            ExistenceRadii radii = new RobustNetworkExistence(distribution, Preset.Plan.NeuronsPerClass).In(pair.First);
            Assert.Equal(radii.ExistsBelow / Preset.Radius, pair.Second.Lower);
            Assert.Equal(radii.NoneFrom / Preset.Radius, pair.Second.Upper);
            Assert.Equal(Requirement.None, pair.Second.Requirement);
        });

        // What docs/structured-data.md says of the preset.
        Assert.Equal([0.93, 1.08], new[] { measures[0].Lower, measures[0].Upper }.Select(static value => Math.Round(value, 2)));
        Assert.InRange(measures[1].Upper, 0, 1);
        Assert.InRange(measures[2].Lower, 1, double.PositiveInfinity);
    }

    [Fact]
    public void Ledgers_without_them_are_read_all_the_same() => Assert.Empty(RobustExistence.Read(Preset, new InstanceEvidence()));
}
