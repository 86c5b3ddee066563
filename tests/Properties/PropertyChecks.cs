using System.Globalization;
using System.Runtime.CompilerServices;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

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

    /// <summary>Checks that <paramref name="holds"/> is true, and throws nothing, on cases from <paramref name="generator"/>.</summary>
    protected static void Check<T>(Gen<T> generator, int cases, Func<T, bool> holds, [CallerMemberName] string test = "") =>
        Check(generator.ToArbitrary(), cases, holds, test);

    /// <summary>The same with a shrinker of the test's own.</summary>
    protected static void Check<T>(Arbitrary<T> arbitrary, int cases, Func<T, bool> holds, [CallerMemberName] string test = "") =>
        Check(Prop.ForAll(arbitrary, holds), cases, test);

    /// <summary>Checks that the assertions in <paramref name="assert"/> pass on cases from <paramref name="generator"/>.</summary>
    protected static void Check<T>(Gen<T> generator, int cases, Action<T> assert, [CallerMemberName] string test = "") =>
        Check(Prop.ForAll(generator.ToArbitrary(), assert), cases, test);

    /// <summary>
    /// Checks that <paramref name="holds"/> is true on all but a few cases, and throws nothing on any. For what rounding or a search
    /// that ends early can break in rare cases: the test states the rate measured and why so many exceptions are never met by chance.
    /// </summary>
    protected static void CheckAllBut<T>(int exceptions, Gen<T> generator, int cases, Func<T, bool> holds, [CallerMemberName] string test = "") =>
        CheckAllBut(exceptions, generator, cases, holds, RunSeed, test);

    /// <summary>Checks all but a few cases of a given seed.</summary>
    protected static void CheckAllBut<T>(int exceptions, Gen<T> generator, int cases, Func<T, bool> holds, ulong seed, string test)
    {
        List<T> broken = [];
        Property collects = Prop.ForAll(generator.ToArbitrary(), example =>
        {
            if (!holds(example))
            {
                broken.Add(example);
            }
        });
        Check(collects, cases, seed, test);
        if (broken.Count > exceptions)
        {
            throw new Xunit.Sdk.XunitException($"{Rerun(seed, test)}\n{broken.Count} of {cases} cases break it, {exceptions} may; the first: {broken[0]}");
        }
    }

    /// <summary>Checks a property on that many cases.</summary>
    protected static void Check(Property property, int cases, [CallerMemberName] string test = "") =>
        Check(property, cases, RunSeed, test);

    /// <summary>Checks a property on the cases of a given seed.</summary>
    protected static void Check(Property property, int cases, ulong seed, string test)
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
            throw new Xunit.Sdk.XunitException($"{Rerun(seed, test)}\n{failure.Message}");
        }
    }

    private static string Rerun(ulong seed, string test) =>
        string.Create(CultureInfo.InvariantCulture, $"Run it again with: {SeedVariable}={seed} dotnet test -c Release --filter Name~{test}");

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
