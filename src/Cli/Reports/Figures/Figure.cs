using System.Text;
using System.Xml.Linq;
using PurifyProofs.Claims.Evidence;

namespace PurifyProofs.Cli.Reports.Figures;

/// <summary>A chart with its words: what a report shows for a claim.</summary>
/// <param name="Name">Name of its files: the id of the claim.</param>
/// <param name="Title">A short headline.</param>
/// <param name="Caption">A sentence that says what is shown and of which instance; also read to those who cannot see it.</param>
/// <param name="Chart">The chart.</param>
internal sealed record Figure(string Name, string Title, string Caption, Chart Chart)
{
    private const int MostNumbers = 14;

    /// <summary>Path of the image, relative to the report.</summary>
    public string ImagePath => $"figures/{Name}.svg";

    /// <summary>Path of its data, relative to the report.</summary>
    public string DataPath => $"figures/{Name}.csv";

    /// <summary>The drawing.</summary>
    public XElement Drawing() => ChartDrawing.Draw(this);

    /// <summary>The text of the image.</summary>
    public string Svg() => XmlText.Document(Drawing());

    /// <summary>What is drawn, as text: a line a series, at most some dozen of its points.</summary>
    public IEnumerable<string> Numbers() => Chart.Series.Select(series =>
    {
        int stride = 1 + ((series.Points.Count - 1) / MostNumbers);
        IEnumerable<string> shown = series.Points
            .Where((_, index) => index % stride == 0 || index == series.Points.Count - 1)
            .Select(static point => $"{NumberText.Short(point.Y)} at {NumberText.Short(point.X)}");
        return $"{series.Name}: {string.Join(", ", shown)}";
    });

    /// <summary>The text of its data: series, x, y.</summary>
    public string Csv()
    {
        var text = new StringBuilder("series,x,y\n");
        foreach (ChartSeries series in Chart.Series)
        {
            foreach (var point in series.Points)
            {
                text.Append($"\"{series.Name}\",{NumberText.Exact(point.X)},{NumberText.Exact(point.Y)}\n");
            }
        }

        return text.ToString();
    }
}
