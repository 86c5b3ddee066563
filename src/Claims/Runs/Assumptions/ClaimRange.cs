namespace PurifyProofs.Claims.Runs.Assumptions;

/// <summary>The verdict on one claim at one level.</summary>
/// <param name="Label">The level.</param>
/// <param name="Verdict">The verdict; null when it was not measured.</param>
/// <param name="IsUnvaried">Whether the level changes nothing.</param>
public sealed record LevelVerdict(string Label, VerdictKind? Verdict, bool IsUnvaried);

/// <summary>Levels in a row.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last; the same when there is but one.</param>
public sealed record LevelSpan(string From, string To);

/// <summary>What an assumption is to a claim.</summary>
public enum AssumptionWeight
{
    /// <summary>The claim holds unvaried and is violated at some level: it rests on the assumption.</summary>
    Carries,

    /// <summary>The claim holds at every level.</summary>
    NotNeeded,

    /// <summary>The claim is violated unvaried and holds at some level.</summary>
    Enables,

    /// <summary>The claim is violated at every level.</summary>
    NeverHolds,

    /// <summary>What was measured does not say.</summary>
    Open,
}

/// <summary>From where to where a claim holds along an assumption.</summary>
/// <param name="Holds">The levels at which it holds, as spans in order.</param>
/// <param name="Violated">The levels at which it is violated.</param>
/// <param name="Undecided">The levels at which it is undecided.</param>
/// <param name="Unmeasured">The levels at which it was not measured.</param>
/// <param name="Weight">What the assumption is to the claim.</param>
public sealed record ClaimRange(
    IReadOnlyList<LevelSpan> Holds,
    IReadOnlyList<LevelSpan> Violated,
    IReadOnlyList<LevelSpan> Undecided,
    IReadOnlyList<LevelSpan> Unmeasured,
    AssumptionWeight Weight)
{
    /// <summary>The range that verdicts at the levels, in their order, give.</summary>
    public static ClaimRange Of(IReadOnlyList<LevelVerdict> levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        return new ClaimRange(
            Spans(levels, static verdict => verdict == VerdictKind.Holds),
            Spans(levels, static verdict => verdict == VerdictKind.Violated),
            Spans(levels, static verdict => verdict is VerdictKind.Undecided or VerdictKind.NotApplicable),
            Spans(levels, static verdict => verdict is null),
            WeightOf(levels));
    }

    private static AssumptionWeight WeightOf(IReadOnlyList<LevelVerdict> levels)
    {
        bool holdsSomewhere = levels.Any(static level => level.Verdict == VerdictKind.Holds);
        bool violatedSomewhere = levels.Any(static level => level.Verdict == VerdictKind.Violated);
        return levels.FirstOrDefault(static level => level.IsUnvaried)?.Verdict switch
        {
            VerdictKind.Holds when violatedSomewhere => AssumptionWeight.Carries,
            VerdictKind.Violated when holdsSomewhere => AssumptionWeight.Enables,
            _ when levels.All(static level => level.Verdict == VerdictKind.Holds) => AssumptionWeight.NotNeeded,
            _ when levels.All(static level => level.Verdict == VerdictKind.Violated) => AssumptionWeight.NeverHolds,
            _ => AssumptionWeight.Open,
        };
    }

    private static List<LevelSpan> Spans(IReadOnlyList<LevelVerdict> levels, Func<VerdictKind?, bool> belongs)
    {
        var spans = new List<LevelSpan>();
        bool open = false;
        foreach (LevelVerdict level in levels)
        {
            bool inside = belongs(level.Verdict);
            if (inside && open)
            {
                spans[^1] = spans[^1] with { To = level.Label };
            }
            else if (inside)
            {
                spans.Add(new LevelSpan(level.Label, level.Label));
            }

            open = inside;
        }

        return spans;
    }
}
