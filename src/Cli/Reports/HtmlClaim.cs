using System.Globalization;
using System.Xml.Linq;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Cli.Reports.Figures;

namespace PurifyProofs.Cli.Reports;

/// <summary>The section of a claim in report.html.</summary>
internal static class HtmlClaim
{
    /// <summary>Statement, hypotheses, evidence, figures, breakers, worst instance.</summary>
    public static XElement Section(ClaimVerdict verdict, ReportSource source)
    {
        IClaim claim = verdict.Claim;
        return new XElement(
            "section",
            new XAttribute("id", claim.Id),
            new XElement("h2", $"{claim.Id}: {claim.Title}"),
            new XElement("p", "Verdict: ", HtmlTable.Verdict(verdict.Verdict), ". ", verdict.Sentence),
            claim.Formula is { } formula ? HtmlTable.Styled("div", "formula", MathText.Render(formula)) : null,
            new XElement(
                "dl",
                HtmlTable.Definition("Statement", claim.Statement),
                HtmlTable.Definition("Source", claim.Source),
                HtmlTable.Definition("Hypotheses", claim.Hypotheses),
                HtmlTable.Definition("Decision rule", claim.DecisionRule)),
            Evidence(verdict),
            source.FiguresOf(verdict).Select(Picture),
            Breakers(claim),
            Worst(verdict, source));
    }

    private static IEnumerable<XElement> Evidence(ClaimVerdict verdict)
    {
        if (verdict.Instances.Count == 0)
        {
            yield break;
        }

        if (verdict.Measures.Count > 0)
        {
            yield return HtmlTable.Of($"Evidence for {verdict.Claim.Id}", MeasureSummary.Columns, MeasureSummary.Of(verdict).Select(static row => row.Cells));
        }

        MeasureTable table = MeasureTable.Of(verdict);
        string count = verdict.Instances.Count == 1 ? "The instance" : string.Create(CultureInfo.InvariantCulture, $"All {verdict.Instances.Count} instances one by one");
        yield return HtmlTable.Folded(
            count,
            HtmlTable.Of(
                $"Instances of {verdict.Claim.Id}",
                ["instance", "verdict", .. table.Columns],
                table.Rows.Select(static row => new object[] { row.Number, HtmlTable.Verdict(row.Verdict) }.Concat(row.Cells))),
            new XElement("ol", verdict.Instances.Select(static instance => new XElement("li", instance.Reason))));
    }

    private static XElement Picture(Figure figure) => new(
        "figure",
        figure.Drawing(),
        new XElement(
            "figcaption",
            figure.Caption,
            " ",
            new XElement("a", new XAttribute("href", figure.DataPath), "Data"),
            HtmlTable.Folded("In numbers", new XElement("ul", figure.Numbers().Select(static line => new XElement("li", line))))));

    private static IEnumerable<XElement> Breakers(IClaim claim)
    {
        if (claim.Breakers.Count > 0)
        {
            yield return new XElement("h3", "What must break it");
            yield return new XElement("ul", claim.Breakers.Select(static breaker => new XElement("li", BreakerWords.Sentence(breaker))));
        }
    }

    private static IEnumerable<XElement> Worst(ClaimVerdict verdict, ReportSource source)
    {
        if (verdict.Smallest is { } smallest)
        {
            yield return new XElement("h3", SmallestViolationWords.Heading(smallest));
            yield return new XElement("p", $"{SmallestViolationWords.Search(smallest)}: {smallest.Reason}");
            yield return new XElement("pre", source.Reproduce(verdict.Claim, smallest.InstanceLine));
        }

        if (verdict.WorstInstanceLine is { } worst)
        {
            yield return new XElement("h3", "The instance that speaks most against it");
            yield return new XElement("p", verdict.Instances.FirstOrDefault(instance => instance.InstanceLine == worst)?.Reason ?? "Reproduced by");
            yield return new XElement("pre", source.Reproduce(verdict.Claim, worst));
        }
    }
}
