using PurifyProofs.Claims.Evidence;
using PurifyProofs.Cli.Progress;
using Xunit;

namespace PurifyProofs.Snapshots.Commands;

/// <summary>Counted work is silent while it is short, and stops when asked.</summary>
public sealed class CountProgressTests
{
    [Fact]
    public void LinesAreSeldom()
    {
        using var lines = new StringWriter { NewLine = "\n" };
        var clock = new HandClock();
        var progress = new CountProgress(lines, clock, "points", CancellationToken.None);
        progress.Report(new WorkDone(10, 200));
        clock.Advance(PlainProgress.Silence);
        progress.Report(new WorkDone(50, 200));
        progress.Report(new WorkDone(60, 200));
        Assert.Equal("[ 25 %] 50 of 200 points\n", lines.ToString());
    }

    [Fact]
    public void AStopIsAsked()
    {
        var progress = new CountProgress(TextWriter.Null, TimeProvider.System, "points", new CancellationToken(canceled: true));
        Assert.Throws<OperationCanceledException>(() => progress.Report(new WorkDone(1, 2)));
    }
}
