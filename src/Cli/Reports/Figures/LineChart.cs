using System.Xml.Linq;
using PurifyProofs.Claims.Evidence;

namespace PurifyProofs.Cli.Reports.Figures;

/// <summary>Curves through points.</summary>
internal sealed record LineChart(Axis Horizontal, Axis Vertical, IReadOnlyList<ChartSeries> Series, IReadOnlyList<ReferenceLine> References)
    : Chart(Horizontal, Vertical, Series, References)
{
    private const int MostMarkers = 30;

    public override IEnumerable<XElement> Marks(ChartSeries series, SeriesStyle style, PlotArea plot)
    {
        List<SeriesPoint> points = [.. series.Points.Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y))];
        yield return Svg.Element(
            "polyline",
            ("class", style.Colour + " chart-line"),
            ("points", string.Join(' ', points.Select(point => plot.Point(point.X, point.Y)))));

        // Markers on every point of a long curve would hide the curve.
        int stride = 1 + (points.Count / MostMarkers);
        for (int index = 0; index < points.Count; index += stride)
        {
            yield return style.Marker(plot.X(points[index].X), plot.Y(points[index].Y));
        }
    }

    public override IEnumerable<XElement> Sample(SeriesStyle style, double left, double top) =>
    [
        Svg.Line(style.Colour + " chart-line", left, top + 6, left + 24, top + 6),
        style.Marker(left + 12, top + 6),
    ];
}
