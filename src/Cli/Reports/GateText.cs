using System.Globalization;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Runs.Gate;

namespace PurifyProofs.Cli.Reports;

/// <summary>A run beside its baseline, as one screen of text.</summary>
internal static class GateText
{
    private const int MostFigures = 8;

    /// <summary>The lines.</summary>
    public static IEnumerable<string> Lines(GateComparison comparison, bool allowOpen)
    {
        int before = comparison.Claims.Max(static claim => Word(claim.Before).Length);
        int now = comparison.Claims.Max(static claim => Word(claim.Now).Length);
        yield return $"claim   {"baseline".PadRight(Math.Max(before, 8))}  now";
        foreach (ClaimChange claim in comparison.Claims)
        {
            yield return $"{claim.Id,-6}  {Word(claim.Before).PadRight(Math.Max(before, 8))}  {Word(claim.Now).PadRight(now)}  {Mark(claim.Kind)}".TrimEnd();
        }

        foreach (string line in Figures(comparison))
        {
            yield return line;
        }

        if (comparison.Partial is { } why)
        {
            yield return $"Partial run: {why}";
        }

        yield return FalseAlarmSentence(comparison);
        yield return Outcome(comparison, allowOpen);
    }

    /// <summary>How many claims have which verdict.</summary>
    public static string Verdicts(Baseline run) => string.Join(", ", run.Claims
        .GroupBy(static claim => claim.Verdict)
        .OrderBy(static group => group.Key)
        .Select(static group => $"{group.Count()} {VerdictWords.Name(group.Key)}"));

    /// <summary>The figures that moved, the clearest first.</summary>
    public static IReadOnlyList<FigureChange> Moved(GateComparison comparison) =>
        [.. comparison.Figures.Where(figure => figure.At(comparison.Level) != ChangeKind.Same).OrderBy(static figure => Math.Min(figure.Worse, figure.Better))];

    /// <summary>How many figures were tested, and how.</summary>
    public static string FigureSentence(GateComparison comparison)
    {
        int blind = comparison.Figures.Count(figure => !figure.CanTell(comparison.Level));
        string few = blind == 0 ? "" : $" {blind} of them rest on too few instances to tell any change.";
        string untested = comparison.Untested == 0 ? "" : $" {comparison.Untested} could not be compared.";
        int identical = comparison.Figures.Count(static figure => figure.IsIdentical);
        string equal = identical == 0 ? "" : identical == comparison.Figures.Count ? " All of them are equal to the bit." : $" {identical} of them are equal to the bit.";
        return string.Create(CultureInfo.InvariantCulture, $"{comparison.Figures.Count} figures tested at {comparison.Level:0.####e0} each.{equal}{few}{untested}");
    }

    /// <summary>How often the gate does not pass when nothing has changed.</summary>
    public static string FalseAlarmSentence(GateComparison comparison)
    {
        FalseAlarms expected = comparison.Expected;
        string verdicts = expected.VerdictsAtMost is { } most
            ? $"; by verdicts in about {Percent(expected.Verdicts)} (never more than {Percent(most)}); it stays open in about {Percent(expected.Open)} (if claims do so together) to {Percent(expected.OpenIfIndependent)} (each by itself), as far as the baseline's counts tell"
            : "; verdicts on given instances promise nothing beyond them";
        string where = expected.OnSameInstances
            ? "False alarms: on the baseline's own instances an unchanged program finds the same to the bit on a machine with the same processor; elsewhere, and on instances drawn afresh, it fails the gate"
            : "False alarms: if nothing changed, the gate fails";
        return $"{where} by figures in at most {Percent(expected.Figures)} of runs{verdicts}.";
    }

    /// <summary>What the gate says.</summary>
    public static string Outcome(GateComparison comparison, bool allowOpen) => comparison.Outcome switch
    {
        ChangeKind.Worse => "Gate: failed. The run is worse than its baseline; mend that, or accept it with --update.",
        ChangeKind.Missing => $"Gate: open. The baseline judges {Ids(comparison, ChangeKind.Missing)}, which the run was not asked for; run the check with --claims '{comparison.ClaimsGlob}', or accept this run with --update.",
        ChangeKind.Open when allowOpen => $"Gate: passed. {Ids(comparison, ChangeKind.Open)} cannot be told any more, which --allow-open allows; nothing is worse.",
        ChangeKind.Open => "Gate: open. What the baseline decides is undecided now; give the check more time, or look at its report.",
        _ when comparison.Claims.Any(static claim => claim.Kind is ChangeKind.Better or ChangeKind.New) => "Gate: passed. The run is better than its baseline or judges more; accept it with --update.",
        _ => "Gate: passed. The run is as good as its baseline.",
    };

    /// <summary>What became of something, in a word; empty when nothing did.</summary>
    public static string Mark(ChangeKind kind) => kind switch
    {
        ChangeKind.Worse => "WORSE",
        ChangeKind.Open => "OPEN",
        ChangeKind.Missing => "MISSING",
        ChangeKind.Better => "better",
        ChangeKind.New => "new",
        _ => string.Empty,
    };

    /// <summary>The claims of which something became.</summary>
    public static string Ids(GateComparison comparison, ChangeKind kind) =>
        string.Join(", ", comparison.Claims.Where(claim => claim.Kind == kind).Select(static claim => claim.Id));

    /// <summary>A verdict that may be missing.</summary>
    public static string Word(VerdictKind? verdict) => verdict is { } known ? VerdictWords.Name(known) : "–";

    /// <summary>A chance, never rounded to what it is not.</summary>
    public static string Percent(double share) => share switch
    {
        0 => "0 %",
        < 0.0001 => "0.01 % or less",
        < 0.1 => (100 * share).ToString("0.##", CultureInfo.InvariantCulture) + " %",
        _ => (100 * share).ToString("0", CultureInfo.InvariantCulture) + " %",
    };

    private static IEnumerable<string> Figures(GateComparison comparison)
    {
        IReadOnlyList<FigureChange> moved = Moved(comparison);
        foreach (FigureChange figure in moved.Take(MostFigures))
        {
            double chance = Math.Min(figure.Worse, figure.Better);
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{figure.Claim,-6}  {figure.Name}: median {NumberText.Short(figure.Before)} -> {NumberText.Short(figure.Now)} over {figure.InstancesBefore} and {figure.InstancesNow} instances, chance {chance:0.0e0}  {Mark(figure.At(comparison.Level))}");
        }

        if (moved.Count > MostFigures)
        {
            yield return $"        and {moved.Count - MostFigures} more figures";
        }

        yield return FigureSentence(comparison);
    }
}
