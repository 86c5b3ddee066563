using PurifyProofs.Cli.Terminal;
using Xunit;

namespace PurifyProofs.Snapshots.Commands;

/// <summary>What <c>sweep</c> refuses, and a small sweep from end to end.</summary>
public sealed class SweepCommandTests : IDisposable
{
    private const string Tiny = "d=24,k=1,m=16,radius=0.5,clean-batch=24,adv-batch=24,clean-steps=20,bias-steps=8,adv-steps=20,adv-ramp=8,pgd-steps=2,seed=3";

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void ASmallSweepIsRunAndResumed()
    {
        string[] sweep = ["sweep", "--x", "radius=0.2..0.9", "--y", "d=24..32", "--cells", "3x2", "--at", Tiny, "--points", "32", "--out", folder.Path];
        Answer answer = CommandLine.Run(sweep);
        Assert.Equal(string.Empty, answer.Error);
        Assert.Equal(ExitCode.Holds, answer.ExitCode);
        string data = File.ReadAllText(folder.At("sweep.csv"));
        Assert.Equal(7, data.TrimEnd().Split('\n').Length);
        Assert.True(File.Exists(folder.At(Path.Combine("figures", "phases.svg"))));
        Assert.Equal(ExitCode.BadUsage, CommandLine.Run(sweep).ExitCode);
        Assert.Equal(ExitCode.Holds, CommandLine.Run("sweep", "--resume", "--out", folder.Path).ExitCode);
        Assert.Equal(data, File.ReadAllText(folder.At("sweep.csv")));
    }

    [Fact]
    public void ADryRunWritesNothing()
    {
        Answer answer = CommandLine.Run("sweep", "--at", Tiny, "--x", "d=24..28", "--y", "radius=0.3..0.5", "--cells", "2", "--out", folder.At("nothing"), "--dry-run");
        Assert.Equal(ExitCode.Holds, answer.ExitCode);
        Assert.Matches("^Sweeping d over 2 values and radius over 2: 4 cells, [0-9]+ side by side, seed [0-9]+; nothing is run now.\nVaried from .*\nAbout .*\nMemory: about ", answer.Output);
        Assert.False(Directory.Exists(folder.At("nothing")));
    }

    [Fact]
    public void ADryRunOfAFitWritesNothing()
    {
        Answer answer = CommandLine.Run("sweep", "fit", "--at", Tiny, "--sizes", "24,26,28,30,32", "--seeds", "1", "--points", "16", "--threads", "2", "--dry-run", "--out", folder.At("nothing"));
        Assert.Equal(ExitCode.Holds, answer.ExitCode);
        Assert.Matches("^Would train at d = 24, 26, 28, 30, 32, 1 seeds from [0-9]+ on, 2 side by side; nothing is run now.\nResized from .*\nAbout .*\nMemory: about ", answer.Output);
        Assert.False(Directory.Exists(folder.At("nothing")));
    }

    [Fact]
    public void ExponentsAreFitted()
    {
        Answer answer = CommandLine.Run("sweep", "fit", "--at", Tiny, "--sizes", "24,26,28,30,32", "--seeds", "1", "--points", "16", "--out", folder.Path);
        Assert.Equal(string.Empty, answer.Error);
        Assert.Contains("median |cos(w⁰, w)| after clean training ∝ d^", answer.Output, StringComparison.Ordinal);
        Assert.Contains("steps of training to reach FP-4", answer.Output, StringComparison.Ordinal);
        Assert.Equal(6, File.ReadAllText(folder.At("scaling.csv")).TrimEnd().Split('\n').Length);
    }

    [Fact]
    public void UnknownParameter() => Match(["sweep", "--x", "width=1..2"]);

    [Fact]
    public void SameParameterTwice() => Match(["sweep", "--x", "radius=0.1..0.2"]);

    [Fact]
    public void NoRange() => Match(["sweep", "--x", "d=128..48"]);

    [Fact]
    public void TooManyCells() => Match(["sweep", "--cells", "1000"]);

    [Fact]
    public void ResumeWithoutFolder() => Match(["sweep", "--resume"]);

    [Fact]
    public void TooFewSizes() => Match(["sweep", "fit", "--sizes", "64,128"]);

    public void Dispose() => folder.Dispose();

    private static void Match(string[] args, [System.Runtime.CompilerServices.CallerMemberName] string test = "") =>
        Snapshot.Match(CommandLine.Run(args).Failure, "txt", test);
}
