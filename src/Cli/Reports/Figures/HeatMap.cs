using System.Text;

namespace PurifyProofs.Cli.Reports.Figures;

/// <summary>What a cell says, apart from its text; every one has a colour of its own, and the text says it too.</summary>
internal enum HeatMapTone
{
    /// <summary>Something holds.</summary>
    Holds,

    /// <summary>Something is violated.</summary>
    Violated,

    /// <summary>Neither.</summary>
    Undecided,

    /// <summary>Nothing is known.</summary>
    Empty,
}

/// <summary>A cell.</summary>
/// <param name="Text">What stands in it: at most some thirteen characters.</param>
/// <param name="Tone">Its colour.</param>
internal sealed record HeatMapCell(string Text, HeatMapTone Tone);

/// <summary>A row.</summary>
/// <param name="Label">Its name, before the cells.</param>
/// <param name="Note">A remark between name and cells.</param>
/// <param name="IsReference">Whether the others are compared with it.</param>
/// <param name="Cells">Its cells, one a column.</param>
internal sealed record HeatMapRow(string Label, string Note, bool IsReference, IReadOnlyList<HeatMapCell> Cells);

/// <summary>Rows under a title of their own.</summary>
/// <param name="Name">A short name, for the data.</param>
/// <param name="Title">The title.</param>
/// <param name="Rows">The rows.</param>
internal sealed record HeatMapGroup(string Name, string Title, IReadOnlyList<HeatMapRow> Rows);

/// <summary>A table of coloured cells with text in each.</summary>
/// <param name="Name">Name of its files.</param>
/// <param name="Title">A short headline.</param>
/// <param name="Caption">A sentence that says what is shown; also read to those who cannot see it.</param>
/// <param name="NoteHeader">What the remarks are.</param>
/// <param name="Columns">Names of the columns.</param>
/// <param name="Groups">The rows in groups.</param>
internal sealed record HeatMap(string Name, string Title, string Caption, string NoteHeader, IReadOnlyList<string> Columns, IReadOnlyList<HeatMapGroup> Groups)
{
    /// <summary>Path of the image, relative to the report.</summary>
    public string ImagePath => $"figures/{Name}.svg";

    /// <summary>Path of its data, relative to the report.</summary>
    public string DataPath => $"figures/{Name}.csv";

    /// <summary>The text of the image.</summary>
    public string Svg() => XmlText.Document(HeatMapDrawing.Draw(this));

    /// <summary>The text of its data: group, row, remark, whether others are compared with it, then the columns.</summary>
    public string Csv()
    {
        var text = new StringBuilder();
        AppendLine(text, ["group", "level", NoteHeader, "reference", .. Columns]);
        foreach (HeatMapGroup group in Groups)
        {
            foreach (HeatMapRow row in group.Rows)
            {
                AppendLine(text, [group.Name, row.Label, row.Note, row.IsReference ? "1" : "0", .. row.Cells.Select(cell => cell.Text)]);
            }
        }

        return text.ToString();
    }

    private static void AppendLine(StringBuilder text, IReadOnlyList<string> fields) =>
        text.AppendJoin(',', fields.Select(field => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append('\n');
}
