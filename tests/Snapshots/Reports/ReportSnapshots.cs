using System.Xml.Linq;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Cli.Reports;
using PurifyProofs.Cli.Reports.Figures;
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
        Assert.All(bare.Claims, claim => Assert.Null(source.FigureOf(claim)));
        Assert.DoesNotContain("figures/", MarkdownReport.Render(source), StringComparison.Ordinal);
    }

    private static Figure FigureOf(string claim) => Source.FigureOf(Source.Result.Claims.Single(one => one.Claim.Id == claim))!;
}
