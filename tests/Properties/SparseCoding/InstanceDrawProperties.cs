using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Claims.Catalogue;
using PurifyProofs.Claims.Families;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using Xunit;

namespace PurifyProofs.Properties.SparseCoding;

/// <summary>Instance i of a check follows from scale, seed and i alone, and lies inside the hypotheses of every claim.</summary>
public sealed class InstanceDrawProperties : PropertyChecks
{
    [Fact]
    public void A_larger_count_begins_with_the_instances_of_a_smaller_one() => Check(Requests().Zip(Gen.Choose(1, 8)), 60, static pair =>
    {
        ((Scale scale, ulong seed, int count), int further) = pair;
        IReadOnlyList<SparseCodingInstance> fewer = InstanceLaw.Draw(scale, seed, count);
        return fewer.Count == count && InstanceLaw.Draw(scale, seed, count + further).Take(count).SequenceEqual(fewer);
    });

    [Fact]
    public void Every_instance_is_valid_and_inside_the_core_hypotheses() => Check(Requests(), 60, static request =>
        Assert.All(InstanceLaw.Draw(request.Scale, request.Seed, request.Count), static instance =>
        {
            instance.Validate();
            Assert.Null(CoreHypotheses.Breach(instance));
            Assert.InRange(instance.Radius, 1.4 * Math.Sqrt((double)instance.Law.Sparsity / instance.Law.Dimension), 0.8 / instance.Law.Sparsity);
        }));

    // FP-1 and FP-9 ask for sizes of their own.
    [Fact]
    public void Every_other_claim_applies_to_every_instance() => Check(Requests(), 60, static request =>
        Assert.All(InstanceLaw.Draw(request.Scale, request.Seed, request.Count), static instance =>
            Assert.All(ClaimCatalogue.All.Where(claim => claim.Family == instance.Family && claim.Id is not ("FP-1" or "FP-9")), claim => Assert.Null(claim.Breach(instance)))));

    [Fact]
    public void Another_seed_gives_other_instances() => Check(Requests(), 60, static request =>
        InstanceLaw.Draw(request.Scale, request.Seed, 1)[0] != InstanceLaw.Draw(request.Scale, request.Seed + 1, 1)[0]);

    [Fact]
    public void Less_than_one_instance_is_refused() => Check(Gen.Choose(-5, 0), 10, static count =>
        Assert.Throws<ArgumentOutOfRangeException>(() => InstanceLaw.Draw(Scale.Quick, 1, count)));

    [Fact]
    public void The_window_of_the_core_hypotheses_opens_at_the_smallest_dimension() => Check(Gen.Choose(0, 40), 41, static half =>
    {
        int sparsity = (2 * half) + 1;
        int smallest = CoreHypotheses.SmallestDimension(sparsity);
        bool IsOpen(int dimension) => 1.4 * Math.Sqrt((double)sparsity / dimension) <= 0.8 / sparsity;
        return IsOpen(smallest) && !IsOpen(smallest - 1);
    });

    private static Gen<(Scale Scale, ulong Seed, int Count)> Requests() =>
        from scale in Gen.Elements(Enum.GetValues<Scale>())
        from seed in Gen.Choose(0, int.MaxValue)
        from count in Gen.Choose(1, 12)
        select (scale, (ulong)seed, count);
}
