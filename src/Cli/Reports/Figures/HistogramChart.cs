using System.Text;
using System.Xml.Linq;
using PurifyProofs.Claims.Evidence;

namespace PurifyProofs.Cli.Reports.Figures;

/// <summary>Histograms laid over each other as stepped areas.</summary>
internal sealed record HistogramChart(Axis Horizontal, Axis Vertical, IReadOnlyList<ChartSeries> Series, IReadOnlyList<ReferenceLine> References)
    : Chart(Horizontal, Vertical, Series, References)
{
    /// <summary>Width of the bins of a series; 1 when there is only one bin.</summary>
    public static double BinWidth(ChartSeries series) =>
        series.Points.Count < 2 ? 1 : (series.Points[^1].X - series.Points[0].X) / (series.Points.Count - 1);

    public override IEnumerable<XElement> Marks(ChartSeries series, SeriesStyle style, PlotArea plot)
    {
        double width = BinWidth(series);
        var outline = new StringBuilder("M" + plot.Point(series.Points[0].X, 0));
        foreach (var bin in series.Points)
        {
            outline.Append(" L").Append(plot.Point(bin.X, bin.Y)).Append(" L").Append(plot.Point(bin.X + width, bin.Y));
        }

        outline.Append(" L").Append(plot.Point(series.Points[^1].X + width, 0)).Append('Z');
        yield return Svg.Element("path", ("class", style.Colour + " chart-area"), ("d", outline.ToString()));
    }

    public override IEnumerable<XElement> Sample(SeriesStyle style, double left, double top) =>
    [
        Svg.Element("rect", ("class", style.Colour + " chart-area"), ("x", PlotArea.Pixel(left)), ("y", PlotArea.Pixel(top)), ("width", "24"), ("height", "12")),
    ];
}
