using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.SelfTest;
using PurifyProofs.Properties.Runs.Check;
using Xunit;

namespace PurifyProofs.Properties.SelfTest;

/// <summary>The self-test by kills finds nothing wrong with a check that survives them, and every way not to.</summary>
public sealed class KillTrialsTests : IDisposable
{
    private static readonly ulong Seed = (ulong)Random.Shared.NextInt64();

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_check_that_survives_is_killed_as_often_as_asked_and_leaves_nothing()
    {
        KillTrialsResult result = Run(Resumption.Sound, 60);
        Assert.Null(result.Failure);
        Assert.Equal(60, result.Kills.Count);
        Assert.Equal((3, 5), (result.Files, result.Records));
        Assert.InRange(result.Checks, 3, 60);
        Assert.Equal(["uninterrupted"], Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(folder["x"])!).Select(Path.GetFileName));

        // Nearly half of its life a study is written and its line is torn; that none of sixty kills fell there has probability 10⁻¹⁰.
        Assert.Contains(result.Kills, static kill => kill.TornLines == 1);
        Assert.Contains(result.Kills, static kill => kill.Phase == KilledPhase.WithinStudy);
        Assert.All(result.Kills, static kill => Assert.Equal(0, kill.UnfinishedFiles));
    }

    [Theory]
    [InlineData(Resumption.KeepsTornLine, "'ledger.jsonl' differs from byte")]
    [InlineData(Resumption.RepeatsLastRecord, "'ledger.jsonl' differs from byte")]
    [InlineData(Resumption.ReportsItsOwnRecordsOnly, "'report.md' differs from byte 0 on, in line 1")]
    [InlineData(Resumption.TrustsTornNetwork, "'network.npz' differs from byte 5 on, in line 1")]
    [InlineData(Resumption.LeavesFiles, "'left' was left behind")]
    [InlineData(Resumption.RefusesTornLedger, "the resumed check ended with exit code 65 and not 0 (error: the ledger is torn.)")]
    [InlineData(Resumption.NeverEnds, "the resumed check did not end")]
    public void A_check_that_does_not_survive_is_found_and_kept(Resumption resumption, string what)
    {
        KillFailure? failure = Run(resumption, 2000).Failure;
        Assert.NotNull(failure);
        Assert.StartsWith(what, failure.What, StringComparison.Ordinal);
        Assert.NotEmpty(failure.Kills);
        Assert.Equal(folder[FormattableString.Invariant($"check-{failure.Check}")], failure.Folder);
        Assert.True(File.Exists(Path.Combine(failure.Folder, CheckRunner.LedgerName)));
        Assert.True(File.Exists(Path.Combine(failure.UninterruptedFolder, CheckRunner.LedgerName)));
    }

    [Fact]
    public void It_stops_when_asked()
    {
        using var cancellation = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Trials(Resumption.Sound, 1000).Run(new Stopping(3, cancellation), cancellation.Token));
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();

    private KillTrialsResult Run(Resumption resumption, int kills) =>
        Trials(resumption, kills).Run(new Stopping(int.MaxValue, null), CancellationToken.None);

    private KillTrials Trials(Resumption resumption, int kills) =>
        new(path => SimulatedCheck.Start(path, resumption), kills, Seed, Path.GetDirectoryName(folder["x"])!, new HashSet<string>()) { Patience = TimeSpan.FromSeconds(2) };

    private sealed class Stopping(int count, CancellationTokenSource? cancellation) : IProgress<WorkDone>
    {
        public void Report(WorkDone value)
        {
            if (value.Count >= count)
            {
                cancellation!.Cancel();
            }
        }
    }
}
