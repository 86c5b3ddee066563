using PurifyProofs.Claims.Ledgers;

namespace PurifyProofs.Claims.Runs.Sweep;

/// <summary>What a sweep is asked to do.</summary>
/// <param name="Grid">The cells.</param>
/// <param name="Points">Test points of each network.</param>
/// <param name="Threads">Cells that are run side by side; the results do not depend on it.</param>
/// <param name="Directory">Where everything goes.</param>
/// <param name="Resume">Whether the ledger in the directory is continued.</param>
/// <param name="TimeLimit">After this long it stops.</param>
public sealed record SweepRequest(SweepGrid Grid, int Points, int Threads, string Directory, bool Resume, TimeSpan? TimeLimit)
{
    /// <summary>Whether ledgers that another version of the program wrote are continued as well.</summary>
    public bool ResumeOtherVersion { get; init; }
}

/// <summary>What a sweep found.</summary>
/// <param name="Grid">The cells.</param>
/// <param name="Cells">What was found in each, along x first.</param>
/// <param name="Partial">Null, or why cells are missing, as a sentence.</param>
public sealed record SweepResult(SweepGrid Grid, IReadOnlyList<SweepCell> Cells, string? Partial)
{
    /// <summary>The programs that measured, in order; null stands for one that did not name itself.</summary>
    public IReadOnlyList<ProgramVersion?> Programs { get; init; } = [];
}

/// <summary>Receives the progress of a sweep; called from one thread at a time.</summary>
public interface ISweepProgress
{
    /// <summary>A cell is done.</summary>
    /// <param name="done">How many are, those of earlier runs included.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="cell">The cell.</param>
    void CellFinished(int done, int count, SweepCell cell);
}
