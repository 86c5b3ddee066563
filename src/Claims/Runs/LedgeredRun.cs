using PurifyProofs.Claims.Ledgers;

namespace PurifyProofs.Claims.Runs;

/// <summary>What a run with a ledger is asked.</summary>
/// <param name="Path">The ledger.</param>
/// <param name="Header">What is run; a ledger with another header belongs to another run.</param>
/// <param name="Resume">Whether a ledger found there is gone on with.</param>
/// <param name="TimeLimit">After this long it stops; null for never.</param>
/// <param name="Noun">What it is called: "check", "sweep".</param>
/// <param name="Identity">What tells one such run from another, as the subject of a sentence.</param>
public sealed record LedgeredRunRequest(string Path, LedgerHeader Header, bool Resume, TimeSpan? TimeLimit, string Noun, string Identity)
{
    /// <summary>Whether a ledger that another version of the program wrote is gone on with as well; it then says so.</summary>
    public bool ResumeOtherVersion { get; init; }
}

/// <summary>
/// One run whose evidence enters a ledger: opened or gone on with, appended to from any thread, each study once, and stopped in order by an
/// interruption or at its time limit.
/// </summary>
public sealed class LedgeredRun : IDisposable
{
    private readonly LedgeredRunRequest request;
    private readonly Ledger ledger;
    private readonly CancellationToken interruption;
    private readonly CancellationTokenSource stop;
    private readonly Lock writing = new();

    private LedgeredRun(LedgeredRunRequest request, Ledger ledger, CancellationToken interruption)
    {
        (this.request, this.ledger, this.interruption) = (request, ledger, interruption);
        // A study may take longer than the whole limit, so the limit stops what is running, as an interruption does: checkpoints stay.
        stop = TimeBudget.Start(request.TimeLimit, interruption);
    }

    /// <summary>Cancelled by the interruption and at the time limit.</summary>
    public CancellationToken Cancellation => stop.Token;

    /// <summary>Bytes of a torn last line that were cut off when the ledger was opened.</summary>
    public long TornBytes => ledger.TornBytes;

    /// <summary>What was measured so far, the records of earlier runs first.</summary>
    public LedgerContents Contents
    {
        get
        {
            lock (writing)
            {
                return ledger.Contents;
            }
        }
    }

    /// <summary>Why it stopped, as a sentence; to be asked once <see cref="Cancellation"/> is cancelled.</summary>
    public string WhyStopped => interruption.IsCancellationRequested
        ? $"The {request.Noun} was interrupted; go on with --resume."
        : TimeIsUp(request.TimeLimit);

    /// <summary>That the time limit was reached, as a sentence.</summary>
    public static string TimeIsUp(TimeSpan? limit) =>
        FormattableString.Invariant($"The time limit of {limit?.TotalSeconds:0} s was reached; go on with --resume.");

    /// <summary>Starts the ledger, or opens it to go on; creates the folder.</summary>
    /// <exception cref="InvalidDataException">The ledger to resume is damaged, or belongs to another run or version; one sentence.</exception>
    /// <exception cref="IOException">There is a ledger already, another process writes it, or the disk is full.</exception>
    public static LedgeredRun Open(LedgeredRunRequest request, CancellationToken interruption)
    {
        ArgumentNullException.ThrowIfNull(request);
        Directory.CreateDirectory(Path.GetDirectoryName(request.Path)!);
        Ledger ledger = request.Resume && File.Exists(request.Path) ? GoOn(request) : Ledger.Create(request.Path, request.Header with { Program = ProgramVersion.Current });
        return new LedgeredRun(request, ledger, interruption);
    }

    /// <summary>The record of a study; null while it is not finished.</summary>
    public StudyRecord? Find(int instance, Study study)
    {
        lock (writing)
        {
            return ledger.Records.FirstOrDefault(record => record.Instance == instance && record.Study == study);
        }
    }

    /// <summary>Appends a finished study unless its record is there; when this returns it is on the disk.</summary>
    public void Append(StudyRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        lock (writing)
        {
            if (!ledger.Records.Any(other => other.Instance == record.Instance && other.Study == record.Study))
            {
                ledger.Append(record);
            }
        }
    }

    /// <summary>Appends what a smaller instance said.</summary>
    public void Append(CandidateRecord record)
    {
        lock (writing)
        {
            ledger.Append(record);
        }
    }

    public void Dispose()
    {
        stop.Dispose();
        ledger.Dispose();
    }

    private static Ledger GoOn(LedgeredRunRequest request)
    {
        Ledger ledger = Ledger.Open(request.Path);
        if (Refusal(request, ledger) is { } sentence)
        {
            ledger.Dispose();
            throw new InvalidDataException(sentence);
        }

        ledger.ContinueAs(ProgramVersion.Current);
        return ledger;
    }

    private static string? Refusal(LedgeredRunRequest request, Ledger ledger)
    {
        // The version first: another one may print the same instances otherwise.
        return request.ResumeOtherVersion || ledger.LastProgram == ProgramVersion.Current
            ? ledger.Header.IsSameRun(request.Header) ? null : OtherRun(request, ledger.Header)
            : $"'{request.Path}' was written by {ProgramVersion.Words(ledger.LastProgram)}, and this is {ProgramVersion.Current}, which may measure otherwise; "
            + $"go on with that one{HowToGet(ledger.LastProgram)}, name another folder to begin afresh, or mix both with --resume-other-version.";
    }

    private static string HowToGet(ProgramVersion? program) => program?.Commit is { } commit && commit != ProgramVersion.Current.Commit
        ? $" ('git checkout {commit}', and build it)"
        : string.Empty;

    private static string OtherRun(LedgeredRunRequest request, LedgerHeader found) =>
        found.IsSameRun(request.Header with { Device = found.Device })
            ? $"'{request.Path}' was begun on device {found.Device}, and another device does not give the same bytes; resume with --device {found.Device} or name another folder."
            : $"'{request.Path}' belongs to another {request.Noun} ({request.Identity} differ); resume with the same arguments or name another folder.";
}
