using System.Xml.Linq;
using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Runs.Sweep;
using PurifyProofs.Cli.Reports;
using PurifyProofs.Cli.Reports.Figures;
using Xunit;

namespace PurifyProofs.Snapshots.Reports;

/// <summary>The reports of a sweep written by hand, with every phase, a cell that cannot be measured and one that was not.</summary>
public sealed class SweepSnapshots : IDisposable
{
    private static readonly SweepGrid Grid = new(
        SweepAxis.Parse("d=48..128", 4), SweepAxis.Parse("radius=0.1..0.34", 3), SparseCodingLine.Parse("d=128,k=3,radius=0.2,adv-radius=0.22,seed=7"));

    private static readonly SweepResult Result = new(Grid, [.. Enumerable.Range(0, Grid.Count).Select(Cell)], "1 of 12 cells are not measured yet.");

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Phases() => Snapshot.Match(SweepFigures.Draw(Result)[0].Svg(), "svg");

    [Fact]
    public void Certified() => Snapshot.Match(SweepFigures.Draw(Result)[3].Svg(), "svg");

    [Fact]
    public void Data() => Snapshot.Match(SweepFolder.Csv(Result), "csv");

    [Fact]
    public void Markdown()
    {
        SweepFolder.Write(folder.Path, Result);
        Snapshot.Match(File.ReadAllText(folder.At("sweep.md")), "md");
    }

    [Fact]
    public void EveryPictureLiesInsideItsFrame()
    {
        foreach (PhaseDiagram figure in SweepFigures.Draw(Result))
        {
            XElement svg = XDocument.Parse(figure.Svg()).Root!;
            double width = (double)svg.Attribute("width")!, height = (double)svg.Attribute("height")!;
            Assert.All(svg.Descendants().Where(static element => element.Name.LocalName is "text" or "rect" && element.Attribute("x") is not null), element =>
            {
                Assert.InRange((double)element.Attribute("x")!, 0, width);
                Assert.InRange((double)element.Attribute("y")!, 0, height);
            });
        }
    }

    public void Dispose() => folder.Dispose();

    private static SweepCell Cell(int cell)
    {
        SparseCodingInstance instance = Grid.InstanceOf(cell);
        return cell switch
        {
            0 => new SweepCell(instance, Reading(250, 240), Reading(256, 256), null),
            1 => new SweepCell(instance, Reading(0, 0), Reading(256, 256), null),
            2 => new SweepCell(instance, Reading(60, 0), Reading(200, 180), null),
            3 => new SweepCell(instance, Reading(10, 0), Reading(20, 0), null),
            4 => new SweepCell(instance, Reading(200, 100), Reading(20, 0), null),
            5 => new SweepCell(instance, null, null, null),
            6 => new SweepCell(instance, null, null, "training diverged at step 3: the loss is not a number"),
            _ => new SweepCell(instance, Reading(256 - (20 * cell), 200 - (16 * cell)), Reading(256 - (10 * cell), 250 - (12 * cell)), null),
        };
    }

    private static NetworkReading Reading(int attacked, int certified) => new(new Proportion(256, 256), new Proportion(attacked, 256), new Proportion(certified, 256));
}
