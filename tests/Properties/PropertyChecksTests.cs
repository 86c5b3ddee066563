using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using Xunit.Sdk;

namespace PurifyProofs.Properties;

/// <summary>A false property must fail, name its smallest case, and fail the same way from the line that it prints.</summary>
public sealed class PropertyChecksTests : PropertyChecks
{
    private const ulong Seed = 20211;
    private const string Printed = "Run it again with: ";
    private const string RerunVariable = "PURIFY_TEST_IS_A_RERUN";
    private static readonly Property EveryListIsShort = Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), static (int[] list) => list.Length < 3);

    [Fact]
    public void A_failure_names_the_seed_the_test_and_the_shrunk_case()
    {
        XunitException failure = Assert.Throws<XunitException>(() => Check(EveryListIsShort, 200, Seed));

        Assert.StartsWith(LineOf(nameof(A_failure_names_the_seed_the_test_and_the_shrunk_case)), failure.Message, StringComparison.Ordinal);
        Assert.Contains("[|0; 0; 0|]", failure.Message, StringComparison.Ordinal);
    }

    // The printed line runs this very test in another process, where it fails as it failed here: with the same cases, drawn and shrunk.
    [Fact]
    public async Task The_printed_line_runs_the_failing_test_alone_and_draws_its_cases_again()
    {
        XunitException failure = Assert.Throws<XunitException>(static () => Check(EveryListIsShort, 200));
        if (Environment.GetEnvironmentVariable(RerunVariable) is not null)
        {
            throw failure;
        }

        string[] lines = await Rerun(failure.Message.Split('\n')[0][Printed.Length..]);

        Assert.Contains(lines, static line => line.StartsWith("Failed!  - Failed:     1, Passed:     0, Skipped:     0, Total:     1,", StringComparison.Ordinal));
        Assert.Subset(Trimmed(lines), Trimmed(failure.Message.Split('\n')));
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

        XunitException failure = Assert.Throws<XunitException>(() => Check(throws, 1, Seed));

        Assert.Contains("thrown inside", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_few_exceptions_pass_and_one_more_fails()
    {
        int drawn = 0;
        CheckAllBut(3, Gen.Constant(7), 50, _ => ++drawn > 3, Seed);
        Assert.Equal(50, drawn);
        drawn = 0;

        XunitException failure = Assert.Throws<XunitException>(() => CheckAllBut(3, Gen.Constant(7), 50, _ => ++drawn > 4, Seed));

        Assert.StartsWith(LineOf(nameof(A_few_exceptions_pass_and_one_more_fails)), failure.Message, StringComparison.Ordinal);
        Assert.Contains("4 of 50 cases break it, 3 may; the first: 7", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void As_many_cases_as_asked_for_pass_and_one_less_fails()
    {
        int drawn = 0;
        CheckAtLeast(3, Gen.Constant(7), 50, _ => ++drawn <= 3, Seed);
        Assert.Equal(50, drawn);
        drawn = 0;

        XunitException failure = Assert.Throws<XunitException>(() => CheckAtLeast(3, Gen.Constant(7), 50, _ => ++drawn <= 2, Seed));

        Assert.StartsWith(LineOf(nameof(As_many_cases_as_asked_for_pass_and_one_less_fails)), failure.Message, StringComparison.Ordinal);
        Assert.Contains("2 of 50 cases meet it, 3 must", failure.Message, StringComparison.Ordinal);
    }

    private static HashSet<string> Trimmed(string[] lines) => [.. lines.Select(static line => line.Trim())];

    private static string LineOf(string test) =>
        $"{Printed}PURIFY_TEST_SEED=20211 dotnet test -c Release --filter FullyQualifiedName=PurifyProofs.Properties.PropertyChecksTests.{test}\n";

    // The line as it stands, but for the build: the tests that are built already take the place of the configuration.
    private static async Task<string[]> Rerun(string line)
    {
        string[] words = line.Split(' ');
        string[] seed = words[0].Split('=');
        Assert.Equal(["dotnet", "test", "-c", "Release"], words[1..5]);
        var start = new ProcessStartInfo("dotnet", ["test", typeof(PropertyChecksTests).Assembly.Location, .. words[5..]])
        {
            RedirectStandardOutput = true,
            Environment = { [seed[0]] = seed[1], [RerunVariable] = "yes", ["NO_COLOR"] = "1" },
        };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output.Split('\n');
    }

    private static List<int> Draw(ulong seed)
    {
        List<int> drawn = [];
        Check(Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), (int value) => drawn.Add(value)), 73, seed);
        return drawn;
    }
}
