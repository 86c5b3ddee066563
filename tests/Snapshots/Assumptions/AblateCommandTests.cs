using System.Text.Json;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Runs.Assumptions;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Cli.Terminal;
using Xunit;

namespace PurifyProofs.Snapshots.Assumptions;

/// <summary>What <c>check --ablate</c> asks for, writes and returns.</summary>
public sealed class AblateCommandTests : IDisposable
{
    private const string Tiny = "d=24,k=1,m=8,radius=0.5,clean-batch=20,adv-batch=20,clean-steps=12,bias-steps=5,adv-steps=10,adv-ramp=4,pgd-steps=2,seed=11";
    private static readonly string[] Results = ["ablation.md", "ablation.json", Path.Combine("figures", "ablation.svg"), Path.Combine("figures", "ablation.csv")];

    // Judging prints lines, and these know the tool's own presets only.
    private static readonly SparseCodingInstance Base = FixedCheck.Small with { Preset = PresetCatalogue.DefaultName };

    private readonly TemporaryFolder folder = new();
    private readonly List<CheckRequest> asked = [];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void OutputWhenRedirected()
    {
        Answer answer = CommandLine.Run(Recording(), "check", "--ablate", "teacher,training-attack", "--claims", "FP-3", "--seed", "7", "--out", folder.Path);
        Snapshot.Match(folder.Scrub(answer.Output), "txt");
        Assert.Equal(ExitCode.Holds, answer.ExitCode);
        Assert.Empty(answer.Error);
    }

    [Fact]
    public void FlagsReachEveryCheck()
    {
        CommandLine.Run(Recording(), "check", "--ablate", "width", "--scale", "standard", "--claims", "FP-3", "--threads", "3", "--seed", "9", "--time-limit", "2h", "--out", folder.Path);
        Assert.All(asked, one => Assert.Equal((Scale.Standard, "FP-3", 3, 9UL, InstanceOrigin.Given, HypothesisScope.Beyond, false), (one.Scale, one.ClaimsGlob, one.Threads, one.Seed, one.Origin, one.Scope, one.Resume)));
        Assert.Equal(folder.At(Path.Combine("ablation", "unvaried")), asked[0].Directory);
        Assert.Equal(folder.At(Path.Combine("ablation", "width", "0.25d")), asked[1].Directory);
        Assert.Equal(256 / 4, ((SparseCodingInstance)asked[1].Instances[0]).Plan.Width);
    }

    [Theory]
    [InlineData("smoke", 1)]
    [InlineData("quick", 1)]
    [InlineData("standard", 3)]
    [InlineData("full", 5)]
    public void InstancesBelongToTheScale(string scale, int count)
    {
        int? drawn = null;
        CheckEngine engine = Recording() with { GenerateInstances = (_, _, _, wanted) => Remember(wanted, out drawn) };
        CommandLine.Run(engine, "check", "--ablate", "teacher", "--claims", "FP-3", "--scale", scale, "--out", folder.Path);
        Assert.Equal(count, drawn);
        CommandLine.Run(engine, "check", "--ablate", "teacher", "--claims", "FP-3", "--scale", scale, "--instances", "2", "--out", folder.At("other"));
        Assert.Equal(2, drawn);
    }

