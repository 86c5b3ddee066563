using System.Xml.Linq;
using PurifyProofs.Claims.Runs.Assumptions;
using PurifyProofs.Cli.Commands.Check;
using PurifyProofs.Cli.Reports;
using PurifyProofs.Cli.Reports.Figures;
using PurifyProofs.Cli.Terminal;
using Xunit;

namespace PurifyProofs.Snapshots.Assumptions;

/// <summary>Every rendering of the fixed table against its approved text.</summary>
public sealed class AssumptionSnapshots
{
    private static readonly HeatMap Figure = AssumptionFigure.Draw(FixedTable.Result);

    [Fact]
    public void Markdown() => Snapshot.Match(AssumptionMarkdown.Render(FixedTable.Result, Figure, FixedCheck.Line), "md");

    [Fact]
    public void MarkdownOfOneInstance() => Snapshot.Match(AssumptionMarkdown.Render(FixedTable.OfOneInstance, Figure, FixedCheck.Line), "md");

    [Fact]
    public void Json() => Snapshot.Match(AssumptionJson.Render(FixedTable.Result, FixedCheck.Line), "json");

    [Fact]
    public void HeatMap() => Snapshot.Match(Figure.Svg(), "svg");

    [Fact]
    public void Data() => Snapshot.Match(Figure.Csv(), "csv");

    [Fact]
    public void Console() => Snapshot.Match(Written(FixedTable.Result), "txt");

    [Fact]
    public void ConsoleOfOneInstance() => Snapshot.Match(Written(FixedTable.OfOneInstance), "txt");

    [Fact]
    public void EveryCellOfTheHeatMapSaysInWordsWhatItsColourSays()
    {
        XElement drawing = XDocument.Parse(Figure.Svg()).Root!;
        foreach ((string word, string style) in new[] { ("holds", "holds"), ("violated", "violated"), ("undecided", "undecided"), ("–", "empty") })
        {
            XElement[] texts = [.. Texts(drawing).Where(text => text.Attribute("class")!.Value.StartsWith("heat-text-" + style, StringComparison.Ordinal))];
            Assert.NotEmpty(texts);
            Assert.All(texts, text => Assert.StartsWith(word, text.Value, StringComparison.Ordinal));
            Assert.Equal(texts.Length, drawing.Descendants().Count(element => element.Name.LocalName == "rect" && element.Attribute("class")!.Value == "heat-" + style));
        }
    }

    // No font is measured here; a width that no usual font exceeds is taken for every character.
    [Fact]
    public void NoTextOfTheHeatMapLeavesItsPlace()
    {
        XElement drawing = XDocument.Parse(Figure.Svg()).Root!;
        double width = Number(drawing, "width");
        Assert.All(Texts(drawing), text =>
        {
            double length = 7.4 * text.Value.Length, x = Number(text, "x");
            string style = text.Attribute("class")!.Value;
            double left = style.Contains("chart-middle", StringComparison.Ordinal) ? x - (length / 2) : style.Contains("chart-end", StringComparison.Ordinal) ? x - length : x;
            Assert.InRange(left, 0, width - length);
            Assert.InRange(Number(text, "y"), 0, Number(drawing, "height"));
        });
        Assert.All(drawing.Descendants().Where(element => element.Name.LocalName == "rect" && element.Attribute("x") is not null), cell =>
            Assert.InRange(Number(cell, "x") + Number(cell, "width"), 0, width));
    }

    private static IEnumerable<XElement> Texts(XElement drawing) => drawing.Descendants().Where(element => element.Name.LocalName == "text");

    private static double Number(XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)!.Value, System.Globalization.CultureInfo.InvariantCulture);

    private static string Written(AssumptionTable table)
    {
        using var output = new StringWriter { NewLine = "\n" };
        AssumptionConsole.Write(CommandContext.Writers(output, TextWriter.Null), table, ["FOLDER/ablation.md", "FOLDER/ablation.json"]);
        return output.ToString();
    }
}
