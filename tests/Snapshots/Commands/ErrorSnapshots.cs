using PurifyProofs.Cli.Terminal;
using Xunit;

namespace PurifyProofs.Snapshots.Commands;

/// <summary>Every refusal against its approved sentence and exit code.</summary>
public sealed class ErrorSnapshots : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void NoVerb() => Match(CommandLine.Run());

    [Fact]
    public void UnknownVerb() => Match(CommandLine.Run("chekc"));

    [Fact]
    public void UnknownFlag() => Match(CommandLine.Run("check", "--scael", "quick"));

    [Fact]
    public void MissingValue() => Match(CommandLine.Run("check", "--seed"));

    [Fact]
    public void UnknownScale() => Match(CommandLine.Run("check", "--scale", "big"));

    [Fact]
    public void UnknownClaim() => Match(CommandLine.Run("check", "--claims", "FP-99", "--out", folder.Path));

    [Fact]
    public void UnknownClaimListed() => Match(CommandLine.Run("list", "XY-*"));

    [Fact]
    public void ClaimOfALargerScale() => Match(CommandLine.Run("check", "--claims", "FP-8", "--out", folder.Path));

    [Fact]
    public void ZeroInstances() => Match(CommandLine.Run("check", "--instances", "0"));

    [Fact]
    public void InstancesNotANumber() => Match(CommandLine.Run("check", "--instances", "many"));

    [Fact]
    public void NegativeSeed() => Match(CommandLine.Run("check", "--seed", "-1"));

    [Fact]
    public void ZeroThreads() => Match(CommandLine.Run("check", "--threads", "0"));

    [Fact]
    public void TimeLimitWithoutUnit() => Match(CommandLine.Run("check", "--time-limit", "90"));

    [Fact]
    public void CudaDevice() => Match(CommandLine.Run("check", "--device", "cuda"));

    [Fact]
    public void UnknownDevice() => Match(CommandLine.Run("check", "--device", "tpu"));

    [Fact]
    public void InstancesGeneratedAndGiven() => Match(CommandLine.Run("check", "--instances", "2", "--instance", "d=256"));

    [Fact]
    public void ResumeWithoutFolder() => Match(CommandLine.Run("check", "--resume"));

    [Fact]
    public void NegativeSparsity() => Match(CheckOf("k=-3"));

    [Fact]
    public void EvenSparsity() => Match(CheckOf("k=4,support=exact"));

    [Fact]
    public void ZeroRadius() => Match(CheckOf("radius=0"));

    [Fact]
    public void WidthNotANumber() => Match(CheckOf("m=many"));

    [Fact]
    public void UnknownPreset() => Match(CheckOf("preset=one-sided"));

    [Fact]
    public void UnknownKey() => Match(CheckOf("width=1024"));

    [Fact]
    public void KeyWithoutValue() => Match(CheckOf("d=256,k"));

    [Fact]
    public void KeyGivenTwice() => Match(CheckOf("k=3,k=5"));

    [Fact]
    public void FolderAlreadyHoldsALedger()
    {
        File.WriteAllText(folder.At("ledger.jsonl"), "{}\n");
        Match(CommandLine.Run("check", "--out", folder.Path));
        Assert.Equal("{}\n", File.ReadAllText(folder.At("ledger.jsonl")));
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void UnwritableFolder()
    {
        // A file where a folder should be is refused to every user, root included.
        File.WriteAllText(folder.At("file"), "kept");
        bool computed = false;
        CheckEngine engine = CommandLine.Running((_, _, _) =>
        {
            computed = true;
            return FixedCheck.Result;
        });
        Match(CommandLine.Run(engine, "check", "--out", folder.At("file")));
        Assert.False(computed);
        Assert.Equal("kept", File.ReadAllText(folder.At("file")));
    }

    [Fact]
    public void FolderBelowAFile()
    {
        File.WriteAllText(folder.At("file"), "kept");
        Answer answer = CommandLine.Run("check", "--out", Path.Combine(folder.At("file"), "below"));
        Assert.Equal(ExitCode.InternalError, answer.ExitCode);
        Assert.StartsWith("error: --out", answer.Error, StringComparison.Ordinal);
        Assert.Single(answer.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void FullDisk()
    {
        const int noSpaceLeft = 28;
        CheckEngine engine = CommandLine.Running((_, _, _) => throw new IOException("No space left on device : 'ledger.jsonl'", noSpaceLeft));
        Match(CommandLine.Run(engine, "check", "--out", folder.Path));
    }

    [Fact]
    public void MissingReportFolder() => Match(CommandLine.Run("report", folder.At("nothing")));

    [Fact]
    public void ReportWithoutLedger() => Match(CommandLine.Run(CommandLine.ReadingLedgers, "report", folder.Path));

    [Fact]
    public void ForeignLedger()
    {
        File.WriteAllText(folder.At("ledger.jsonl"), "{\"epoch\": 1}\n");
        Match(CommandLine.Run(CommandLine.ReadingLedgers, "report", folder.Path));
    }

    [Fact]
    public void ResumeFromAForeignLedger()
    {
        File.WriteAllText(folder.At("ledger.jsonl"), "not a ledger\n");
        Match(CommandLine.Run(CommandLine.ReadingLedgers, "check", "--resume", "--out", folder.Path));
    }

    [Fact]
    public void Defect()
    {
        CheckEngine engine = CommandLine.Running((_, _, _) => throw new InvalidOperationException("The sequence is empty."));
        Match(CommandLine.Run(engine, "check", "--out", folder.Path));
    }

    [Fact]
    public void StackTraceOnlyWhenAskedFor()
    {
        CheckEngine engine = CommandLine.Running((_, _, _) => throw new InvalidOperationException("The sequence is empty."));
        Answer quiet = CommandLine.Run(engine, "check", "--out", folder.Path);
        Answer verbose = CommandLine.Run(engine, "check", "--out", folder.Path, "--verbose");
        Assert.DoesNotContain("   at ", quiet.Error, StringComparison.Ordinal);
        Assert.Contains("   at ", verbose.Error, StringComparison.Ordinal);
    }

    private Answer CheckOf(string instance) =>
        CommandLine.Run(CommandLine.ReadingInstances, "check", "--instance", instance, "--out", folder.Path);

    private void Match(Answer answer, [System.Runtime.CompilerServices.CallerMemberName] string test = "") =>
        Snapshot.Match(folder.Scrub(answer.Failure), "txt", test);
}
