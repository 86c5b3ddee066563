using System.Globalization;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.SelfTest;

namespace PurifyProofs.Cli.Progress;

/// <summary>
/// Progress as plain lines, for pipes and logs: one when a study starts, one when it ends, and in between at most one
/// every <see cref="Silence"/>.
/// </summary>
/// <param name="output">Receives the lines.</param>
/// <param name="clock">The time.</param>
/// <param name="studies">How many studies there will be, as far as is known at the start.</param>
internal sealed class PlainProgress(TextWriter output, TimeProvider clock, int studies) : ICheckProgress
{
    /// <summary>The shortest time between a line and one that only says that a study advances.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    private const string Restored = ": taken from the ledger, ", Done = ": done, ", Detail = ": ";

    private long lastLine;
    private int finished;
    private int expected = studies;

    public void StudiesExpected(int count) => expected = count;

    /// <summary>The counts after one more line of a check's output, whether or not it is one of these.</summary>
    public static StudyCounts Count(StudyCounts studies, string? line) => line switch
    {
        null => studies,
        _ when !line.StartsWith('[') => studies,
        _ when line.Contains(Restored, StringComparison.Ordinal) => studies with { Restored = studies.Restored + 1 },
        _ when line.Contains(Done, StringComparison.Ordinal) => studies with { Finished = studies.Finished + 1 },
        _ when line.Contains(Detail, StringComparison.Ordinal) => studies,
        _ => studies with { Started = studies.Started + 1 },
    };

    public void StudyStarted(int instance, Study study) => Write(0, StudyWords.Name(instance, study));

    public void StudyAdvanced(int instance, Study study, double fraction, string detail)
    {
        if (clock.GetElapsedTime(lastLine) >= Silence)
        {
            Write(fraction, string.Create(CultureInfo.InvariantCulture, $"{StudyWords.Name(instance, study)}{Detail}{Percent(fraction)} %, {detail}"));
        }
    }

    public void StudyFinished(int instance, Study study, string summary, bool restored)
    {
        finished++;
        Write(0, StudyWords.Name(instance, study) + (restored ? Restored : Done) + summary);
    }

    public void CandidateTried(string claim, int tried, int budget, CandidateRecord candidate) =>
        Write(0, string.Create(CultureInfo.InvariantCulture, $"{claim}, looking for a smaller violation ({tried} of at most {budget}): {VerdictWords.Name(candidate.Verdict)} on {candidate.InstanceLine}"));

    private void Write(double fractionOfCurrent, string text)
    {
        double overall = expected == 0 ? 1 : Math.Min(1, (finished + fractionOfCurrent) / expected);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{Percent(overall),3} %] {text}"));
        output.Flush();
        lastLine = clock.GetTimestamp();
    }

    private static int Percent(double fraction) => (int)(100 * Math.Clamp(fraction, 0, 1));
}