    [Fact]
    public void WithoutAGlobEveryAssumptionIsVaried()
    {
        CommandLine.Run(Recording(), "check", "--ablate", "--claims", "FP-3", "--out", folder.Path);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(folder.At("ablation.json")));
        Assert.Equal(AssumptionCatalogue.All.Select(one => one.Name), json.RootElement.GetProperty("assumptions").EnumerateArray().Select(one => one.GetProperty("name").GetString()));
        Assert.Equal(1, json.RootElement.GetProperty("schema").GetInt32());
    }

    [Fact]
    public void StoppedByItsTimeLimitTheTableIsPartial()
    {
        Answer answer = CommandLine.Run(Recording(stopAt: 2), "check", "--ablate", "width", "--claims", "FP-3", "--time-limit", "90s", "--out", folder.Path);
        Assert.Equal(ExitCode.Undecided, answer.ExitCode);
        Assert.Contains("Partial: The time limit of 90 s was reached; go on with --resume.", answer.Output, StringComparison.Ordinal);
        Assert.Equal(2, asked.Count);
        Assert.All(Results, name => Assert.True(File.Exists(folder.At(name))));
    }

    // Whatever was measured when it was stopped: what was asked for in the end is there in the end, byte for byte.
    [Theory]
    [InlineData(2)]
    [InlineData(13)]
    public void InterruptedAndResumedItWritesTheSameBytes(int events)
    {
        string[] arguments = ["check", "--ablate", "teacher,support,training-attack", "--scale", "smoke", "--threads", "1", "--instance", Tiny, "--out"];
        Answer whole = CommandLine.Run(CheckEngine.Real, [.. arguments, folder.At("whole")]);
        using var interruption = new CancellationTokenSource();
        Answer stopped = CommandLine.Run(Interrupting(interruption, events), interruption.Token, [.. arguments, folder.At("stopped")]);
        Assert.Equal((ExitCode.Holds, ExitCode.Interrupted), (whole.ExitCode, stopped.ExitCode));
        Assert.NotEqual(File.ReadAllBytes(At("whole", Results[0])), File.ReadAllBytes(At("stopped", Results[0])));
        Answer resumed = CommandLine.Run(CheckEngine.Real, "check", "--ablate", "teacher,support,training-attack", "--resume", "--threads", "2", "--out", folder.At("stopped"));
        Assert.Equal((ExitCode.Holds, string.Empty), (resumed.ExitCode, resumed.Error));
        Assert.All(Results, name => Assert.Equal(File.ReadAllBytes(At("whole", name)), File.ReadAllBytes(At("stopped", name))));
    }

    [Fact]
    public void UnknownAssumption() => Snapshot.Match(CommandLine.Run("check", "--ablate", "colour").Failure, "txt");

    [Fact]
    public void FolderOfAnotherStudy()
    {
        Assert.Equal(ExitCode.Holds, CommandLine.Run(Recording(), "check", "--ablate", "teacher", "--claims", "FP-3", "--out", folder.Path).ExitCode);
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(AssumptionRequest.UnvariedFolder(folder.Path)).FullName, "ledger.jsonl"), "{}\n");
        Snapshot.Match(folder.Scrub(CommandLine.Run(Recording(), "check", "--ablate", "teacher", "--claims", "FP-3", "--out", folder.Path).Failure), "txt");
    }

    private static IReadOnlyList<SparseCodingInstance> Remember(int? wanted, out int? drawn)
    {
        drawn = wanted;
        return [.. Enumerable.Repeat(Base, wanted ?? 0)];
    }

    private string At(string study, string name) => Path.Combine(folder.At(study), name);

    // Answers every check at once: one claim, which holds on small networks.
    private CheckEngine Recording(int stopAt = int.MaxValue) => CommandLine.Engine with
    {
        GenerateInstances = (_, _, _, count) => Remember(count, out int? _),
        Run = (request, progress, _, _) => Answer(request, progress, stopAt),
    };

    private CheckResult Answer(CheckRequest request, ICheckProgress progress, int stopAt)
    {
        asked.Add(request);
        progress.StudyFinished(0, Study.Clean, "made up", restored: false);
        var evidence = new InstanceEvidence();
        evidence.Add(Study.Clean, []);
        evidence.Add(Study.FastGradient, []);
        InstanceResult[] results = [.. request.Instances.Select(instance => new InstanceResult(instance, evidence))];
        FixedClaimThatHolds claim = new(FixedCheck.Attacked);
        JudgementBasis basis = JudgementBasis.Of(request.Scale, request.Origin, request.Scope);
        return new CheckResult(request.Scale, request.Seed, Judgement.Of([claim], results, basis), basis, results, asked.Count >= stopAt ? "Stopped." : null);
    }

    private static CheckEngine Interrupting(CancellationTokenSource interruption, int events)
    {
        int left = events;
        return CheckEngine.Real with
        {
            Run = (request, progress, devices, cancellation) => CheckEngine.Real.Run(
                request,
                new Watched(progress, () =>
                {
                    if (--left == 0)
                    {
                        interruption.Cancel();
                    }
                }),
                devices,
                cancellation),
        };
    }

    private sealed class Watched(ICheckProgress inner, Action happened) : ICheckProgress
    {
        public void StudiesExpected(int count) => inner.StudiesExpected(count);

        public void StudyStarted(int instance, Study study)
        {
            happened();
            inner.StudyStarted(instance, study);
        }

        public void StudyAdvanced(int instance, Study study, double fraction, string detail) => inner.StudyAdvanced(instance, study, fraction, detail);

        public void StudyFinished(int instance, Study study, string summary, bool restored)
        {
            happened();
            inner.StudyFinished(instance, study, summary, restored);
        }

        public void CandidateTried(string claim, int tried, int budget, CandidateRecord candidate) => inner.CandidateTried(claim, tried, budget, candidate);
    }
}
