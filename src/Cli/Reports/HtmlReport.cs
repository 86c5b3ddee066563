using System.Globalization;
using System.Xml.Linq;
using PurifyProofs.Claims.Catalogue;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Cli.Commands;
using PurifyProofs.Cli.Reports.Figures;

namespace PurifyProofs.Cli.Reports;

/// <summary>report.html: the report in one file that loads nothing, with its figures inside.</summary>
internal static class HtmlReport
{
    private const string Sheet =
        """
        :root { color-scheme: light dark; --ink: #1f2328; --muted: #57606a; --rule: #d5dae0; --page: #ffffff; --well: #f4f6f8; --holds: #0b6b3a; --violated: #b3261e; --undecided: #8a5a00; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e6edf3; --muted: #9aa5b1; --rule: #333c47; --page: #0d1117; --well: #161b22; --holds: #56d38c; --violated: #ff8a80; --undecided: #e8b54a; }
        }
        body { font: 16px/1.55 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; color: var(--ink); background: var(--page); max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-top: 3rem; border-top: 1px solid var(--rule); padding-top: 1.5rem; }
        .scroll { overflow-x: auto; } table { border-collapse: collapse; margin: 1rem 0; font-variant-numeric: tabular-nums; }
        th, td { text-align: left; vertical-align: top; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--rule); } th { color: var(--muted); font-weight: 600; }
        dt { color: var(--muted); font-size: .9rem; } dd { margin: 0 0 .6rem; }
        code, pre { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .85em; } code { overflow-wrap: anywhere; }
        pre { background: var(--well); padding: .8rem; white-space: pre-wrap; overflow-wrap: anywhere; border-radius: 6px; }
        figure { margin: 1.5rem 0; } figure svg { max-width: 100%; height: auto; border: 1px solid var(--rule); border-radius: 6px; } figcaption { color: var(--muted); font-size: .9rem; }
        .verdict { font-weight: 700; white-space: nowrap; } .holds { color: var(--holds); } .violated { color: var(--violated); } .undecided { color: var(--undecided); } .not_applicable { color: var(--muted); }
        .partial { border-left: 4px solid var(--undecided); padding-left: 1rem; }
        """;

    /// <summary>The text of the file.</summary>
    public static string Render(ReportSource source)
    {
        string title = string.Create(CultureInfo.InvariantCulture, $"purify check: scale {ScaleWords.Name(source.Result.Scale)}, seed {source.Result.Seed}");
        var head = new XElement(
            "head",
            new XElement("meta", new XAttribute("charset", "utf-8")),
            new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
            new XElement("title", title),
            new XElement("style", "\n" + Sheet + "\n"));
        var body = new XElement(
            "body",
            new XElement("h1", title),
            source.Result.Partial is { } why ? Styled("p", "partial", "Partial report. " + why) : null,
            new XElement("p", GuaranteeWords.Of(source.Result.Basis, source.Result.Claims.Count).Replace("*", string.Empty, StringComparison.Ordinal)),
            Summary(source),
            new XElement("h2", "Instances"),
            new XElement("ol", source.Result.Instances.Select(instance => new XElement("li", new XElement("code", source.Line(instance.Instance))))),
            source.Result.Claims.SelectMany(claim => Claim(claim, source)));
        return "<!DOCTYPE html>\n" + XmlText.Fragment(new XElement("html", new XAttribute("lang", "en"), head, body)) + "\n";
    }

    private static XElement Summary(ReportSource source) => Table(
        ["claim", "verdict", "what was found"],
        source.Result.Claims.Select(claim => new object[]
        {
            new XElement("a", new XAttribute("href", "#" + claim.Claim.Id), $"{claim.Claim.Id}: {claim.Claim.Title}"),
            Verdict(claim.Verdict),
            claim.Sentence,
        }));

    private static IEnumerable<XElement> Claim(ClaimVerdict verdict, ReportSource source)
    {
        IClaim claim = verdict.Claim;
        yield return new XElement("h2", new XAttribute("id", claim.Id), $"{claim.Id}: {claim.Title}");
        yield return new XElement("p", "Verdict: ", Verdict(verdict.Verdict), ". ", verdict.Sentence);
        yield return new XElement(
            "dl",
            Definition("Statement", claim.Statement),
            Definition("Source", claim.Source),
            Definition("Hypotheses", claim.Hypotheses),
            Definition("Decision rule", claim.DecisionRule));
        if (verdict.Instances.Count > 0)
        {
            yield return Measures(MeasureTable.Of(verdict));
            yield return new XElement("ol", verdict.Instances.Select(instance => new XElement("li", instance.Reason)));
        }

        if (verdict.Smallest is { } smallest)
        {
            yield return new XElement("p", string.Create(CultureInfo.InvariantCulture, $"The smallest violating instance found ({smallest.Tried} smaller ones tried): {smallest.Reason}"));
            yield return new XElement("pre", source.Reproduce(claim, smallest.InstanceLine));
        }

        if (verdict.WorstInstanceLine is { } worst)
        {
            yield return new XElement("p", "The instance that speaks most against the claim is reproduced by");
            yield return new XElement("pre", source.Reproduce(claim, worst));
        }

        if (source.FigureOf(verdict) is { } figure)
        {
            yield return Picture(figure);
        }
    }

    private static XElement Measures(MeasureTable table) => Table(
        ["instance", "verdict", .. table.Columns],
        table.Rows.Select(row => new object[] { row.Number, Verdict(row.Verdict) }.Concat(row.Cells)));

    private static XElement Picture(Figure figure) => new(
        "figure",
        figure.Drawing(),
        new XElement("figcaption", figure.Caption, " ", new XElement("a", new XAttribute("href", figure.DataPath), "Data")));

    private static XElement Verdict(VerdictKind verdict) =>
        Styled("span", "verdict " + VerdictWords.Identifier(verdict), VerdictWords.Name(verdict));

    private static XElement[] Definition(string term, string text) => [new XElement("dt", term), new XElement("dd", text)];

    private static XElement Styled(string element, string style, string text) => new(element, new XAttribute("class", style), text);

    private static XElement Table(IEnumerable<string> columns, IEnumerable<IEnumerable<object>> rows) => new(
        "div",
        new XAttribute("class", "scroll"),
        new XElement(
            "table",
            new XElement("thead", new XElement("tr", columns.Select(column => new XElement("th", column)))),
            new XElement("tbody", rows.Select(row => new XElement("tr", row.Select(cell => new XElement("td", cell)))))));
}
