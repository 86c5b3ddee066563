using System.Text;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Runs.Assumptions;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Cli.Reports.Figures;

namespace PurifyProofs.Cli.Reports;

/// <summary>ablation.md: which assumptions carry the weight, and from where to where each claim holds.</summary>
/// <param name="table">What was found.</param>
/// <param name="figure">The heat map.</param>
/// <param name="line">Prints the line that reproduces an instance.</param>
internal sealed class AssumptionMarkdown(AssumptionTable table, HeatMap figure, Func<Instance, string> line)
{
    private readonly StringBuilder text = new();

    /// <summary>The text of the file.</summary>
    public static string Render(AssumptionTable table, HeatMap figure, Func<Instance, string> line) => new AssumptionMarkdown(table, figure, line).Render();

    private string Render()
    {
        Paragraph(FormattableString.Invariant($"# purify check --ablate: scale {ScaleWords.Name(table.Scale)}, seed {table.Seed}"));
        if (table.Partial is { } why)
        {
            Paragraph($"> **Partial table.** {MarkdownText.Prose(why)}");
        }

        if (ProgramVersion.Mixture(table.Programs) is { } mixture)
        {
            Paragraph($"> **Several versions.** {MarkdownText.Prose(mixture)}");
        }

        Paragraph(MarkdownText.Prose(AssumptionWords.Scope(table)));
        AppendLines(table.Unvaried);
        AppendWeights();
        AppendRanges();
        Paragraph($"![{MarkdownText.Cell(figure.Title)}]({figure.ImagePath})");
        Paragraph($"{MarkdownText.Prose(figure.Caption)} [Data]({figure.DataPath})");
        foreach (AssumptionOutcome outcome in table.Assumptions)
        {
            AppendAssumption(outcome);
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private void AppendWeights()
    {
        Paragraph("## Which assumptions carry the weight");
        foreach (IClaim claim in table.Claims)
        {
            Line($"- **{claim.Id}** ({MarkdownText.Prose(claim.Title)}). {MarkdownText.Prose(AssumptionWords.Weights(table, claim))}");
        }

        Line(string.Empty);
    }

    private void AppendRanges()
    {
        Paragraph("## From where to where each claim holds");
        AppendRow("assumption", table.Claims.Select(claim => claim.Id));
        AppendRow("---", table.Claims.Select(_ => "---"));
        AppendRow("nothing varied", table.Claims.Select(claim => AssumptionWords.Verdict(table.Unvaried, claim)));
        foreach (AssumptionOutcome outcome in table.Assumptions)
        {
            AppendRow(outcome.Assumption.Name, table.Claims.Select(claim => MarkdownText.Cell(AssumptionWords.Range(outcome.RangeOf(claim)))));
        }

        Line(string.Empty);
    }

    private void AppendAssumption(AssumptionOutcome outcome)
    {
        Paragraph($"## {outcome.Assumption.Name}");
        Paragraph($"{MarkdownText.Prose(outcome.Assumption.Title)}. {MarkdownText.Prose(outcome.Assumption.Choices)}");
        AppendLevels(outcome);
        AppendBelowCeiling(outcome);
        foreach (LevelOutcome level in outcome.Levels.Where(level => !level.IsUnvaried))
        {
            AppendLevel(level);
        }

        Line(string.Empty);
    }

    private void AppendLevels(AssumptionOutcome outcome)
    {
        bool coherent = outcome.Levels.Any(level => level.Coherences.Count > 0);
        string[] extra = coherent ? ["ceiling", "coherence"] : ["ceiling"];
        AppendRow("level", [.. extra, .. table.Claims.Select(claim => claim.Id)]);
        AppendRow("---", [.. extra.Select(_ => "---"), .. table.Claims.Select(_ => "---")]);
        foreach (LevelOutcome level in outcome.Levels)
        {
            string[] shown = coherent ? [AssumptionWords.CeilingWithLimits(level), Coherence(level)] : [AssumptionWords.CeilingWithLimits(level)];
            AppendRow(MarkdownText.Cell(AssumptionWords.Level(level)), [.. shown, .. table.Claims.Select(claim => AssumptionWords.Verdict(level, claim))]);
        }

        Line(string.Empty);
    }

    private static string Coherence(LevelOutcome level) => level.Coherences.Count == 0 ? "–" : string.Join(", ", level.Coherences.Select(NumberText.Short));

    private void AppendBelowCeiling(AssumptionOutcome outcome)
    {
        string[] levels = [.. AssumptionWords.BelowCeiling(outcome).Select(AssumptionWords.Level)];
        if (levels.Length > 0 && table.Claims.Any(claim => claim.Id == "FP-4"))
        {
            Paragraph($"The ceiling lies below 99 %, so that FP-4 must fail, at {MarkdownText.Prose(string.Join(", ", levels))}.");
        }
    }

    // What the level changed: the verdicts that differ from those where nothing is varied, each with what it rests on.
    private void AppendLevel(LevelOutcome level)
    {
        Line($"- **{MarkdownText.Prose(AssumptionWords.Level(level))}**{(level.Missing is { } why ? ". " + MarkdownText.Prose(why) : string.Empty)}");
        AppendLines(level);
        foreach (ClaimVerdict verdict in level.Verdicts.Where(verdict => verdict.Verdict != table.Unvaried.VerdictOf(verdict.Claim)?.Verdict))
        {
            string reason = verdict.Instances.FirstOrDefault(instance => instance.Verdict == verdict.Verdict)?.Reason ?? verdict.Sentence;
            Line($"  - {verdict.Claim.Id} {VerdictWords.Name(verdict.Verdict)}: {MarkdownText.Prose(reason)}");
        }
    }

    private void AppendLines(LevelOutcome level)
    {
        bool top = ReferenceEquals(level, table.Unvaried);
        foreach (Instance instance in level.Instances.Where(_ => top || level.Level.Read is null))
        {
            Line($"{(top ? string.Empty : "  ")}- `{line(instance)}`");
        }

        if (top)
        {
            Line(string.Empty);
        }
    }

    private void AppendRow(string first, IEnumerable<string> cells) => Line($"| {first} |{string.Concat(cells.Select(cell => $" {cell} |"))}");

    private void Line(string one) => text.Append(one).Append('\n');

    private void Paragraph(string one) => text.Append(one).Append("\n\n");
}
