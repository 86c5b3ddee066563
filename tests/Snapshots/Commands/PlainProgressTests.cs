using PurifyProofs.Claims.Evidence;
using PurifyProofs.Cli.Progress;
using Xunit;

namespace PurifyProofs.Snapshots.Commands;

/// <summary>Progress in a pipe neither floods nor falls silent.</summary>
public sealed class PlainProgressTests
{
    [Fact]
    public void OneLineEveryTenSecondsBetweenStartAndEnd()
    {
        var clock = new HandClock();
        using var output = new StringWriter { NewLine = "\n" };
        var progress = new PlainProgress(output, clock, studies: 2);
        progress.StudyStarted(0, Study.Clean);
        for (int second = 1; second <= 25; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            progress.StudyAdvanced(0, Study.Clean, second / 25.0, $"step {second} of 25");
        }

        progress.StudyFinished(0, Study.Clean, "clean accuracy 0.99", restored: false);
        string[] expected =
        [
            "[  0 %] instance 1, clean network",
            "[ 20 %] instance 1, clean network: 40 %, step 10 of 25",
            "[ 40 %] instance 1, clean network: 80 %, step 20 of 25",
            "[ 50 %] instance 1, clean network: done, clean accuracy 0.99",
        ];
        Assert.Equal(string.Join('\n', expected) + "\n", output.ToString());
    }
}
