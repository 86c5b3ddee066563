using System.Globalization;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Runs.Assumptions;

namespace PurifyProofs.Cli.Words;

/// <summary>A table of assumptions as it is printed.</summary>
internal static class AssumptionWords
{
    /// <summary>What the column of ceilings shows.</summary>
    public const string CeilingLegend =
        "Ceiling: robust accuracy of the ideal thresholded read-out at the same radius (without noise, on an orthonormal dictionary). Where it is below 99 %, FP-4 must fail.";

    /// <summary>How far the verdicts reach.</summary>
    public static string Scope(AssumptionTable table)
    {
        int count = table.Unvaried.Instances.Count;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"One assumption is varied at a time, from {count} {(count == 1 ? "instance" : "instances")}; a verdict speaks of {(count == 1 ? "this instance" : "these instances")} alone, at the levels that were tried.");
    }

    /// <summary>A level, with a mark where it changes nothing.</summary>
    public static string Level(LevelOutcome level) =>
        level.IsUnvaried && level.Level.Label != Assumption.Unvaried ? level.Level.Label + " (unvaried)" : level.Level.Label;

    /// <summary>The verdict on a claim at a level; with several instances on how many of them; a dash where it was not measured.</summary>
    public static string Verdict(LevelOutcome level, IClaim claim)
    {
        if (level.VerdictOf(claim) is not { } verdict)
        {
            return "–";
        }

        int count = verdict.Instances.Count(instance => instance.Verdict == verdict.Verdict);
        string word = VerdictWords.Name(verdict.Verdict);
        return verdict.Instances.Count == 1 ? word : string.Create(CultureInfo.InvariantCulture, $"{word} {count}/{verdict.Instances.Count}");
    }

    /// <summary>The ceilings of a level's instances: one, or the lowest and the highest.</summary>
    public static string Ceiling(LevelOutcome level)
    {
        if (level.Ceilings.Count == 0)
        {
            return "–";
        }

        string lowest = Percent(level.Ceilings.Min(ceiling => ceiling.Estimate));
        string highest = Percent(level.Ceilings.Max(ceiling => ceiling.Estimate));
        return lowest == highest ? lowest + " %" : $"{lowest}–{highest} %";
    }

    /// <summary>The same, with the limits of a single sampled ceiling.</summary>
    public static string CeilingWithLimits(LevelOutcome level) => level.Ceilings is [{ IsExact: false } sampled]
        ? $"{Ceiling(level)} [{Percent(sampled.Lower)}, {Percent(sampled.Upper)}]"
        : Ceiling(level);

    /// <summary>From where to where a claim holds.</summary>
    public static string Range(ClaimRange range)
    {
        string holds = range switch
        {
            { Holds.Count: > 0, Violated.Count: 0, Undecided.Count: 0, Unmeasured.Count: 0 } => "throughout",
            { Holds.Count: > 0 } => Spans(range.Holds),
            { Violated.Count: > 0, Undecided.Count: 0, Unmeasured.Count: 0 } => "nowhere",
            _ => "nowhere shown",
        };
        return holds + Rest("undecided", range.Undecided) + Rest("not measured", range.Unmeasured);
    }

    /// <summary>What the assumptions are to a claim, in sentences.</summary>
    public static string Weights(AssumptionTable table, IClaim claim)
    {
        string unvaried = table.Unvaried.VerdictOf(claim) is { } verdict
            ? $"Where nothing is varied it {(verdict.Verdict == VerdictKind.Undecided ? "is undecided" : verdict.Verdict == VerdictKind.Holds ? "holds" : "is violated")}."
            : "It was not measured.";
        return unvaried
            + Sentence(table, claim, AssumptionWeight.Carries, "It rests on", Holding)
            + Sentence(table, claim, AssumptionWeight.Enables, "It comes to hold by varying", Holding)
            + Sentence(table, claim, AssumptionWeight.NotNeeded, "At every level tried it holds for", static (name, _) => name)
            + Sentence(table, claim, AssumptionWeight.NeverHolds, "At every level tried it is violated for", static (name, _) => name)
            + Sentence(table, claim, AssumptionWeight.Open, "Open:", static (name, range) => $"{name} ({Range(range)})");
    }

    /// <summary>The levels at which the ceiling leaves FP-4 no room.</summary>
    public static IEnumerable<LevelOutcome> BelowCeiling(AssumptionOutcome outcome) =>
        outcome.Levels.Where(level => level.Ceilings.Any(ceiling => ceiling.Upper < Thresholds.RobustAccuracy));

    private static string Holding(string name, ClaimRange range) => $"{name} (holds at {Range(range)})";

    private static string Sentence(AssumptionTable table, IClaim claim, AssumptionWeight weight, string beginning, Func<string, ClaimRange, string> words)
    {
        string[] found =
        [
            .. table.Assumptions
                .Select(outcome => (outcome.Assumption.Name, Range: outcome.RangeOf(claim)))
                .Where(entry => entry.Range.Weight == weight)
                .Select(entry => words(entry.Name, entry.Range)),
        ];
        bool alike = found.Length == table.Assumptions.Count && found.Length > 1 && weight is (AssumptionWeight.NotNeeded or AssumptionWeight.NeverHolds);
        return found.Length == 0 ? string.Empty : $" {beginning} {(alike ? "every assumption" : string.Join(", ", found))}.";
    }

    private static string Rest(string what, IReadOnlyList<LevelSpan> spans) => spans.Count == 0 ? string.Empty : $"; {what} at {Spans(spans)}";

    private static string Spans(IReadOnlyList<LevelSpan> spans) => string.Join(" and ", spans.Select(span => span.From == span.To ? span.From : $"{span.From} to {span.To}"));

    private static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture);
}
