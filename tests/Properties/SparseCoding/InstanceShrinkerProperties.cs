using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Claims.Catalogue;
using PurifyProofs.Claims.Families;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using Xunit;

namespace PurifyProofs.Properties.SparseCoding;

/// <summary>What an instance is shrunk to is smaller, can be run, and stays inside the hypotheses; and nothing that could shrink is forgotten.</summary>
public sealed class InstanceShrinkerProperties : PropertyChecks
{
    private static readonly ShrinkFloor[] Floors = [ShrinkFloor.Lowest, ShrinkFloor.Of(Scale.Quick)];

    // A whole walk from an instance to where nothing is left to shrink, one candidate drawn at each step.
    [Fact]
    public void Every_candidate_is_smaller_and_valid_and_no_claim_ceases_to_apply() => Check(Any().Zip(Gen.Elements(Floors)).Zip(Gen.Choose(0, int.MaxValue)), 30, static drawn =>
    {
        ((SparseCodingInstance current, ShrinkFloor floor), int seed) = drawn;
        var random = new System.Random(seed);
        while (InstanceShrinker.Candidates(current, floor).ToArray() is { Length: > 0 } candidates)
        {
            Assert.All(candidates, candidate => AssertShrunk(current, candidate));
            current = candidates[random.Next(candidates.Length)];
        }
    });

    [Fact]
    public void Walking_down_the_first_candidates_ends_at_the_smallest_core_instance() => Check(Core(), 60, static instance =>
    {
        SparseCodingInstance smallest = Walk(instance, ShrinkFloor.Lowest);
        SparseCodingInstance preset = PresetCatalogue.AtSizeOf(smallest);
        Assert.Equal((1, 4, 1, 0.0), (smallest.Law.Sparsity, smallest.Law.Dimension, smallest.Plan.Width, smallest.Law.NoiseLevel));
        Assert.All(SparseCodingFields.Settings, field => Assert.False(field.Differs(smallest, preset), field.Key));
        Assert.Contains(smallest.Radius, (double[])[0.7, 0.8]);
        Assert.Null(CoreHypotheses.Breach(smallest));
    });

    [Fact]
    public void A_floor_is_reached_and_kept() => Check(
        Gen.Elements(Enum.GetValues<Scale>()).SelectMany(static scale => InstanceLaw.Of(scale).Generator().Select(instance => (scale, instance))),
        60,
        static pair =>
        {
            ShrinkFloor floor = ShrinkFloor.Of(pair.scale);
            SparseCodingInstance smallest = Walk(pair.instance, floor);
            return smallest.Law.Sparsity == 3 && smallest.Law.Dimension == floor.Dimension && smallest.Plan.Width == floor.WidthFactor * floor.Dimension;
        });

    [Fact]
    public void Every_other_law_goes_back_to_the_core_hypotheses() => Check(InstanceSpace.AnyLaw(Scale.Quick), 60, static instance =>
    {
        SparseCodingInstance smallest = Walk(instance, ShrinkFloor.Lowest);
        SparseCodingInstance preset = PresetCatalogue.AtSizeOf(smallest);
        Assert.All(SparseCodingFields.Laws.Concat(SparseCodingFields.Settings), field => Assert.False(field.Differs(smallest, preset), field.Key));
    });

    [Fact]
    public void The_order_of_sizes_is_the_order_of_their_numbers() => Check(Gen.Choose(0, 3).ArrayOf(8).Zip(Gen.Choose(0, 3).ArrayOf(8)), 500, static pair =>
    {
        (int[] a, int[] b) = pair;
        int expected = a.Zip(b).Select(static both => both.First.CompareTo(both.Second)).FirstOrDefault(static order => order != 0);
        (InstanceSize left, InstanceSize right) = (Size(a), Size(b));
        Assert.Equal(expected, Math.Sign(left.CompareTo(right)));
        bool[] compared = [left < right, left > right, left <= right, left >= right];
        Assert.Equal([expected < 0, expected > 0, expected <= 0, expected >= 0], compared);
    });

