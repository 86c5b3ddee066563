using System.Xml.Linq;
using PurifyProofs.Claims.Claim;

namespace PurifyProofs.Cli.Reports.Figures;

/// <summary>Draws a chart: title, legend, axes, series. The legend has rows of its own above the plot, so that nothing covers the data.</summary>
internal static class ChartDrawing
{
    private const double Width = 720;
    private const double PlotHeight = 300;
    private const double LeftMargin = 72;
    private const double RightMargin = 24;
    private const double TitleBaseline = 28;
    private const double LegendTop = 42;
    private const double BelowPlot = 56;

    /// <summary>The figure as an <c>svg</c> element.</summary>
    public static XElement Draw(Figure figure)
    {
        Chart chart = figure.Chart;
        IReadOnlyList<LegendEntry> legend = ChartLegend.Lay(chart, LeftMargin, LegendTop, Width - RightMargin);
        double plotTop = legend.Max(entry => entry.Top) + ChartLegend.RowHeight + 8;
        var plot = new PlotArea(chart.Horizontal, chart.Vertical, LeftMargin, plotTop, Width - LeftMargin - RightMargin, PlotHeight);
        XElement root = FigureFrame.Root(figure.Name, figure.Title, figure.Caption, ChartStyle.Sheet, Width, plot.Bottom + BelowPlot);
        root.Add(Svg.Text("chart-title", LeftMargin, TitleBaseline, figure.Title));
        root.Add(legend.SelectMany(entry => entry.Elements));
        root.Add(HorizontalAxis(plot));
        root.Add(VerticalAxis(plot));
        root.Add(chart.Series.Select((series, index) => Group(chart.Marks(series, new SeriesStyle(index), plot))));
        root.Add(chart.References.Select((reference, index) => Reference(reference, index, plot)));
        return root;
    }

    private static XElement Group(IEnumerable<XElement> elements)
    {
        XElement group = Svg.Element("g");
        group.Add(elements);
        return group;
    }

    private static IEnumerable<XElement> HorizontalAxis(PlotArea plot)
    {
        foreach (double tick in plot.Horizontal.Ticks)
        {
            double x = plot.X(tick);
            yield return Svg.Line("chart-axis", x, plot.Bottom, x, plot.Bottom + 5);
            yield return Svg.Text("chart-text chart-middle", x, plot.Bottom + 20, plot.Horizontal.TickText(tick));
        }

        yield return Svg.Line("chart-axis", plot.Left, plot.Bottom, plot.Right, plot.Bottom);
        yield return Svg.Text("chart-text chart-middle", plot.Left + (plot.Width / 2), plot.Bottom + 44, plot.Horizontal.Label);
    }

    private static IEnumerable<XElement> VerticalAxis(PlotArea plot)
    {
        foreach (double tick in plot.Vertical.Ticks)
        {
            double y = plot.Y(tick);
            yield return Svg.Line("chart-grid", plot.Left, y, plot.Right, y);
            yield return Svg.Text("chart-text chart-end", plot.Left - 8, y + 4, plot.Vertical.TickText(tick));
        }

        XElement label = Svg.Text("chart-text chart-middle", 0, 0, plot.Vertical.Label);
        label.SetAttributeValue("transform", $"translate(18 {PlotArea.Pixel(plot.Top + (plot.Height / 2))}) rotate(-90)");
        yield return label;
    }

    private static XElement Reference(ReferenceLine reference, int index, PlotArea plot)
    {
        string style = ChartLegend.ReferenceStyle(index);
        return reference.Axis == MarkAxis.Horizontal
            ? Svg.Line(style, plot.X(reference.Value), plot.Top, plot.X(reference.Value), plot.Bottom)
            : Svg.Line(style, plot.Left, plot.Y(reference.Value), plot.Right, plot.Y(reference.Value));
    }
}
