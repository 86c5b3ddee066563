using System.Xml.Linq;

namespace PurifyProofs.Cli.Reports.Figures;

/// <summary>An entry of the legend.</summary>
/// <param name="Top">Pixel of its upper edge.</param>
/// <param name="Elements">Its sample and its name.</param>
internal sealed record LegendEntry(double Top, IReadOnlyList<XElement> Elements);

/// <summary>Lays the names of series and references into rows.</summary>
internal static class ChartLegend
{
    /// <summary>Height of a row in pixels.</summary>
    public const double RowHeight = 22;

    private const double SampleWidth = 32;
    private const double Gap = 20;

    // Fonts differ between machines and cannot be measured here; this is wider than any usual one.
    private const double CharacterWidth = 7.4;

    /// <summary>The entries, left to right, a new row where the right edge would be crossed.</summary>
    public static IReadOnlyList<LegendEntry> Lay(Chart chart, double left, double top, double right)
    {
        var entries = new List<LegendEntry>();
        double x = left;
        double y = top;
        foreach ((string name, Func<double, double, IEnumerable<XElement>> sample) in Samples(chart))
        {
            double width = SampleWidth + (CharacterWidth * name.Length);
            if (x > left && x + width > right)
            {
                x = left;
                y += RowHeight;
            }

            entries.Add(new LegendEntry(y, [.. sample(x, y), Svg.Text("chart-text", x + SampleWidth, y + 11, name)]));
            x += width + Gap;
        }

        return entries;
    }

    /// <summary>The class of a reference line.</summary>
    public static string ReferenceStyle(int index) => "chart-reference chart-reference-" + PlotArea.Pixel((index % 3) + 1);

    private static IEnumerable<(string Name, Func<double, double, IEnumerable<XElement>> Sample)> Samples(Chart chart)
    {
        for (int index = 0; index < chart.Series.Count; index++)
        {
            var style = new SeriesStyle(index);
            yield return (chart.Series[index].Name, (x, y) => chart.Sample(style, x, y));
        }

        for (int index = 0; index < chart.References.Count; index++)
        {
            string style = ReferenceStyle(index);
            yield return (chart.References[index].Name, (x, y) => [Svg.Line(style, x, y + 6, x + 24, y + 6)]);
        }
    }
}
