using System.Diagnostics;
using System.Globalization;

namespace PurifyProofs.Claims.SelfTest;

/// <summary>
/// Checks that are killed and resumed, killed and resumed, until they end; what they leave must be, byte for byte, what a check
/// leaves that nobody killed.
/// </summary>
/// <param name="start">Starts a check, the same one each time, that goes on with what it finds in the folder.</param>
/// <param name="kills">Kills in all; attempts that found the process ended do not count.</param>
/// <param name="seed">Seed of the moments. The same moments find processes at other places in each run.</param>
/// <param name="directory">An empty folder for the checks; in it are left the uninterrupted check and one that failed.</param>
/// <param name="unrepeatable">Names of the check's files that differ between any two runs, as times do.</param>
public sealed class KillTrials(Func<string, ICheckProcess> start, int kills, ulong seed, string directory, IReadOnlySet<string> unrepeatable)
{
    // So that a check ends even where every process is killed before it gets anywhere.
    private const int LargestKillsOfOneCheck = 20;

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(2);

    private readonly List<Kill> done = [];
    private readonly CheckFolder uninterrupted = new(Path.Combine(directory, "uninterrupted"), unrepeatable);
    private KillMoments? moments;
    private TimeSpan duration;
    private int exitCode;
    private int checks;

    /// <summary>How long a check may take before it counts as one that does not end.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Kills and resumes until there were enough kills, or a check did not survive.</summary>
    /// <param name="progress">Receives the number of kills.</param>
    /// <param name="cancellation">Stops; the check that runs is ended.</param>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    /// <exception cref="InvalidOperationException">The check fails even when nobody kills it; one sentence.</exception>
    public KillTrialsResult Run(IProgress<WorkDone> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(progress);
        RunUninterrupted(cancellation);
        KillFailure? failure = null;
        while (done.Count < kills && failure is null)
        {
            failure = KillAndResume(progress, cancellation);
        }

        return new KillTrialsResult(done, checks, uninterrupted.Names.Count, uninterrupted.LedgerLines - 1, duration, failure);
    }

    private void RunUninterrupted(CancellationToken cancellation)
    {
        Directory.CreateDirectory(uninterrupted.Directory);
        var clock = Stopwatch.StartNew();
        using ICheckProcess process = start(uninterrupted.Directory);
        TimeSpan untilHeader = TimeUntilHeader(process, clock, cancellation);
        if (!HasEnded(process, cancellation) || process.Studies.Finished == 0 || process.Studies.Finished != uninterrupted.LedgerLines - 1)
        {
            throw new InvalidOperationException($"The check to be killed does not run even when left alone: {process.Errors.TrimEnd()}");
        }

        (duration, exitCode) = (clock.Elapsed, process.ExitCode);
        moments = new KillMoments(seed, untilHeader, duration);
    }

    private TimeSpan TimeUntilHeader(ICheckProcess process, Stopwatch clock, CancellationToken cancellation)
    {
        while (uninterrupted.LedgerLength == 0 && !process.EndsWithin(Glance))
        {
            cancellation.ThrowIfCancellationRequested();
        }

        return clock.Elapsed;
    }

    private KillFailure? KillAndResume(IProgress<WorkDone> progress, CancellationToken cancellation)
    {
        var folder = new CheckFolder(Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"check-{++checks}")), unrepeatable);
        Directory.CreateDirectory(folder.Directory);
        int before = done.Count;
        string? wrong = null;
        for (bool killed = true; killed;)
        {
            using ICheckProcess process = start(folder.Directory);
            killed = done.Count < kills && done.Count < before + LargestKillsOfOneCheck && IsKilled(process, folder, cancellation);
            wrong = killed ? null : WhatIsWrong(process, folder, cancellation);
            progress.Report(new WorkDone(done.Count, kills));
        }

        if (wrong is null)
        {
            Directory.Delete(folder.Directory, recursive: true);
            return null;
        }

        return new KillFailure(wrong, checks, done[before..], folder.Directory, uninterrupted.Directory);
    }

    private bool IsKilled(ICheckProcess process, CheckFolder folder, CancellationToken cancellation)
    {
        TimeSpan after = moments!.Await(process, folder, cancellation);
        if (!process.Kill())
        {
            return false;
        }

        done.Add(new Kill(PhaseOf(process.Studies, folder), after, folder.UnfinishedFiles, folder.UnfinishedNetworks(uninterrupted), folder.IsTorn ? 1 : 0));
        return true;
    }

    private KilledPhase PhaseOf(StudyCounts said, CheckFolder folder)
    {
        int lines = folder.LedgerLines;
        return lines == 0 ? KilledPhase.BeforeHeader
            : lines == uninterrupted.LedgerLines ? KilledPhase.AfterLastStudy
            : said == default ? KilledPhase.BeforeFirstStudy
            : said.Started > said.Finished && said.Restored + said.Finished == lines - 1 ? KilledPhase.WithinStudy
            : KilledPhase.BetweenStudies;
    }

    private string? WhatIsWrong(ICheckProcess process, CheckFolder folder, CancellationToken cancellation) =>
        !HasEnded(process, cancellation) ? "the resumed check did not end"
        : process.ExitCode != exitCode ? string.Create(CultureInfo.InvariantCulture, $"the resumed check ended with exit code {process.ExitCode} and not {exitCode} ({process.Errors.Split('\n')[0].TrimEnd()})")
        : folder.FirstDifference(uninterrupted);

    private bool HasEnded(ICheckProcess process, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < Patience)
        {
            cancellation.ThrowIfCancellationRequested();
            if (process.EndsWithin(Glance))
            {
                return true;
            }
        }

        return false;
    }
}
