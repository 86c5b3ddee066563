using System.Xml.Linq;

namespace PurifyProofs.Cli.Reports.Figures;

/// <summary>Draws a phase diagram: title, legend, cells from the lower left corner, curves with a halo, both axes.</summary>
internal static class PhaseDrawing
{
    private const double LeastWidth = 720;
    private const double Left = 84;
    private const double Right = 24;
    private const double TitleBaseline = 28;
    private const double LegendTop = 42;
    private const double LegendRow = 22;
    private const double CellHeight = 30;
    private const double CellGap = 2;
    private const double BelowCells = 56;
    private const double LeastCellWidth = 44;

    // Fonts differ between machines and cannot be measured here; this is wider than any usual one.
    private const double CharacterWidth = 7.4;

    /// <summary>The diagram as an <c>svg</c> element.</summary>
    public static XElement Draw(PhaseDiagram diagram)
    {
        double cellWidth = Math.Max(LeastCellWidth, CharacterWidth * diagram.Columns.Max(static column => column.Length) + 8);
        double width = Math.Max(LeastWidth, Left + (cellWidth * diagram.Columns.Count) + Right);
        (IReadOnlyList<XElement> legend, double legendBottom) = Legend(diagram, width);
        var place = new Place(Left, legendBottom + 12, cellWidth, diagram.Rows.Count);
        double bottom = place.Top + (CellHeight * diagram.Rows.Count);
        XElement root = FigureFrame.Root(diagram.Name, diagram.Title, diagram.Caption, ChartStyle.Sheet + "\n" + PhaseStyle.Sheet, width, bottom + BelowCells);
        root.Add(Svg.Text("chart-title", Left, TitleBaseline, diagram.Title));
        root.Add(legend);

        // The text of a cell lies above the curves, or they would strike it out.
        root.Add(Cells(diagram, place, Box));
        root.Add(diagram.Curves.SelectMany((curve, index) => Curve(curve, index, place)));
        root.Add(Cells(diagram, place, Label));
        root.Add(ColumnAxis(diagram, place, bottom));
        root.Add(RowAxis(diagram, place));
        return root;
    }

    /// <summary>Where cells lie.</summary>
    private sealed record Place(double Left, double Top, double CellWidth, int RowCount)
    {
        public double X(double column) => Left + ((column + 0.5) * CellWidth);

        public double Y(double row) => Top + ((RowCount - 0.5 - row) * CellHeight);
    }

    private static IEnumerable<XElement> Cells(PhaseDiagram diagram, Place place, Func<PhaseMark?, double, double, double, XElement?> draw) =>
        from row in Enumerable.Range(0, diagram.Rows.Count)
        from column in Enumerable.Range(0, diagram.Columns.Count)
        let element = draw(diagram.Marks[row][column], place.X(column), place.Y(row), place.CellWidth)
        where element is not null
        select element;

    private static XElement Box(PhaseMark? mark, double x, double y, double width)
    {
        XElement box = Svg.Element(
            "rect",
            ("class", "phase-" + (mark?.Style ?? "empty")),
            ("x", PlotArea.Pixel(x - (width / 2) + (CellGap / 2))),
            ("y", PlotArea.Pixel(y - (CellHeight / 2) + (CellGap / 2))),
            ("width", PlotArea.Pixel(width - CellGap)),
            ("height", PlotArea.Pixel(CellHeight - CellGap)));
        if (mark is not null)
        {
            box.SetAttributeValue("fill-opacity", PlotArea.Pixel(mark.Strength));
        }

        return box;
    }

    private static XElement? Label(PhaseMark? mark, double x, double y, double width) =>
        mark is null ? null : Svg.Text($"phase-cell-text chart-middle {TextStyle(mark)}", x, y + 4, mark.Text);

    private static string TextStyle(PhaseMark mark) => mark.Strength > PhaseStyle.Strong ? "phase-strong-text" : "phase-weak-text";

    private static IEnumerable<XElement> Curve(PhaseCurve curve, int index, Place place)
    {
        string points = string.Join(' ', curve.Points.Select(point => $"{PlotArea.Pixel(place.X(point.X))},{PlotArea.Pixel(place.Y(point.Y))}"));
        yield return Svg.Element("polyline", ("class", "phase-halo"), ("points", points));
        yield return Svg.Element("polyline", ("class", CurveStyle(index)), ("points", points));
    }

    private static string CurveStyle(int index) => "phase-curve phase-curve-" + PlotArea.Pixel((index % 4) + 1);

    private static (IReadOnlyList<XElement> Elements, double Bottom) Legend(PhaseDiagram diagram, double width)
    {
        var elements = new List<XElement>();
        (double x, double y) = (Left, LegendTop);
        IEnumerable<(string Text, Func<double, double, IEnumerable<XElement>> Sample)> entries =
        [
            .. diagram.Keys.Select(key => (key.Meaning, (Func<double, double, IEnumerable<XElement>>)((left, top) => Sample(key.Mark, left, top)))),
            .. diagram.Curves.Select((curve, index) => (curve.Name, (Func<double, double, IEnumerable<XElement>>)((left, top) => [Svg.Line(CurveStyle(index), left, top + 8, left + 32, top + 8)]))),
        ];
        foreach ((string text, Func<double, double, IEnumerable<XElement>> sample) in entries)
        {
            double entry = 40 + (CharacterWidth * text.Length);
            if (x > Left && x + entry > width - Right)
            {
                (x, y) = (Left, y + LegendRow);
            }

            elements.AddRange(sample(x, y));
            elements.Add(Svg.Text("chart-text", x + 40, y + 12, text));
            x += entry + 16;
        }

        return (elements, y + LegendRow);
    }

    private static IEnumerable<XElement> Sample(PhaseMark mark, double left, double top)
    {
        yield return Svg.Element(
            "rect", ("class", "phase-" + mark.Style), ("x", PlotArea.Pixel(left)), ("y", PlotArea.Pixel(top)), ("width", "32"), ("height", "16"), ("fill-opacity", PlotArea.Pixel(mark.Strength)));
        yield return Svg.Text($"phase-cell-text chart-middle {TextStyle(mark)}", left + 16, top + 12, mark.Text);
    }

    private static IEnumerable<XElement> ColumnAxis(PhaseDiagram diagram, Place place, double bottom)
    {
        for (int column = 0; column < diagram.Columns.Count; column++)
        {
            yield return Svg.Text("chart-text chart-middle", place.X(column), bottom + 18, diagram.Columns[column]);
        }

        yield return Svg.Text("chart-text chart-middle", place.X((diagram.Columns.Count - 1) / 2.0), bottom + 44, diagram.ColumnLabel);
    }

    private static IEnumerable<XElement> RowAxis(PhaseDiagram diagram, Place place)
    {
        for (int row = 0; row < diagram.Rows.Count; row++)
        {
            yield return Svg.Text("chart-text chart-end", place.Left - 8, place.Y(row) + 4, diagram.Rows[row]);
        }

        XElement label = Svg.Text("chart-text chart-middle", 0, 0, diagram.RowLabel);
        label.SetAttributeValue("transform", $"translate(18 {PlotArea.Pixel(place.Y((diagram.Rows.Count - 1) / 2.0))}) rotate(-90)");
        yield return label;
    }
}
