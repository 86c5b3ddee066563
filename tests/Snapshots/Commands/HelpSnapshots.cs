using PurifyProofs.Cli.Terminal;
using Xunit;

namespace PurifyProofs.Snapshots.Commands;

/// <summary>What the tool says of itself.</summary>
public sealed class HelpSnapshots
{
    [Fact]
    public void Tool() => MatchHelp([], "Tool");

    [Fact]
    public void Check() => MatchHelp(["check"], "Check");

    [Fact]
    public void Train() => MatchHelp(["train"], "Train");

    [Fact]
    public void Attack() => MatchHelp(["attack"], "Attack");

    [Fact]
    public void Certify() => MatchHelp(["certify"], "Certify");

    [Fact]
    public void Bench() => MatchHelp(["bench"], "Bench");

    [Fact]
    public void SelfTest() => MatchHelp(["selftest"], "SelfTest");

    [Fact]
    public void Growth() => MatchHelp(["bench", "growth"], "Growth");

    [Fact]
    public void Report() => MatchHelp(["report"], "Report");

    [Fact]
    public void Sweep() => MatchHelp(["sweep"], "Sweep");

    [Fact]
    public void SweepFit() => MatchHelp(["sweep", "fit"], "SweepFit");

    [Fact]
    public void Gate() => MatchHelp(["gate"], "Gate");

    [Fact]
    public void List() => MatchHelp(["list"], "List");

    [Fact]
    public void Doctor() => MatchHelp(["doctor"], "Doctor");

    [Fact]
    public void Catalogue()
    {
        Answer answer = CommandLine.Run("list");
        Assert.Equal(0, answer.ExitCode);
        Snapshot.Match(answer.Output, "txt");
    }

    [Fact]
    public void RealCatalogue()
    {
        Answer answer = CommandLine.Run(CheckEngine.Real, "list");
        Assert.Equal(0, answer.ExitCode);
        Snapshot.Match(answer.Output, "txt");
    }

    [Fact]
    public void GlobsOfTheExamplesMatchTheRealCatalogue()
    {
        Answer answer = CommandLine.Run(CheckEngine.Real, "list", "FP-[34]");
        Assert.Equal(0, answer.ExitCode);
        Assert.Equal(["FP-3", "FP-4"], answer.Output.Split('\n').Where(line => line.StartsWith("FP-", StringComparison.Ordinal)).Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public void DoctorTellsOfEveryPart()
    {
        Answer answer = CommandLine.Run("doctor");
        string[] names = [.. answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0])];
        Assert.Equal(0, answer.ExitCode);
        Assert.Equal([".NET", "system", "processor", "vectors", "cores", "memory", "data", "CUDA"], names);
        Assert.Contains("not part of this version", answer.Output, StringComparison.Ordinal);
    }

    private static void MatchHelp(string[] verb, string test)
    {
        Answer answer = CommandLine.Run([.. verb, "--help"]);
        Assert.Equal(0, answer.ExitCode);
        Assert.Empty(answer.Error);
        Snapshot.Match(answer.Output, "txt", test);
    }
}
