using System.Globalization;
using System.Text;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Cli.Reports.Figures;

namespace PurifyProofs.Cli.Reports;

/// <summary>report.md: the claim-by-claim report a theorist reads.</summary>
internal static class MarkdownReport
{
    /// <summary>The text of the file.</summary>
    public static string Render(ReportSource source)
    {
        var text = new StringBuilder();
        CheckResult result = source.Result;
        Paragraph(text, string.Create(CultureInfo.InvariantCulture, $"# purify check: scale {ScaleWords.Name(result.Scale)}, seed {result.Seed}"));
        if (result.Partial is { } why)
        {
            Paragraph(text, $"> **Partial report.** {Prose(why)}");
        }

        if (ProgramVersion.Mixture(result.Programs) is { } mixture)
        {
            Paragraph(text, $"> **Several versions.** {Prose(mixture)}");
        }

        AppendSummary(text, result);
        Paragraph(text, GuaranteeWords.Of(result.Basis, result.Claims.Count));
        foreach (ClaimVerdict claim in result.Claims)
        {
            AppendClaim(text, claim, source);
        }

        AppendInstances(text, source);
        AppendRun(text, source);
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void AppendSummary(StringBuilder text, CheckResult result)
    {
        Line(text, "| claim | verdict | what was found |");
        Line(text, "|---|---|---|");
        foreach (ClaimVerdict claim in result.Claims)
        {
            Line(text, $"| {claim.Claim.Id}: {Cell(claim.Claim.Title)} | {VerdictWords.Name(claim.Verdict)} | {Cell(claim.Sentence)} |");
        }

        Line(text, string.Empty);
    }

    private static void AppendInstances(StringBuilder text, ReportSource source)
    {
        Paragraph(text, "## Instances");
        int number = 0;
        foreach (string line in source.Lines)
        {
            Line(text, string.Create(CultureInfo.InvariantCulture, $"{++number}. `{line}`"));
        }

        Line(text, string.Empty);
    }

    private static void AppendRun(StringBuilder text, ReportSource source)
    {
        if (source.Environment is not { } environment)
        {
            return;
        }

        Paragraph(text, "## The run");
        Line(text, $"<!--{UnrepeatablePassage.Begin}-->");
        foreach ((string name, string value) in environment.Facts())
        {
            Line(text, $"- {name}: {Prose(value)}");
        }

        Line(text, $"<!--{UnrepeatablePassage.End}-->");
    }

    private static void AppendClaim(StringBuilder text, ClaimVerdict verdict, ReportSource source)
    {
        IClaim claim = verdict.Claim;
        Paragraph(text, $"## {claim.Id}: {Prose(claim.Title)}");
        Paragraph(text, $"**Verdict: {VerdictWords.Name(verdict.Verdict)}.** {Prose(verdict.Sentence)}");
        if (claim.Formula is { } formula)
        {
            Paragraph(text, $"> `{formula}`");
        }

        Line(text, $"- *Statement.* {Prose(claim.Statement)}");
        Line(text, $"- *Source.* {Prose(claim.Source)}");
        Line(text, $"- *Hypotheses.* {Prose(claim.Hypotheses)}");
        Paragraph(text, $"- *Decision rule.* {Prose(claim.DecisionRule)}");
        AppendEvidence(text, verdict);
        foreach (Figure figure in source.FiguresOf(verdict))
        {
            AppendFigure(text, figure);
        }

        AppendBreakers(text, claim);
        AppendWorst(text, verdict, source);
        AppendMeasures(text, MeasureTable.Of(verdict));
        AppendReasons(text, verdict);
    }

    private static void AppendEvidence(StringBuilder text, ClaimVerdict verdict)
    {
        if (verdict.Measures.Count == 0)
        {
            return;
        }

        Line(text, $"|{string.Concat(MeasureSummary.Columns.Select(static column => $" {column} |"))}");
        Line(text, $"|{string.Concat(MeasureSummary.Columns.Select(static _ => "---|"))}");
        foreach (MeasureSummary row in MeasureSummary.Of(verdict))
        {
            Line(text, $"|{string.Concat(row.Cells.Select(static cell => $" {Cell(cell)} |"))}");
        }

        Line(text, string.Empty);
    }

    private static void AppendBreakers(StringBuilder text, IClaim claim)
    {
        foreach (Breaker breaker in claim.Breakers)
        {
            Line(text, $"- *Must break it.* {Prose(BreakerWords.Sentence(breaker))}");
        }

        Line(text, string.Empty);
    }

    private static void AppendMeasures(StringBuilder text, MeasureTable table)
    {
        if (table.Rows.Count == 0)
        {
            return;
        }

        Line(text, $"| instance | verdict |{string.Concat(table.Columns.Select(name => $" {Cell(name)} |"))}");
        Line(text, $"|---|---|{string.Concat(table.Columns.Select(_ => "---|"))}");
        foreach (MeasureRow row in table.Rows)
        {
            Line(text, $"| {row.Number} | {VerdictWords.Name(row.Verdict)} |{string.Concat(row.Cells.Select(cell => $" {Cell(cell)} |"))}");
        }

        Line(text, string.Empty);
    }

    private static void AppendReasons(StringBuilder text, ClaimVerdict verdict)
    {
        int number = 0;
        foreach (InstanceVerdict instance in verdict.Instances)
        {
            Line(text, string.Create(CultureInfo.InvariantCulture, $"{++number}. {Prose(instance.Reason)}"));
        }

        if (number > 0)
        {
            Line(text, string.Empty);
        }
    }

    private static void AppendWorst(StringBuilder text, ClaimVerdict verdict, ReportSource source)
    {
        if (verdict.WorstInstanceLine is not { } worst)
        {
            return;
        }

        if (verdict.Smallest is { } smallest)
        {
            Paragraph(text, $"{SmallestViolationWords.Heading(smallest)} ({SmallestViolationWords.Search(smallest)}): {Prose(smallest.Reason)}");
            Line(text, "```sh");
            Line(text, source.Reproduce(verdict.Claim, smallest.InstanceLine));
            Paragraph(text, "```");
        }

        Paragraph(text, "The instance that speaks most against the claim is reproduced by");
        Line(text, "```sh");
        Line(text, source.Reproduce(verdict.Claim, worst));
        Paragraph(text, "```");
    }

    private static void AppendFigure(StringBuilder text, Figure figure)
    {
        Paragraph(text, $"![{Cell(figure.Title)}]({figure.ImagePath})");
        Paragraph(text, $"{Prose(figure.Caption)} [Data]({figure.DataPath})");
    }

    private static string Prose(string text) => MarkdownText.Prose(text);

    private static string Cell(string text) => MarkdownText.Cell(text);

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    private static void Paragraph(StringBuilder text, string paragraph) => text.Append(paragraph).Append("\n\n");
}
