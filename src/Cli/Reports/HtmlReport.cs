using System.Globalization;
using System.Xml.Linq;
using PurifyProofs.Claims.Ledgers;

namespace PurifyProofs.Cli.Reports;

/// <summary>
/// report.html: the report in one file that loads nothing and runs nothing, with its figures inside: verdicts first, then claim by claim, then
/// the instances and the run.
/// </summary>
internal static class HtmlReport
{
    /// <summary>The text of the file.</summary>
    public static string Render(ReportSource source)
    {
        string title = string.Create(CultureInfo.InvariantCulture, $"purify check: scale {ScaleWords.Name(source.Result.Scale)}, seed {source.Result.Seed}");
        var head = new XElement(
            "head",
            new XElement("meta", new XAttribute("charset", "utf-8")),
            new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
            new XElement("title", title),
            new XElement("style", "\n" + HtmlStyle.Sheet + "\n"));
        var main = new XElement(
            "main",
            new XElement("h1", title),
            source.Result.Partial is { } why ? HtmlTable.Styled("p", "partial", "Partial report. " + why) : null,
            ProgramVersion.Mixture(source.Result.Programs) is { } mixture ? HtmlTable.Styled("p", "partial", "Several versions. " + mixture) : null,
            Summary(source),
            new XElement("p", GuaranteeWords.Of(source.Result.Basis, source.Result.Claims.Count).Replace("*", string.Empty, StringComparison.Ordinal)),
            source.Result.Claims.Select(claim => HtmlClaim.Section(claim, source)),
            Instances(source),
            Run(source));
        return "<!DOCTYPE html>\n" + XmlText.Fragment(new XElement("html", new XAttribute("lang", "en"), head, new XElement("body", main))) + "\n";
    }

    private static XElement Summary(ReportSource source) => HtmlTable.Of(
        "Verdicts",
        ["claim", "verdict", "what was found"],
        source.Result.Claims.Select(claim => new object[]
        {
            new XElement("a", new XAttribute("href", "#" + claim.Claim.Id), $"{claim.Claim.Id}: {claim.Claim.Title}"),
            HtmlTable.Verdict(claim.Verdict),
            claim.Sentence,
        }));

    private static XElement Instances(ReportSource source) => new(
        "section",
        new XAttribute("id", "instances"),
        new XElement("h2", "Instances"),
        new XElement("ol", source.Lines.Select(static line => new XElement("li", new XElement("code", line)))));

    private static XElement Run(ReportSource source)
    {
        var section = new XElement(
            "section",
            new XAttribute("id", "run"),
            new XElement("h2", "The run"),
            new XElement("p", string.Create(CultureInfo.InvariantCulture, $"Scale {ScaleWords.Name(source.Result.Scale)}, seed {source.Result.Seed}, {source.Result.Instances.Count} instances.")));
        if (source.Environment is { } environment)
        {
            section.Add(new XComment(UnrepeatablePassage.Begin));
            section.Add(new XElement("dl", environment.Facts().SelectMany(static fact => HtmlTable.Definition(fact.Name, fact.Value))));
            section.Add(new XComment(UnrepeatablePassage.End));
        }

        return section;
    }
}
