using System.Xml.Linq;

namespace PurifyProofs.Cli.Reports.Figures;

/// <summary>Draws a heat map: title, header, and for each group its title above its rows.</summary>
internal static class HeatMapDrawing
{
    private const double Margin = 24;
    private const double LeastWidth = 720;
    private const double TitleBaseline = 28;
    private const double HeaderBaseline = 60;
    private const double RowHeight = 24;
    private const double GroupHeight = 34;
    private const double CellGap = 2;
    private const double Padding = 16;

    // Fonts differ between machines and cannot be measured here; this is wider than any usual one.
    private const double CharacterWidth = 7.4;

    /// <summary>The heat map as an <c>svg</c> element.</summary>
    public static XElement Draw(HeatMap map)
    {
        Columns columns = Lay(map);
        double height = HeaderBaseline + Margin + map.Groups.Sum(group => GroupHeight + (RowHeight * group.Rows.Count));
        XElement root = FigureFrame.Root(map.Name, map.Title, map.Caption, ChartStyle.Sheet + "\n" + HeatMapStyle.Sheet, columns.Width, height);
        root.Add(Svg.Text("chart-title", Margin, TitleBaseline, map.Title));
        root.Add(Header(map, columns));
        double top = HeaderBaseline;
        foreach (HeatMapGroup group in map.Groups)
        {
            root.Add(Svg.Text("heat-group", Margin, top + GroupHeight - 10, group.Title));
            top += GroupHeight;
            foreach (HeatMapRow row in group.Rows)
            {
                root.Add(Row(row, columns, top));
                top += RowHeight;
            }
        }

        return root;
    }

    /// <summary>Where the columns lie.</summary>
    /// <param name="NoteRight">Right edge of the remarks.</param>
    /// <param name="CellsLeft">Left edge of the first cell.</param>
    /// <param name="CellWidth">Width of a cell with its gap.</param>
    /// <param name="Width">Width of the figure.</param>
    private sealed record Columns(double NoteRight, double CellsLeft, double CellWidth, double Width)
    {
        public double Left(int column) => CellsLeft + (column * CellWidth);

        public double Middle(int column) => Left(column) + ((CellWidth - CellGap) / 2);
    }

    private static Columns Lay(HeatMap map)
    {
        HeatMapRow[] rows = [.. map.Groups.SelectMany(group => group.Rows)];
        double noteRight = Margin + TextWidth(rows.Select(row => row.Label)) + Padding + TextWidth(rows.Select(row => row.Note).Append(map.NoteHeader));
        double cellWidth = TextWidth(rows.SelectMany(row => row.Cells).Select(cell => cell.Text).Concat(map.Columns)) + Padding;
        double cellsLeft = noteRight + Padding;
        double titles = (2 * Margin) + TextWidth(map.Groups.Select(group => group.Title).Append(map.Title));
        double width = Math.Max(Math.Max(LeastWidth, titles), cellsLeft + (cellWidth * map.Columns.Count) + Margin);
        return new Columns(noteRight, cellsLeft, cellWidth, width);
    }

    private static double TextWidth(IEnumerable<string> texts) => CharacterWidth * texts.Select(text => text.Length).DefaultIfEmpty(0).Max();

    private static IEnumerable<XElement> Header(HeatMap map, Columns columns)
    {
        yield return Svg.Text("chart-text chart-end", columns.NoteRight, HeaderBaseline, map.NoteHeader);
        for (int index = 0; index < map.Columns.Count; index++)
        {
            yield return Svg.Text("chart-text chart-middle", columns.Middle(index), HeaderBaseline, map.Columns[index]);
        }
    }

    private static IEnumerable<XElement> Row(HeatMapRow row, Columns columns, double top)
    {
        double baseline = top + 16;
        yield return Svg.Text(row.IsReference ? "chart-text heat-reference" : "chart-text", Margin, baseline, row.Label);
        yield return Svg.Text("chart-text chart-end", columns.NoteRight, baseline, row.Note);
        for (int index = 0; index < row.Cells.Count; index++)
        {
            HeatMapCell cell = row.Cells[index];
            yield return Svg.Element(
                "rect",
                ("class", "heat-" + Style(cell.Tone)),
                ("x", PlotArea.Pixel(columns.Left(index))),
                ("y", PlotArea.Pixel(top)),
                ("width", PlotArea.Pixel(columns.CellWidth - CellGap)),
                ("height", PlotArea.Pixel(RowHeight - CellGap)),
                ("rx", "3"));
            yield return Svg.Text("heat-text-" + Style(cell.Tone) + " chart-middle", columns.Middle(index), baseline, cell.Text);
        }
    }

    private static string Style(HeatMapTone tone) => tone switch
    {
        HeatMapTone.Holds => "holds",
        HeatMapTone.Violated => "violated",
        HeatMapTone.Undecided => "undecided",
        _ => "empty",
    };
}
