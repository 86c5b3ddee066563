using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Claims.Catalogue;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Families;
using PurifyProofs.Claims.Families.Patches;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using Xunit;

namespace PurifyProofs.Properties.Runs.Controls;

/// <summary>A breaker breaks exactly what it says.</summary>
public sealed class BreakerProperties : PropertyChecks
{
    private static readonly (IClaim Claim, Breaker Breaker)[] All = [.. ClaimCatalogue.All.SelectMany(static claim => claim.Breakers.Select(breaker => (claim, breaker)))];

    [Fact]
    public void A_broken_instance_differs_from_its_base_in_the_named_key_only() => Check(Broken(), 60, static example =>
    {
        string[] before = Parts(example.Instance), after = Parts(example.Breaker.Break(example.Instance));
        (string Before, string After) changed = Assert.Single(before.Zip(after), static pair => pair.First != pair.Second);
        Assert.StartsWith(example.Breaker.Key + "=", changed.Before, StringComparison.Ordinal);
    });

    [Fact]
    public void Its_line_reproduces_it() => Check(Broken(), 60, static example =>
    {
        Instance broken = example.Breaker.Break(example.Instance);
        return FamilyRegistry.Parse(broken.Line) == broken && broken.Line.Contains($",{example.Breaker.Key}=", StringComparison.Ordinal);
    });

    // FP-1b and FP-9 train their instance at other dimensions: what is broken must stay broken there. A radius of training is rounded down.
    [Fact]
    public void What_is_broken_stays_broken_at_other_dimensions() => Check(Broken().Where(static example => example.Claim.Id is "FP-1b" or "FP-9").Zip(Gen.Elements(96, 160, 384)), 60, static pair =>
    {
        ((_, Breaker breaker, Instance drawn), int dimension) = pair;
        var instance = (SparseCodingInstance)drawn;
        int width = instance.Plan.Width * dimension / instance.Law.Dimension;
        SparseCodingInstance unbroken = InstanceSizing.Resize(instance, dimension, instance.Law.Sparsity, width);
        SparseCodingInstance broken = InstanceSizing.Resize((SparseCodingInstance)breaker.Break(instance), dimension, instance.Law.Sparsity, width);
        var wanted = (SparseCodingInstance)breaker.Break(unbroken);
        double trained = broken.Plan.Adversarial.Radius;
        Assert.InRange(trained / wanted.Plan.Adversarial.Radius, 0.99, 1 + 1e-12);
        Assert.Equal(wanted, broken with { Plan = broken.Plan with { Adversarial = broken.Plan.Adversarial with { Radius = wanted.Plan.Adversarial.Radius } } });
    });

    // The unbroken check takes the first few of the instances that the broken one takes.
    [Fact]
    public void More_instances_of_a_base_begin_with_the_same() => Check(Draws().Zip(Gen.Choose(1, 6)).Zip(Gen.Choose(1, 6)), 30, static pair =>
    {
        (((Scale scale, ulong seed, ControlBase instances), int count), int more) = pair;
        IReadOnlyList<Instance> few = instances.Draw(scale, seed, count);
        return few.Count == count && instances.Draw(scale, seed, count + more).Take(count).SequenceEqual(few) && few.Distinct().Count() == count;
    });

    private static Gen<(IClaim Claim, Breaker Breaker, Instance Instance)> Broken() =>
        from example in Gen.Elements(All)
        from draw in Draws()
        from index in Gen.Choose(0, 3)
        select (example.Claim, example.Breaker, example.Breaker.Base.Draw(draw.Scale, draw.Seed, index + 1)[index]);

    private static Gen<(Scale Scale, ulong Seed, ControlBase Instances)> Draws() =>
        from scale in Gen.Elements(Enum.GetValues<Scale>())
        from seed in Gen.Choose(0, int.MaxValue)
        from example in Gen.Elements(All)
        select (scale, (ulong)seed, example.Breaker.Base);

    private static string[] Parts(Instance instance) => instance is PatchInstance patches
        ? [$"{patches.Law.Classes} {patches.Law.Patches} {patches.Law.Dimension} {patches.Plan.NeuronsPerClass}", .. PatchFields.All.Select(field => $"{field.Key}={field.Print(patches)}")]
        : Parts((SparseCodingInstance)instance);

    private static string[] Parts(SparseCodingInstance instance) =>
    [
        instance.Preset,
        FormattableString.Invariant($"{instance.Law.Dimension} {instance.Law.Sparsity} {instance.Plan.Width}"),
        .. SparseCodingFields.All.Select(field => $"{field.Key}={field.Print(instance)}"),
    ];
}