    [Fact]
    public void A_resized_instance_stays_where_it_was_relative_to_the_preset() => Check(Any().Zip(Gen.Choose(383, 600)).Zip(Gen.Choose(300, 3000)), 200, static drawn =>
    {
        ((SparseCodingInstance instance, int dimension), int width) = drawn;
        SparseCodingInstance resized = InstanceSizing.Resize(instance, dimension, instance.Law.Sparsity, width);
        (SparseCodingInstance before, SparseCodingInstance after) = (PresetCatalogue.AtSizeOf(instance), PresetCatalogue.AtSizeOf(resized));
        Assert.All(SparseCodingFields.Settings.Where(static field => field.Read is not null), field =>
            Assert.Equal(Ratio(field, instance, before), Ratio(field, resized, after), 1e-3));
        Assert.Equal(instance.Plan.Adversarial.Radius / instance.Radius, resized.Plan.Adversarial.Radius / resized.Radius, 2e-3);
    });

    // FsCheck itself shrinks by the candidates: the smallest dimension that fails is the one named.
    [Fact]
    public void FsCheck_shrinks_a_failing_instance() => Check(Gen.Choose(60, 190), 5, static threshold =>
    {
        Exception failure = Assert.ThrowsAny<Exception>(() => Prop
            .ForAll(InstanceShrinker.Arbitrary(InstanceLaw.Of(Scale.Quick).Generator()), instance => instance.Law.Dimension < threshold)
            .QuickCheckThrowOnFailure());
        string shrunk = failure.Message[failure.Message.IndexOf("Shrunk", StringComparison.Ordinal)..];
        Assert.Contains($"Dimension = {threshold},", shrunk, StringComparison.Ordinal);
        Assert.Contains("Sparsity = 1,", shrunk, StringComparison.Ordinal);
        Assert.Contains("Width = 1,", shrunk, StringComparison.Ordinal);
    });

    private static void AssertShrunk(SparseCodingInstance instance, SparseCodingInstance candidate)
    {
        candidate.Validate();
        Assert.True(InstanceSize.Of(candidate) < InstanceSize.Of(instance), $"{candidate.Line} is not smaller than {instance.Line}.");

        // FP-1 and FP-9 ask for sizes of their own.
        Assert.True(
            CoreHypotheses.Breach(instance) is not null || ClaimCatalogue.All
                .Where(claim => claim.Family == instance.Family && claim.Id is not ("FP-1" or "FP-9"))
                .All(claim => claim.Breach(instance) is not null || claim.Breach(candidate) is null),
            $"A claim does not apply to {candidate.Line}, which came from {instance.Line}.");
        Assert.Equal((instance.Seed, instance.Preset), (candidate.Seed, candidate.Preset));
        Assert.Equal(candidate, FamilyRegistry.Parse(candidate.Line));
    }

    private static SparseCodingInstance Walk(SparseCodingInstance instance, ShrinkFloor floor)
    {
        while (InstanceShrinker.Candidates(instance, floor).FirstOrDefault() is { } next)
        {
            instance = next;
        }

        return instance;
    }

    private static double Ratio(InstanceField<SparseCodingInstance> field, SparseCodingInstance instance, SparseCodingInstance preset) =>
        field.Read!(preset) == 0 ? field.Read(instance) : field.Read(instance) / field.Read(preset);

    private static InstanceSize Size(int[] numbers) =>
        new(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], numbers[7]);

    private static Gen<SparseCodingInstance> Core() => Gen.Elements(Enum.GetValues<Scale>()).SelectMany(static scale => InstanceLaw.Of(scale).Generator());

    private static Gen<SparseCodingInstance> Any() => Gen.OneOf(Core(), Gen.Elements(Enum.GetValues<Scale>()).SelectMany(InstanceSpace.AnyLaw));
}
