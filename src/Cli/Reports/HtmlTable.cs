using System.Xml.Linq;
using PurifyProofs.Claims.Claim;

namespace PurifyProofs.Cli.Reports;

/// <summary>The elements that report.html is made of.</summary>
internal static class HtmlTable
{
    /// <summary>A table that scrolls by itself where the page is too narrow.</summary>
    /// <param name="caption">What it holds, for those who cannot see it.</param>
    /// <param name="columns">Headers of the columns.</param>
    /// <param name="rows">The cells; the first of a row names it.</param>
    public static XElement Of(string caption, IEnumerable<string> columns, IEnumerable<IEnumerable<object>> rows) => new(
        "div",
        new XAttribute("class", "scroll"),
        new XAttribute("role", "region"),
        new XAttribute("aria-label", caption),
        new XAttribute("tabindex", "0"),
        new XElement(
            "table",
            new XElement("thead", new XElement("tr", columns.Select(static column => new XElement("th", new XAttribute("scope", "col"), column)))),
            new XElement("tbody", rows.Select(static row => new XElement("tr", row.Select(static cell => new XElement("td", cell)))))));

    /// <summary>A verdict in its colour.</summary>
    public static XElement Verdict(VerdictKind verdict) =>
        Styled("span", "verdict " + VerdictWords.Identifier(verdict), VerdictWords.Name(verdict));

    /// <summary>An element with a class.</summary>
    public static XElement Styled(string element, string style, params object[] content) => new(element, new XAttribute("class", style), content);

    /// <summary>A term and its text in a list of definitions.</summary>
    public static XElement[] Definition(string term, params object[] text) => [new XElement("dt", term), new XElement("dd", text)];

    /// <summary>What is shown only when asked for; needs no script.</summary>
    public static XElement Folded(string summary, params object[] content) => new("details", new XElement("summary", summary), content);
}
