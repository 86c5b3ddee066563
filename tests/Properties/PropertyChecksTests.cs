using FsCheck;
using FsCheck.Fluent;
using Xunit;
using Xunit.Sdk;

namespace PurifyProofs.Properties;

/// <summary>A false property must fail, name its smallest case, and fail the same way from the same seed.</summary>
public sealed class PropertyChecksTests : PropertyChecks
{
    private const ulong Seed = 20211;

    [Fact]
    public void A_failure_names_the_seed_the_test_and_the_shrunk_case()
    {
        Property everyListIsShort = Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), static (int[] list) => list.Length < 3);

        XunitException failure = Assert.Throws<XunitException>(() => Check(everyListIsShort, 200, Seed, "a_test"));

        Assert.StartsWith("Run it again with: PURIFY_TEST_SEED=20211 dotnet test -c Release --filter Name~a_test\n", failure.Message, StringComparison.Ordinal);
        Assert.Contains("[|0; 0; 0|]", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_draws_the_same_cases()
    {
        Assert.Equal(Draw(Seed), Draw(Seed));
        Assert.NotEqual(Draw(Seed), Draw(Seed + 1));
    }

    [Fact]
    public void As_many_cases_are_drawn_as_are_asked_for() => Assert.Equal(73, Draw(Seed).Count);

    [Fact]
    public void An_exception_in_a_property_is_a_failure()
    {
        Property throws = Prop.ForAll(Gen.Constant(1).ToArbitrary(), static (int value) => value == 1 ? throw new InvalidOperationException("thrown inside") : true);

        XunitException failure = Assert.Throws<XunitException>(() => Check(throws, 1, Seed, "a_test"));

        Assert.Contains("thrown inside", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_few_exceptions_pass_and_one_more_fails()
    {
        int drawn = 0;
        CheckAllBut(3, Gen.Constant(7), 50, _ => ++drawn > 3, Seed, "a_test");
        Assert.Equal(50, drawn);
        drawn = 0;

        XunitException failure = Assert.Throws<XunitException>(() => CheckAllBut(3, Gen.Constant(7), 50, _ => ++drawn > 4, Seed, "a_test"));

        Assert.StartsWith("Run it again with: PURIFY_TEST_SEED=20211 dotnet test -c Release --filter Name~a_test\n", failure.Message, StringComparison.Ordinal);
        Assert.Contains("4 of 50 cases break it, 3 may; the first: 7", failure.Message, StringComparison.Ordinal);
    }

    private static List<int> Draw(ulong seed)
    {
        List<int> drawn = [];
        Check(Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), (int value) => drawn.Add(value)), 73, seed, "a_test");
        return drawn;
    }
}
