using System.Diagnostics;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Cli.SelfTest;
using PurifyProofs.Cli.Terminal;
using Xunit;

namespace PurifyProofs.Snapshots.Commands;

/// <summary>Two processes at one folder, and a ledger that a killed one left torn.</summary>
public sealed class LedgerInUseTests : IDisposable
{
    private const string Short = "d=24,k=1,m=8,radius=0.5,clean-batch=16,bias-steps=5,clean-steps=12,seed=3";
    private const string Endless = "d=24,k=1,m=8,radius=0.5,clean-batch=16,bias-steps=5,clean-steps=2000000000,seed=4";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder folder = new();

    private string LedgerPath => folder.At(CheckRunner.LedgerName);

    [Fact]
    public void WhileOneProcessWritesOthersOnlyRead()
    {
        using (Process first = ToolProcess.Start(["check", "--scale", "smoke", "--claims", "FP-2", "--instance", Short, "--instance", Endless, "--out", folder.Path]))
        {
            try
            {
                AwaitFirstRecord(first);
                byte[] ledger = File.ReadAllBytes(LedgerPath);
                Answer second = Run("check", "--resume", "--claims", "FP-2", "--out", folder.Path);
                Assert.Equal(ExitCode.InternalError, second.ExitCode);
                Assert.Contains($"'{LedgerPath}' is being written by another check", second.Error, StringComparison.Ordinal);

                Answer report = Run("report", folder.Path);
                Assert.Empty(report.Error);
                Assert.Contains("Partial: 1 of 2 studies are not in the ledger.", report.Output, StringComparison.Ordinal);
                Assert.True(File.Exists(folder.At("report.md")));
                Assert.False(first.HasExited);
                Assert.Equal(ledger, File.ReadAllBytes(LedgerPath));
            }
            finally
            {
                first.Kill();
                first.WaitForExit();
            }
        }

        // The lock goes with the process, however that ended.
        Assert.Contains("Partial: The time limit", Run("check", "--resume", "--claims", "FP-2", "--time-limit", "0.0001s", "--out", folder.Path).Output, StringComparison.Ordinal);
    }

    // They may be of another instance, and nothing in them says of which.
    [Fact]
    public void NetworksWithoutLedgerAreNobodys()
    {
        Run("check", "--scale", "smoke", "--claims", "FP-2", "--instance", Short, "--out", folder.Path);
        File.Delete(LedgerPath);
        File.Delete(folder.At("report.json"));
        Snapshot.Match(folder.Scrub(
            Run("check", "--scale", "smoke", "--claims", "FP-2", "--instance", Short + "1", "--out", folder.Path).Failure
            + Run("check", "--scale", "smoke", "--claims", "FP-2", "--instance", Short + "1", "--resume", "--out", folder.Path).Failure), "txt");
        Assert.False(File.Exists(LedgerPath));
    }

    [Fact]
    public void TornLastLine()
    {
        Answer begun = Run("check", "--scale", "smoke", "--claims", "FP-2", "--instance", Short, "--time-limit", "0.0001s", "--out", folder.Path);
        Assert.DoesNotContain("Notice", begun.Output, StringComparison.Ordinal);
        byte[] whole = File.ReadAllBytes(LedgerPath);
        File.AppendAllText(LedgerPath, "{\"sequence\":1,\"checksum\":\"c15c");
        string read = Notice(Run("report", folder.Path));
        string resumed = Notice(Run("check", "--resume", "--claims", "FP-2", "--time-limit", "0.0001s", "--out", folder.Path));
        Assert.Equal(whole, File.ReadAllBytes(LedgerPath));
        Snapshot.Match($"report: {read}\ncheck --resume: {resumed}\n", "txt");
    }

    public void Dispose() => folder.Dispose();

    private static Answer Run(params string[] args) => CommandLine.Run(CheckEngine.Real, args);

    private string Notice(Answer answer) =>
        folder.Scrub(Assert.Single(answer.Output.Split('\n'), static line => line.StartsWith("Notice: ", StringComparison.Ordinal)));

    private void AwaitFirstRecord(Process process)
    {
        var clock = Stopwatch.StartNew();
        while (!File.Exists(LedgerPath) || File.ReadAllBytes(LedgerPath).Count(static letter => letter == '\n') < 2)
        {
            Assert.True(clock.Elapsed < Patience && !process.WaitForExit(20), "The check does not run.");
        }
    }
}
