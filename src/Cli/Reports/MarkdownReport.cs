using System.Globalization;
using System.Text;
using PurifyProofs.Claims.Catalogue;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Cli.Commands;
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

        Paragraph(text, GuaranteeWords.Of(result.Basis, result.Claims.Count));
        AppendSummary(text, result);
        AppendInstances(text, source);
        foreach (ClaimVerdict claim in result.Claims)
        {
            AppendClaim(text, claim, source);
        }

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
        foreach (InstanceResult instance in source.Result.Instances)
        {
            Line(text, string.Create(CultureInfo.InvariantCulture, $"{++number}. `{source.Line(instance.Instance)}`"));
        }

        Line(text, string.Empty);
    }

    private static void AppendClaim(StringBuilder text, ClaimVerdict verdict, ReportSource source)
    {
        IClaim claim = verdict.Claim;
        Paragraph(text, $"## {claim.Id}: {Prose(claim.Title)}");
        Paragraph(text, $"**Verdict: {VerdictWords.Name(verdict.Verdict)}.** {Prose(verdict.Sentence)}");
        Line(text, $"- *Statement.* {Prose(claim.Statement)}");
        Line(text, $"- *Source.* {Prose(claim.Source)}");
        Line(text, $"- *Hypotheses.* {Prose(claim.Hypotheses)}");
        Paragraph(text, $"- *Decision rule.* {Prose(claim.DecisionRule)}");
        AppendMeasures(text, MeasureTable.Of(verdict));
        AppendReasons(text, verdict);
        AppendWorst(text, verdict, source);
        AppendFigure(text, source.FigureOf(verdict));
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
            Paragraph(text, string.Create(CultureInfo.InvariantCulture, $"The smallest violating instance found ({smallest.Tried} smaller ones tried): {Prose(smallest.Reason)}"));
            Line(text, "```sh");
            Line(text, source.Reproduce(verdict.Claim, smallest.InstanceLine));
            Paragraph(text, "```");
        }

        Paragraph(text, "The instance that speaks most against the claim is reproduced by");
        Line(text, "```sh");
        Line(text, source.Reproduce(verdict.Claim, worst));
        Paragraph(text, "```");
    }

    private static void AppendFigure(StringBuilder text, Figure? figure)
    {
        if (figure is null)
        {
            return;
        }

        Paragraph(text, $"![{Cell(figure.Title)}]({figure.ImagePath})");
        Paragraph(text, $"{Prose(figure.Caption)} [Data]({figure.DataPath})");
    }

    private static string Prose(string text) => MarkdownText.Prose(text);

    private static string Cell(string text) => MarkdownText.Cell(text);

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    private static void Paragraph(StringBuilder text, string paragraph) => text.Append(paragraph).Append("\n\n");
}
