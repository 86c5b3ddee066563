using PurifyProofs.Claims.Evidence;

namespace PurifyProofs.Cli.Reports.Figures;

/// <summary>A cell of a phase diagram.</summary>
/// <param name="Text">What stands in it: at most four characters.</param>
/// <param name="Style">Class of its colour.</param>
/// <param name="Strength">How strong the colour is, in [0, 1].</param>
internal sealed record PhaseMark(string Text, string Style, double Strength);

/// <summary>An entry of the legend: a mark and what it says.</summary>
internal sealed record PhaseKey(PhaseMark Mark, string Meaning);

/// <summary>A curve over the cells.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Points">Its points, in columns and rows counted from 0 at the middle of the first cell.</param>
internal sealed record PhaseCurve(string Name, IReadOnlyList<SeriesPoint> Points);

/// <summary>Cells over two parameters, with curves drawn over them.</summary>
/// <param name="Name">Name of its files.</param>
/// <param name="Title">A short headline.</param>
/// <param name="Caption">A sentence that says what is shown; also read to those who cannot see it.</param>
/// <param name="ColumnLabel">What varies from column to column.</param>
/// <param name="Columns">Its values as text.</param>
/// <param name="RowLabel">What varies from row to row; the first row is the lowest.</param>
/// <param name="Rows">Its values as text.</param>
/// <param name="Marks">[rows][columns]: the cells; null where nothing is known.</param>
/// <param name="Keys">The legend of the marks.</param>
/// <param name="Curves">The curves.</param>
internal sealed record PhaseDiagram(
    string Name,
    string Title,
    string Caption,
    string ColumnLabel,
    IReadOnlyList<string> Columns,
    string RowLabel,
    IReadOnlyList<string> Rows,
    IReadOnlyList<IReadOnlyList<PhaseMark?>> Marks,
    IReadOnlyList<PhaseKey> Keys,
    IReadOnlyList<PhaseCurve> Curves)
{
    /// <summary>Path of the image, relative to the report.</summary>
    public string ImagePath => $"figures/{Name}.svg";

    /// <summary>The text of the image.</summary>
    public string Svg() => XmlText.Document(PhaseDrawing.Draw(this));
}
