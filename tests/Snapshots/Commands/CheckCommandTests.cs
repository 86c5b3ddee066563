using System.Text.Json;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Cli.Terminal;
using Xunit;

namespace PurifyProofs.Snapshots.Commands;

/// <summary>What <c>check</c> decides, writes and returns.</summary>
public sealed class CheckCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void OutputWhenRedirected()
    {
        Answer answer = CommandLine.Run(CommandLine.Running(Progressing), "check", "--seed", "7", "--threads", "2", "--out", folder.Path);
        Snapshot.Match(folder.Scrub(answer.Output), "txt");
        Assert.Equal(ExitCode.Violated, answer.ExitCode);
        Assert.Empty(answer.Error);
    }

    [Fact]
    public void DryRunSaysHowMuchAndWritesNothing()
    {
        Answer answer = CommandLine.Run(CommandLine.Running((_, _, _) => throw new InvalidOperationException("It ran.")), "check", "--dry-run", "--seed", "7", "--threads", "2", "--out", folder.At("none"));
        string ofMachine = $"of the {Model.Numerics.MemoryLimit.Words(Model.Numerics.MemoryLimit.Available)} that";
        Assert.Contains(ofMachine, answer.Output, StringComparison.Ordinal);
        Snapshot.Match(folder.Scrub(answer.Output).Replace(ofMachine, "of the MEMORY that", StringComparison.Ordinal), "txt");
        Assert.Equal(ExitCode.Holds, answer.ExitCode);
        Assert.False(Directory.Exists(folder.At("none")));
    }

    [Theory]
    [InlineData(0, VerdictKind.Holds, VerdictKind.Holds)]
    [InlineData(0, VerdictKind.Holds, VerdictKind.NotApplicable)]
    [InlineData(1, VerdictKind.Undecided, VerdictKind.Violated)]
    [InlineData(1, VerdictKind.Violated, VerdictKind.Holds)]
    [InlineData(2, VerdictKind.Holds, VerdictKind.Undecided)]
    [InlineData(2, VerdictKind.NotApplicable, VerdictKind.NotApplicable)]
    public void ExitCodeFollowsTheVerdicts(int code, VerdictKind first, VerdictKind second)
    {
        CheckEngine engine = CommandLine.Running((_, _, _) => FixedCheck.With(first, second));
        Assert.Equal(code, CommandLine.Run(engine, "check", "--out", folder.Path).ExitCode);
    }

    [Fact]
    public void InterruptedCheckStillReports()
    {
        using var interruption = new CancellationTokenSource();
        CheckEngine engine = CommandLine.Running((_, _, cancellation) =>
        {
            interruption.Cancel();
            Assert.True(cancellation.IsCancellationRequested);
            return FixedCheck.Result with { Partial = "Interrupted." };
        });
        Answer answer = CommandLine.Run(engine, interruption.Token, "check", "--out", folder.Path);
        Assert.Equal(ExitCode.Interrupted, answer.ExitCode);
        Assert.Equal("Interrupted.", Json().GetProperty("partial").GetString());
    }

    [Fact]
    public void SameVerdictsGiveTheSameBytes()
    {
        string[] steady = ["report.md", "report.html", "report.json", "junit.xml", "figures/FP-3.svg", "figures/FP-3.csv"];
        CommandLine.Run("check", "--out", folder.At("one"), "--threads", "1");
        CommandLine.Run("check", "--out", folder.At("two"), "--threads", "7");
        Assert.All(steady, name => Assert.Equal(Steady(folder.At("one"), name), Steady(folder.At("two"), name)));
        Assert.Contains("\"threads\": 7", File.ReadAllText(Path.Combine(folder.At("two"), "environment.json")), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path, "*.tmp", SearchOption.AllDirectories));
    }

    private static string Steady(string directory, string name) =>
        Claims.Ledgers.UnrepeatablePassage.CutFrom(File.ReadAllText(Path.Combine(directory, name)));

    [Fact]
    public void JsonKeepsTheContract()
    {
        CommandLine.Run("check", "--out", folder.Path);
        JsonElement report = Json();
        Assert.Equal(1, report.GetProperty("schema").GetInt32());
        Assert.Equal("quick", report.GetProperty("scale").GetString());
        Assert.Equal(7UL, report.GetProperty("seed").GetUInt64());
        JsonElement attacked = report.GetProperty("claims").EnumerateArray().Single(claim => claim.GetProperty("id").GetString() == "FP-3");
        Assert.Equal("violated", attacked.GetProperty("verdict").GetString());
        Assert.Equal(2, attacked.GetProperty("instances").GetInt32());
        JsonElement measure = attacked.GetProperty("measures")[0];
        Assert.Equal("attacked_accuracy", measure.GetProperty("name").GetString());
        Assert.Equal(0.253, measure.GetProperty("estimate").GetDouble());
        Assert.All(["lower", "upper", "threshold"], name => Assert.Equal(JsonValueKind.Number, measure.GetProperty(name).ValueKind));
    }

    [Fact]
    public void DrawnSeedIsPrintedAndUsed()
    {
        CheckRequest? asked = null;
        CheckEngine engine = CommandLine.Running((request, _, _) =>
        {
            asked = request;
            return FixedCheck.Result;
        });
        Answer answer = CommandLine.Run(engine, "check", "--out", folder.Path);
        Assert.Equal((InstanceOrigin.Drawn, HypothesisScope.Within), (asked!.Origin, asked.Scope));
        Assert.Contains($"--seed {asked.Seed} repeats this check", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void FlagsReachTheRunner()
    {
        CheckRequest? asked = null;
        CheckEngine engine = CommandLine.Running((request, _, _) =>
        {
            asked = request;
            return FixedCheck.Result;
        });
        CommandLine.Run(engine, "check", "--scale", "Standard", "--claims", "FP-*", "--seed", "18446744073709551615", "--threads", "3", "--time-limit", "1.5m", "--checkpoint-interval", "0.5s", "--out", folder.Path);
        Assert.Equal(TimeSpan.FromSeconds(0.5), asked!.CheckpointInterval);
        Assert.Equal((Claims.Instances.Scale.Standard, "FP-*", ulong.MaxValue, 3, TimeSpan.FromSeconds(90), folder.Path), (asked!.Scale, asked.ClaimsGlob, asked.Seed, asked.Threads, asked.TimeLimit!.Value, asked.Directory));
    }

    [Fact]
    public void ResumingTakesEverythingFromTheLedger()
    {
        File.WriteAllText(folder.At("ledger.jsonl"), "{}\n");
        CheckRequest? asked = null;
        CheckEngine engine = CommandLine.Engine with
        {
            Header = _ => new LedgerHeader(Claims.Instances.Scale.Standard, 99, "FP-3", ["one", "two"], InstanceOrigin.Drawn, HypothesisScope.Beyond),
            Run = (request, _, _, _) =>
            {
                asked = request;
                return FixedCheck.Result;
            },
        };
        CommandLine.Run(engine, "check", "--resume", "--out", folder.Path);
        Assert.True(asked!.Resume);
        Assert.False(asked.ResumeOtherVersion);
        CommandLine.Run(engine, "check", "--resume-other-version", "--out", folder.Path);
        Assert.True(asked is { Resume: true, ResumeOtherVersion: true });
        Assert.Equal((Claims.Instances.Scale.Standard, 99UL, "FP-3"), (asked.Scale, asked.Seed, asked.ClaimsGlob));
        Assert.Equal((InstanceOrigin.Drawn, HypothesisScope.Beyond), (asked.Origin, asked.Scope));
        Assert.Equal(["one", "two"], asked.Instances.Select(instance => instance.Preset));
    }

    [Fact]
    public void GivenInstancesReplaceGeneratedOnes()
    {
        CheckRequest? asked = null;
        CheckEngine engine = CommandLine.Running((request, _, _) =>
        {
            asked = request;
            return FixedCheck.Result;
        });
        CommandLine.Run(engine, "check", "--instance", "first", "--instance", "second", "--out", folder.Path);
        Assert.Equal(["first", "second"], asked!.Instances.Select(instance => instance.Preset));
        Assert.Equal(FixedCheck.Small.Seed, asked.Seed);
        Assert.Equal((InstanceOrigin.Given, HypothesisScope.Within), (asked.Origin, asked.Scope));
    }

    [Fact]
    public void AnInstanceGivenTwiceCountsOnceAndIsNamed()
    {
        CheckRequest? asked = null;
        CheckEngine engine = CommandLine.Running((request, _, _) =>
        {
            asked = request;
            return FixedCheck.Result;
        });
        Answer answer = CommandLine.Run(engine, "check", "--instance", "first", "--instance", "second", "--instance", "first", "--out", folder.Path);
        Assert.Equal(["first", "second"], asked!.Instances.Select(instance => instance.Preset));
        Assert.Contains($"Given more than once, and counted once: {FixedCheck.Line(asked.Instances[0])}\n", answer.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("more than once", CommandLine.Run(engine, "check", "--instance", "first", "--instance", "second", "--out", folder.At("distinct")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void MeasurementsOfTwoVersionsAreToldInEveryReport()
    {
        ProgramVersion other = FixedCheck.Program with { Commit = null, Build = "0000000000000000" };
        CheckEngine engine = CommandLine.Running((_, _, _) => FixedCheck.Result with { Programs = [other, null, FixedCheck.Program] });
        Answer answer = CommandLine.Run(engine, "check", "--resume-other-version", "--out", folder.Path);
        string[] names = [other.ToString(), "a version that did not name itself", FixedCheck.Program.ToString()];
        string[] texts = [answer.Output, Steady(folder.Path, "report.md"), Steady(folder.Path, "report.html")];
        Assert.All(texts, text => Assert.All(names, name => Assert.Contains(name, text, StringComparison.Ordinal)));
        Assert.Equal([other.Build, null, FixedCheck.Program.Build], Json().GetProperty("programs").EnumerateArray().Select(static program => program.GetProperty("build").GetString()));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(ulong.MaxValue)]
    public void SeedsAreInJsonInDigitsToo(ulong seed)
    {
        CommandLine.Run(CommandLine.Running((_, _, _) => FixedCheck.Result with { Seed = seed }), "check", "--out", folder.Path);
        Assert.Equal(seed.ToString(System.Globalization.CultureInfo.InvariantCulture), Json().GetProperty("seed_text").GetString());
    }

    [Fact]
    public void ReportRendersTheSameFilesAgain()
    {
        CommandLine.Run("check", "--out", folder.Path);
        byte[] before = File.ReadAllBytes(folder.At("report.md"));
        byte[] environment = File.ReadAllBytes(folder.At("environment.json"));
        File.Delete(folder.At("report.md"));
        Answer answer = CommandLine.Run("report", folder.Path);
        Assert.Equal(ExitCode.Violated, answer.ExitCode);
        Assert.Equal(before, File.ReadAllBytes(folder.At("report.md")));
        Assert.Equal(environment, File.ReadAllBytes(folder.At("environment.json")));
    }

    private static CheckResult Progressing(CheckRequest request, ICheckProgress progress, CancellationToken cancellation)
    {
        progress.StudiesExpected(4);
        progress.StudyStarted(0, Study.Clean);
        progress.StudyFinished(0, Study.Clean, "clean accuracy 0.9995, attacked 0.001", restored: true);
        progress.StudyStarted(0, Study.FastGradient);
        progress.StudyAdvanced(0, Study.FastGradient, 0.5, "adversarial training, step 800 of 1600");
        progress.StudyFinished(0, Study.FastGradient, "attacked accuracy 0.9985", restored: false);
        return FixedCheck.Result;
    }

    private JsonElement Json() => JsonDocument.Parse(File.ReadAllBytes(folder.At("report.json"))).RootElement;
}
