using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Runs.Gate;
using PurifyProofs.Cli.Commands.Gate;
using PurifyProofs.Cli.Reports;
using PurifyProofs.Cli.Terminal;
using Xunit;

namespace PurifyProofs.Snapshots.Commands;

/// <summary>The gate on the fixed check and changed copies of it.</summary>
public sealed class GateCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string BaselinePath => folder.At("baseline.json");

    [Fact]
    public void Accepted()
    {
        Answer answer = Gate(Complete, "--update");
        Assert.Equal(ExitCode.Holds, answer.ExitCode);
        Snapshot.Match(folder.Scrub(answer.Output), "txt");
    }

    [Fact]
    public void BaselineText()
    {
        Gate(Complete, "--update");
        Snapshot.Match(File.ReadAllText(BaselinePath), "json");
    }

    [Fact]
    public void Passed()
    {
        Gate(Complete, "--update");
        Answer answer = Gate(Complete);
        Assert.Equal(ExitCode.Holds, answer.ExitCode);
        Snapshot.Match(folder.Scrub(answer.Output), "txt");
    }

    [Fact]
    public void Failed()
    {
        Gate(Complete, "--update");
        Answer answer = Gate(With(VerdictKind.Violated));
        Assert.Equal(ExitCode.Violated, answer.ExitCode);
        Snapshot.Match(folder.Scrub(answer.Output), "txt");
    }

    [Fact]
    public void Open()
    {
        Gate(Complete, "--update");
        Answer answer = Gate(With(VerdictKind.Undecided) with { Partial = "The time limit of 600 s was reached; go on with --resume." });
        Assert.Equal(ExitCode.Undecided, answer.ExitCode);
        Snapshot.Match(folder.Scrub(answer.Output), "txt");
    }

    [Fact]
    public void StepSummary()
    {
        string summary = folder.At("summary.md");
        File.WriteAllText(summary, "before\n");
        Gate(Complete, "--update");
        CommandLine.RunWith(name => name == GateCommand.StepSummary ? summary : null, Restoring(With(VerdictKind.Violated)), "gate", folder.Path, "--baseline", BaselinePath);
        Snapshot.Match(folder.Scrub(File.ReadAllText(summary)), "md");
    }

    [Fact]
    public void Figures()
    {
        var comparison = new GateComparison(
            [new ClaimChange("FP-1", VerdictKind.Violated, VerdictKind.Holds), new ClaimChange("FP-4", VerdictKind.Holds, VerdictKind.Holds), new ClaimChange("FP-9", null, VerdictKind.Holds)],
            [
                new FigureChange("FP-1", "clean_initial_correlation", 0.53, 0.41, 8, 9, 1, 2e-5, 4e-5),
                new FigureChange("FP-4", "certified_accuracy", 1, 0.991, 8, 8, 7.8e-5, 1, 8e-5),
                new FigureChange("FP-4", "clean_accuracy", 1, 1, 8, 8, 1, 1, 8e-5),
                new FigureChange("FP-4", "pgd_clean_accuracy", 1, 0.9, 3, 3, 0.05, 1, 0.05),
            ],
            2,
            0.0025,
            new FalseAlarms(0.01, 0.0042, 0.1, 0.034, 0.12),
            "FP-*",
            null);
        Assert.Equal(ExitCode.Violated, ExitCode.Of(comparison, allowOpen: true));
        Snapshot.Match(string.Join('\n', GateText.Lines(comparison, false)) + "\n\n" + GateMarkdown.Render(comparison, "out", false), "md");
    }

    [Fact]
    public void OpenAndAllowed()
    {
        Gate(Complete, "--update");
        Answer answer = Gate(With(VerdictKind.Undecided), "--allow-open", "--junit", folder.At("gate.xml"));
        Assert.Equal(ExitCode.Holds, answer.ExitCode);
        Snapshot.Match(folder.Scrub(answer.Output) + "\n" + File.ReadAllText(folder.At("gate.xml")), "txt");
    }

    [Fact]
    public void FailedInTestView()
    {
        Gate(Complete, "--update");
        Assert.Equal(ExitCode.Violated, Gate(With(VerdictKind.Violated), "--junit", folder.At("gate.xml")).ExitCode);
        Snapshot.Match(File.ReadAllText(folder.At("gate.xml")), "xml");
    }

    [Fact]
    public void NotAskedForAClaimOfTheBaseline()
    {
        Gate(Complete, "--update");
        Answer answer = Gate(Complete with { Claims = [.. Complete.Claims.Skip(1)] }, "--allow-open");
        Assert.Equal(ExitCode.Undecided, answer.ExitCode);
        Snapshot.Match(folder.Scrub(answer.Output), "txt");
    }

    [Fact]
    public void UpdateComparesNothing() => Match(Gate(Complete, "--update", "--allow-open"));

    [Fact]
    public void JUnitOverTheBaseline()
    {
        Gate(Complete, "--update");
        Match(Gate(Complete, "--junit", BaselinePath));
    }

    [Fact]
    public void MissingBaseline() => Match(Gate(Complete));

    [Fact]
    public void ForeignBaseline()
    {
        File.WriteAllText(BaselinePath, "{\"schema\": 7}");
        Match(Gate(Complete));
    }

    [Fact]
    public void PartialRunIsNoBaseline()
    {
        Match(Gate(Complete with { Partial = "The check was interrupted; go on with --resume." }, "--update"));
        Assert.False(File.Exists(BaselinePath));
    }

    [Fact]
    public void SeedWithoutCheck() => Match(Gate(Complete, "--seed", "7"));

    // The budget goes into the check, which is the baseline's, on its instances unless a seed asks for others.
    [Theory]
    [InlineData(null)]
    [InlineData("5")]
    public void TheBudgetRunsTheBaselinesCheck(string? seed)
    {
        Gate(Complete, "--update");
        CheckRequest? asked = null;
        CheckEngine engine = Restoring(Complete) with
        {
            Run = (request, _, _, _) =>
            {
                asked = request;
                return Complete;
            },
        };
        string[] seeded = seed is null ? [] : ["--seed", seed];
        Answer answer = CommandLine.Run(engine, ["gate", folder.At("now"), "--baseline", BaselinePath, "--time-limit", "10m", .. seeded]);
        Assert.Equal(ExitCode.Holds, answer.ExitCode);
        Assert.Equal((TimeSpan.FromMinutes(10), Complete.Scale, "*"), (asked!.TimeLimit, asked.Scale, asked.ClaimsGlob));
        Assert.Equal(seed is null ? Complete.Seed : 5, asked.Seed);
        Assert.True(File.Exists(Path.Combine(folder.At("now"), "report.html")));
    }

    public void Dispose() => folder.Dispose();

    private static CheckResult Complete { get; } = FixedCheck.Result with { Partial = null };

    private static CheckResult With(VerdictKind first) =>
        Complete with { Claims = [Complete.Claims[0] with { Verdict = first }, .. Complete.Claims.Skip(1)] };

    private static CheckEngine Restoring(CheckResult result) => CommandLine.Engine with { Restore = _ => result };

    private Answer Gate(CheckResult result, params string[] flags) =>
        CommandLine.Run(Restoring(result), ["gate", folder.Path, "--baseline", BaselinePath, .. flags]);

    private void Match(Answer answer, [System.Runtime.CompilerServices.CallerMemberName] string test = "") =>
        Snapshot.Match(folder.Scrub(answer.Failure), "txt", test);
}
