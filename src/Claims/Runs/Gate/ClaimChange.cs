namespace PurifyProofs.Claims.Runs.Gate;

/// <summary>What became of something since the baseline.</summary>
public enum ChangeKind
{
    /// <summary>It is as it was.</summary>
    Same,

    /// <summary>It is better than it was.</summary>
    Better,

    /// <summary>It was not in the baseline.</summary>
    New,

    /// <summary>It was in the baseline and the run was not asked for it.</summary>
    Missing,

    /// <summary>It was known and is not any more.</summary>
    Open,

    /// <summary>It is worse than it was.</summary>
    Worse,
}

/// <summary>The verdict on a claim, before and now.</summary>
/// <param name="Id">The claim.</param>
/// <param name="Before">In the baseline; null where it was not there.</param>
/// <param name="Now">In the run; null where it is not there.</param>
public sealed record ClaimChange(string Id, VerdictKind? Before, VerdictKind? Now)
{
    /// <summary>What became of it. A claim that is violated now is worse than one of which nothing was known, or which is new.</summary>
    public ChangeKind Kind =>
        Now is null ? ChangeKind.Missing
        : Before == Now ? ChangeKind.Same
        : Now == VerdictKind.Violated ? ChangeKind.Worse
        : Before is null ? ChangeKind.New
        : Now == VerdictKind.Holds ? ChangeKind.Better
        : IsDecided(Before.Value) ? ChangeKind.Open
        : ChangeKind.Same;

    private static bool IsDecided(VerdictKind verdict) => verdict is VerdictKind.Holds or VerdictKind.Violated;
}
