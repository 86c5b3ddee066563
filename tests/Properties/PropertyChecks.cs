using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Xunit;
using Xunit.Sdk;

namespace PurifyProofs.Properties;

/// <summary>
/// Base of the property tests. Every run draws other cases; a failure names the seed, the shrunk case and the line
/// that draws the same cases again.
/// </summary>
public abstract class PropertyChecks
{
    /// <summary>The environment variable that fixes the seed.</summary>
    public const string SeedVariable = "PURIFY_TEST_SEED";

    // FsCheck's generator takes a pair; any odd second number will do, and one seed is easier to type.
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    private static readonly ulong RunSeed = ReadSeed() ?? (ulong)System.Random.Shared.NextInt64();

    /// <summary>The seed of the run as FsCheck's <c>[Property]</c> reads it.</summary>
    internal static string RunReplay { get; } = string.Create(CultureInfo.InvariantCulture, $"{RunSeed},{Gamma}");

    /// <summary>The line that runs the running test again with the seed of the run.</summary>
    internal static string RerunOfRun() => Rerun(RunSeed);

    /// <summary>Checks that <paramref name="holds"/> is true, and throws nothing, on cases from <paramref name="generator"/>.</summary>
    protected static void Check<T>(Gen<T> generator, int cases, Func<T, bool> holds) =>
        Check(generator.ToArbitrary(), cases, holds);

    /// <summary>The same with a shrinker of the test's own.</summary>
    protected static void Check<T>(Arbitrary<T> arbitrary, int cases, Func<T, bool> holds) =>
        Check(Prop.ForAll(arbitrary, holds), cases);

    /// <summary>Checks that the assertions in <paramref name="assert"/> pass on cases from <paramref name="generator"/>.</summary>
    protected static void Check<T>(Gen<T> generator, int cases, Action<T> assert) =>
        Check(Prop.ForAll(generator.ToArbitrary(), assert), cases);

    /// <summary>
    /// Checks that <paramref name="holds"/> is true on all but a few cases, and throws nothing on any. For what rounding or a search
    /// that ends early can break in rare cases: the test states the rate measured and why so many exceptions are never met by chance.
    /// </summary>
    protected static void CheckAllBut<T>(int exceptions, Gen<T> generator, int cases, Func<T, bool> holds) =>
        CheckAllBut(exceptions, generator, cases, holds, RunSeed);

    /// <summary>Checks all but a few cases of a given seed.</summary>
    protected static void CheckAllBut<T>(int exceptions, Gen<T> generator, int cases, Func<T, bool> holds, ulong seed)
    {
        List<T> broken = [];
        Property collects = Prop.ForAll(generator.ToArbitrary(), example =>
        {
            if (!holds(example))
            {
                broken.Add(example);
            }
        });
        Check(collects, cases, seed);
        if (broken.Count > exceptions)
        {
            throw new XunitException($"{Rerun(seed)}\n{broken.Count} of {cases} cases break it, {exceptions} may; the first: {broken[0]}");
        }
    }

    /// <summary>
    /// Checks that <paramref name="meets"/> is true on so many cases at least, and throws nothing on any. For what is found in some cases
    /// only, and for properties that say something of some cases only: there the floor keeps a guard from discarding most of them.
    /// </summary>
    protected static void CheckAtLeast<T>(int least, Gen<T> generator, int cases, Func<T, bool> meets) =>
        CheckAtLeast(least, generator, cases, meets, RunSeed);

    /// <summary>The same on cases of a given seed.</summary>
    protected static void CheckAtLeast<T>(int least, Gen<T> generator, int cases, Func<T, bool> meets, ulong seed)
    {
        int met = 0;
        Check(Prop.ForAll(generator.ToArbitrary(), example => { met += meets(example) ? 1 : 0; }), cases, seed);
        if (met < least)
        {
            throw new XunitException($"{Rerun(seed)}\n{met} of {cases} cases meet it, {least} must");
        }
    }

    /// <summary>Checks a property on that many cases.</summary>
    protected static void Check(Property property, int cases) =>
        Check(property, cases, RunSeed);

    /// <summary>Checks a property on the cases of a given seed.</summary>
    protected static void Check(Property property, int cases, ulong seed)
    {
        Replay replay = new(new Rnd(seed, Gamma), FSharpOption<int>.None);
        Config config = Config.QuickThrowOnFailure
            .WithQuietOnSuccess(true)
            .WithMaxTest(cases)
            .WithReplay(FSharpOption<Replay>.Some(replay));
        try
        {
            property.Check(config);
        }
        catch (Exception failure)
        {
            // FsCheck has put the inner exception into its message; chained, it would be printed twice.
            throw new XunitException($"{Rerun(seed)}\n{failure.Message}");
        }
    }

    // The whole name: a part of it is part of other tests' names too.
    private static string Rerun(ulong seed) => string.Create(
        CultureInfo.InvariantCulture,
        $"Run it again with: {SeedVariable}={seed} dotnet test -c Release --filter FullyQualifiedName={NameOfTheTest()}");

    private static string NameOfTheTest() =>
        $"{TestContext.Current.TestClass?.TestClassName}.{TestContext.Current.TestMethod?.MethodName}";

    private static ulong? ReadSeed()
    {
        string? text = Environment.GetEnvironmentVariable(SeedVariable);
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)
            ? seed
            : throw new FormatException($"{SeedVariable} is '{text}'; give it a whole number from 0 to {ulong.MaxValue}.");
    }
}
