using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Claims.Families;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using Xunit;

namespace PurifyProofs.Properties.SparseCoding;

/// <summary>The search for a smaller violating instance finds what is there in few trials, always ends, and never returns one that does not violate.</summary>
public sealed class ShrinkSearchProperties : PropertyChecks
{
    private const int Plenty = 100_000;

    [Fact]
    public void It_finds_the_smallest_size_at_which_a_claim_fails() => Check(Core().Zip(Gen.Choose(90, 180)).Zip(Gen.Choose(1, 3)), 60, static drawn =>
    {
        ((SparseCodingInstance instance, int dimension), int factor) = drawn;
        ShrinkResult found = Search(instance, candidate => candidate.Law.Dimension >= dimension && candidate.Plan.Width >= factor * candidate.Law.Dimension);
        Assert.Equal((1, dimension, factor * dimension), (found.Smallest.Law.Sparsity, found.Smallest.Law.Dimension, found.Smallest.Plan.Width));
        Assert.Equal(0, found.Smallest.Law.NoiseLevel);
        Assert.Equal(0, InstanceSize.Of(found.Smallest).OtherSettings);

        // Bisection: 10 trials for d, 12 for m, a dozen for the rest, and the same once or twice to see that nothing smaller does.
        Assert.InRange(found.Tried, 1, 100);
    });

    [Fact]
    public void It_finds_the_one_setting_that_a_violation_takes() => Check(Core().Where(static instance => FieldsSet(instance).Length > 0).SelectMany(static instance => Gen.Elements(FieldsSet(instance)).Select(guilty => (instance, guilty))), 100, static pair =>
    {
        (SparseCodingInstance instance, InstanceField<SparseCodingInstance> guilty) = pair;
        bool IsSet(SparseCodingInstance candidate) => guilty.Differs(candidate, PresetCatalogue.AtSizeOf(candidate));
        ShrinkResult found = ShrinkSearch.Run(instance, IsSet, Plenty, ShrinkFloor.Of(Scale.Smoke));
        Assert.True(IsSet(found.Smallest) && InstanceSize.Of(found.Smallest).OtherSettings == 1, found.Smallest.Line);
        Assert.InRange(found.Tried, 1, 40);
    });

    [Fact]
    public void Whatever_the_predicate_it_ends_at_a_local_minimum_that_violates() => Check(Any().Zip(Predicates()).Zip(Gen.Elements(ShrinkFloor.Lowest, ShrinkFloor.Of(Scale.Quick))), 60, static drawn =>
    {
        ((SparseCodingInstance instance, Func<SparseCodingInstance, bool> violates), ShrinkFloor floor) = drawn;
        var asked = new List<SparseCodingInstance>();
        ShrinkResult found = ShrinkSearch.Run(instance, candidate => Ask(asked, candidate, violates), Plenty, floor);
        Assert.True(found.Smallest == instance || (violates(found.Smallest) && InstanceSize.Of(found.Smallest) < InstanceSize.Of(instance)));
        Assert.Equal((asked.Count, asked.Count), (found.Tried, asked.Distinct().Count()));
        Assert.True(found.IsLocalMinimum);
        Assert.DoesNotContain(InstanceShrinker.Candidates(found.Smallest, floor), candidate => violates(candidate));
    });

    [Fact]
    public void A_budget_cuts_the_same_search_short() => Check(Any().Zip(Predicates()).Zip(Gen.Choose(0, 40)), 60, static drawn =>
    {
        ((SparseCodingInstance instance, Func<SparseCodingInstance, bool> violates), int budget) = drawn;
        (var all, var some) = (new List<SparseCodingInstance>(), new List<SparseCodingInstance>());
        ShrinkResult whole = ShrinkSearch.Run(instance, candidate => Ask(all, candidate, violates), Plenty, ShrinkFloor.Lowest);
        ShrinkResult cut = ShrinkSearch.Run(instance, candidate => Ask(some, candidate, violates), budget, ShrinkFloor.Lowest);
        Assert.Equal(all.Take(budget), some);
        Assert.Equal(Math.Min(budget, whole.Tried), cut.Tried);
        Assert.Equal(whole.Tried <= budget, cut.IsLocalMinimum);
        Assert.Equal(some.LastOrDefault(violates) ?? instance, cut.Smallest);
    });

    [Fact]
    public void A_negative_budget_is_refused() => Check(Core(), 5, static instance =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ShrinkSearch.Run(instance, static _ => true, -1, ShrinkFloor.Lowest)));

    private static ShrinkResult Search(SparseCodingInstance instance, Func<SparseCodingInstance, bool> violates) => ShrinkSearch.Run(instance, violates, Plenty, ShrinkFloor.Lowest);

    private static bool Ask(List<SparseCodingInstance> asked, SparseCodingInstance candidate, Func<SparseCodingInstance, bool> violates)
    {
        asked.Add(candidate);
        return violates(candidate);
    }

    // Without any order in them: each instance violates by a coin of its own, biased to one side or the other.
    private static Gen<Func<SparseCodingInstance, bool>> Predicates() =>
        from salt in Gen.Choose(0, int.MaxValue)
        from percent in Gen.Elements(0, 10, 50, 90, 100)
        select (Func<SparseCodingInstance, bool>)(instance => new System.Random(Stable(instance.Line) ^ salt).Next(100) < percent);

    private static int Stable(string line) => line.Aggregate(17, static (hash, character) => unchecked((hash * 31) + character)) & int.MaxValue;

    private static InstanceField<SparseCodingInstance>[] FieldsSet(SparseCodingInstance instance) =>
        [.. SparseCodingFields.Settings.Where(field => field.Differs(instance, PresetCatalogue.AtSizeOf(instance)))];

    private static Gen<SparseCodingInstance> Core() => Gen.Elements(Enum.GetValues<Scale>()).SelectMany(static scale => InstanceLaw.Of(scale).Generator());

    private static Gen<SparseCodingInstance> Any() => Gen.OneOf(Core(), Gen.Elements(Enum.GetValues<Scale>()).SelectMany(InstanceSpace.AnyLaw));
}
