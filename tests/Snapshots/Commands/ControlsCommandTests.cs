using System.Text.Json;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Cli.Terminal;
using Xunit;

namespace PurifyProofs.Snapshots.Commands;

/// <summary>What <c>check --controls</c> prints, writes and returns, on checks that compute nothing.</summary>
public sealed class ControlsCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void OutputWhenRedirected()
    {
        Answer answer = Run(Engine(missed: "FP-4-flipped", violatedUnbroken: "FP-5"), "--claims", "FP-?", "--seed", "7");
        Assert.Equal(ExitCode.Violated, answer.ExitCode);
        Snapshot.Match(folder.Scrub(answer.Output + answer.Error), "txt");
    }

    [Fact]
    public void Table()
    {
        Run(Engine(missed: "FP-4-flipped", violatedUnbroken: "FP-5"), "--claims", "FP-?", "--seed", "7");
        Snapshot.Match(File.ReadAllText(folder.At("controls.md")), "md");
    }

    [Theory]
    [InlineData(0, "", "")]
    [InlineData(1, "FP-3-loud", "")]
    [InlineData(1, "FP-3-loud", "FP-4")]
    [InlineData(2, "", "FP-4")]
    public void ExitCodeFollowsTheControls(int code, string missed, string violatedUnbroken) =>
        Assert.Equal(code, Run(Engine(missed, violatedUnbroken), "--claims", "FP-?").ExitCode);

    [Fact]
    public void JsonTellsWhatWasCaught()
    {
        Run(Engine(missed: "FP-3-flipped"), "--claims", "FP-3", "--scale", "standard", "--seed", "11");
        JsonElement table = Json();
        Assert.Equal((1, "standard", 11UL, "FP-3"), (table.GetProperty("schema").GetInt32(), table.GetProperty("scale").GetString(), table.GetProperty("seed").GetUInt64(), table.GetProperty("claims").GetString()));
        Assert.Equal((1, 2), (table.GetProperty("caught").GetInt32(), table.GetProperty("telling").GetInt32()));
        Assert.Equal(["caught", "missed"], table.GetProperty("controls").EnumerateArray().Select(control => control.GetProperty("outcome").GetString()));
        Assert.Equal(["gross", "near_threshold"], table.GetProperty("controls").EnumerateArray().Select(control => control.GetProperty("strength").GetString()));
    }

    [Fact]
    public void InterruptedControlsLeaveAPartialTableAndGoOn()
    {
        using var interruption = new CancellationTokenSource();
        CheckEngine engine = Engine() with
        {
            Run = (request, _, _, _) =>
            {
                if (request.Directory.EndsWith("FP-3-flipped", StringComparison.Ordinal))
                {
                    interruption.Cancel();
                    return Result(request, VerdictKind.Undecided) with { Partial = "The check was interrupted." };
                }

                return Result(request, request.Scope == HypothesisScope.Within ? VerdictKind.Holds : VerdictKind.Violated);
            },
        };
        Answer answer = CommandLine.Run(engine, interruption.Token, "check", "--controls", "--claims", "FP-3", "--seed", "5", "--out", folder.Path);
        Assert.Equal(ExitCode.Interrupted, answer.ExitCode);
        Assert.Equal(["caught", "not_finished"], Json().GetProperty("controls").EnumerateArray().Select(control => control.GetProperty("outcome").GetString()));

        var asked = new List<CheckRequest>();
        Answer resumed = CommandLine.Run(Engine(asked: asked.Add), "check", "--controls", "--resume", "--out", folder.Path);
        Assert.Equal(ExitCode.Holds, resumed.ExitCode);
        Assert.All(asked, request => Assert.Equal((Scale.Quick, 5UL, true), (request.Scale, request.Seed, request.Resume)));
        Assert.Null(Json().GetProperty("partial").GetString());
    }

    [Fact]
    public void TimeLimitAndThreadsReachEveryCheck()
    {
        var asked = new List<CheckRequest>();
        Run(Engine(asked: asked.Add), "--claims", "FP-3", "--threads", "3", "--time-limit", "1h");
        Assert.Equal(3, asked.Count);
        Assert.All(asked, request => Assert.Equal(3, request.Threads));
        Assert.All(asked, request => Assert.InRange(request.TimeLimit!.Value, TimeSpan.FromMinutes(50), TimeSpan.FromHours(1)));
    }

    [Theory]
    [InlineData("--instance", "preset=fixed")]
    [InlineData("--instances", "3")]
    [InlineData("--scale", "smoke")]
    public void WhatMakesNoSenseBesideControlsIsRefused(string flag, string value)
    {
        Answer answer = Run(Engine(), flag, value);
        Assert.Equal(ExitCode.BadUsage, answer.ExitCode);
        Assert.Contains("--controls", answer.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.At("controls.json")));
    }

    [Fact]
    public void AFolderOfOtherControlsIsNotGoneOnWith()
    {
        Run(Engine(), "--claims", "FP-3", "--seed", "5");
        Assert.Equal(ExitCode.BadUsage, Run(Engine(), "--claims", "FP-3", "--seed", "5").ExitCode);
        Assert.Equal(ExitCode.BadUsage, Run(Engine(), "--resume", "--seed", "6").ExitCode);
        Assert.Equal(ExitCode.BadUsage, Run(Engine(), "--resume", "--claims", "FP-4").ExitCode);
        Assert.Equal(ExitCode.Holds, Run(Engine(), "--resume").ExitCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"scale\":\"quickest\",\"claims\":\"*\",\"seed\":1}")]
    [InlineData("{\"scale\":\"quick\",\"claims\":null,\"seed\":1}")]
    [InlineData("{\"scale\":\"quick\",\"claims\":\"*\",\"seed\":-1}")]
    public void ADamagedTableIsNotGoneOnWith(string table)
    {
        File.WriteAllText(folder.At("controls.json"), table);
        Answer answer = Run(Engine(), "--resume");
        Assert.Equal(ExitCode.BadData, answer.ExitCode);
        Assert.Contains("controls.json", answer.Error, StringComparison.Ordinal);
    }

    private static CheckEngine Engine(string missed = "", string violatedUnbroken = "", Action<CheckRequest>? asked = null) => CommandLine.Running((request, progress, _) =>
    {
        asked?.Invoke(request);
        progress.StudiesExpected(1);
        progress.StudyStarted(0, Study.Clean);
        progress.StudyFinished(0, Study.Clean, "clean accuracy 0.97", restored: false);
        CheckResult holds = Result(request, VerdictKind.Holds);
        return request.Scope == HypothesisScope.Within
            ? holds with { Claims = [.. holds.Claims.Select(claim => claim.Claim.Id == violatedUnbroken ? Verdict(claim.Claim, VerdictKind.Violated) : claim)] }
            : Result(request, Path.GetFileName(request.Directory) == missed ? VerdictKind.Holds : VerdictKind.Violated);
    });

    private static CheckResult Result(CheckRequest request, VerdictKind verdict) =>
        FixedCheck.Result with { Claims = [.. request.ClaimsGlob.Split(',').Select(id => Verdict(FixedCheck.Claims.Single(claim => claim.Id == id), verdict))], Partial = null };

    private static ClaimVerdict Verdict(IClaim claim, VerdictKind verdict) =>
        new(claim, verdict, $"A {verdict} sentence.", [], [], verdict == VerdictKind.Violated ? FixedCheck.Line(FixedCheck.Small) : null);

    private Answer Run(CheckEngine engine, params string[] args) => CommandLine.Run(engine, ["check", "--controls", "--out", folder.Path, .. args]);

    private JsonElement Json() => JsonDocument.Parse(File.ReadAllBytes(folder.At("controls.json"))).RootElement;
}
