using System.Xml.Linq;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Cli.Reports;
using PurifyProofs.Cli.Reports.Figures;
using PurifyProofs.Cli.Words;
using Xunit;

namespace PurifyProofs.Snapshots.Reports;

/// <summary>Every report of the fixed check against its approved text.</summary>
public sealed class ReportSnapshots
{
    private static readonly ReportSource Source = new(FixedCheck.Result, FixedCheck.Line);

    [Fact]
    public void Markdown() => Snapshot.Match(MarkdownReport.Render(Source), "md");

    [Fact]
    public void Json() => Snapshot.Match(JsonReport.Render(Source), "json");

    [Fact]
    public void JUnit() => Snapshot.Match(JUnitReport.Render(Source), "xml");

    [Fact]
    public void Html() => Snapshot.Match(HtmlReport.Render(Source), "html");

    [Theory]
    [InlineData("FP-5-neuron")]
    [InlineData("FP-6-coordinates")]
    [InlineData("FP-6-spectrum")]
    public void PicturesOfPurification(string name)
    {
        Figure figure = Source.Result.Claims.SelectMany(Source.FiguresOf).Single(figure => figure.Name == name);
        Snapshot.Match(figure.Svg(), "svg", name);
    }

    [Fact]
    public void AccuracyByRadius() => Snapshot.Match(FigureOf("FP-3").Svg(), "svg");

    [Fact]
    public void InitialCorrelation() => Snapshot.Match(FigureOf("FP-1").Svg(), "svg");

    [Fact]
    public void Data() => Snapshot.Match(FigureOf("FP-3").Csv(), "csv");

    [Fact]
    public void HtmlIsWellFormedAndLoadsNothing()
    {
        string html = HtmlReport.Render(Source);
        XDocument document = XDocument.Parse(html);
        Assert.DoesNotContain(document.Descendants(), element => element.Name.LocalName is "script" or "link" or "img");
        Assert.Empty(document.Descendants().Attributes("src"));
        Assert.All(document.Descendants().Attributes("id").GroupBy(id => id.Value), group => Assert.Single(group));
    }

    // HTML, unlike XML, reads <p/> as a tag that stays open: only elements without content may be written so.
    [Fact]
    public void HtmlClosesWhatItOpens()
    {
        string html = HtmlReport.Render(Source);
        string[] closed = [.. System.Text.RegularExpressions.Regex.Matches(html, "<([a-z0-9]+)(?: [^<>]*)?/>").Select(static match => match.Groups[1].Value).Distinct()];
        Assert.Subset(new HashSet<string> { "meta", "rect", "line", "polyline", "path", "circle" }, closed.ToHashSet());
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">", html, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryLinkWithinThePageLeadsSomewhere()
    {
        XDocument document = XDocument.Parse(HtmlReport.Render(Source));
        HashSet<string> ids = [.. document.Descendants().Attributes("id").Select(static id => id.Value)];
        Assert.All(document.Descendants().Attributes("href").Where(static href => href.Value.StartsWith('#')), href => Assert.Contains(href.Value[1..], ids));
        Assert.All(
            document.Descendants().Attributes("aria-labelledby").SelectMany(static labels => labels.Value.Split(' ')),
            label => Assert.Contains(label, ids));
    }

    [Fact]
    public void VerdictsComeFirstAndTheRunLast()
    {
        XElement main = XDocument.Parse(HtmlReport.Render(Source with { Environment = Environment })).Descendants("main").Single();
        XElement[] sections = [.. main.Elements("section")];
        Assert.Contains("verdict", main.Descendants("table").First().Value, StringComparison.Ordinal);
        Assert.Equal([.. FixedCheck.Claims.Select(static claim => claim.Id), "instances", "run"], sections.Select(static section => section.Attribute("id")!.Value));
    }

    [Fact]
    public void TheRunItselfIsTheOnlyDifferenceBetweenTwoRuns()
    {
        RunEnvironment later = Environment with { Started = Environment.Started.AddDays(1), Finished = Environment.Finished.AddDays(2), Threads = 3 };
        foreach (Func<ReportSource, string> render in new Func<ReportSource, string>[] { HtmlReport.Render, MarkdownReport.Render, JsonReport.Render, JUnitReport.Render })
        {
            string one = render(Source with { Environment = Environment }), other = render(Source with { Environment = later });
            Assert.Equal(Claims.Ledgers.UnrepeatablePassage.CutFrom(one), Claims.Ledgers.UnrepeatablePassage.CutFrom(other));
        }
    }

    [Fact]
    public void FormulasOfTheCatalogueAreMathML() => Assert.All(
        Claims.Catalogue.ClaimCatalogue.All.Where(static claim => claim.Formula is not null),
        static claim =>
        {
            XElement math = MathText.Render(claim.Formula!);
            Assert.Equal("math", math.Name.LocalName);
            Assert.Subset(
                new HashSet<string> { "math", "mrow", "mi", "mo", "mn", "mtext", "msub", "msup", "msubsup", "munder", "msqrt", "mfrac", "mspace" },
                math.DescendantsAndSelf().Select(static element => element.Name.LocalName).ToHashSet());
        });

    [Theory]
    [InlineData("a_{i", "lacks")]
    [InlineData("a}", "closes")]
    [InlineData("\"words", "lacks")]
    public void FormulasThatDoNotCloseAreRefused(string formula, string why) =>
        Assert.Contains(why, Assert.Throws<FormatException>(() => MathText.Render(formula)).Message, StringComparison.Ordinal);

    [Fact]
    public void Formula() => Snapshot.Match(
        XmlText.Document(MathText.Render("P[min_{‖δ‖ ≤ τ} y f′(x + δ) > 0] < 0.01 \"and\" w_i^0 = √{2 min(q, 4)} {M w^*}/{‖M w^*‖}")), "xml");

    [Theory]
    [InlineData("FP-1")]
    [InlineData("FP-3")]
    [InlineData("FP-4")]
    [InlineData("FP-5")]
    [InlineData("FP-6")]
    [InlineData("FP-7")]
    public void FigureShowsTheWorstInstanceAndNamesItself(string claim)
    {
        Figure figure = FigureOf(claim);
        XElement drawing = XDocument.Parse(figure.Svg()).Root!;
        string worst = FixedCheck.Result.Claims.Single(one => one.Claim.Id == claim).WorstInstanceLine!;
        Assert.Contains(worst, figure.Caption, StringComparison.Ordinal);
        Assert.Contains(drawing.Elements(), element => element.Name.LocalName == "title" && element.Value.Length > 0);
        Assert.Contains(drawing.Elements(), element => element.Name.LocalName == "desc" && element.Value == figure.Caption);
    }

    [Fact]
    public void MissingSeriesGiveNoFigure()
    {
        CheckResult bare = FixedCheck.Result with { Instances = [new(FixedCheck.Small, new InstanceEvidence())] };
        var source = new ReportSource(bare, FixedCheck.Line);
        Assert.All(bare.Claims, claim => Assert.Empty(source.FiguresOf(claim)));
        Assert.DoesNotContain("figures/", MarkdownReport.Render(source), StringComparison.Ordinal);
    }

    private static readonly RunEnvironment Environment = new(
        new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), new DateTimeOffset(2026, 1, 2, 3, 6, 5, TimeSpan.Zero), 2, "1.0.0", ".NET 10", "A system", "A processor", "512 bits", 2, 23.5, FixedCheck.Program.Commit, FixedCheck.Program.Build);

    private static Figure FigureOf(string claim) => Source.FiguresOf(Source.Result.Claims.Single(one => one.Claim.Id == claim))[0];
}
