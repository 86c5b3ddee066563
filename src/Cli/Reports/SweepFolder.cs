using System.Globalization;
using System.Text;
using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Runs.Sweep;
using PurifyProofs.Cli.Reports.Figures;
using PurifyProofs.Model.Files;

namespace PurifyProofs.Cli.Reports;

/// <summary>Writes the reports of a sweep into its folder, the same bytes for the same cells.</summary>
internal static class SweepFolder
{
    private const double ErrorProbability = 0.05;

    /// <summary>Writes everything.</summary>
    /// <returns>The paths.</returns>
    /// <exception cref="IOException">A file could not be written; what was there before is untouched.</exception>
    public static IReadOnlyList<string> Write(string directory, SweepResult result)
    {
        IReadOnlyList<PhaseDiagram> figures = SweepFigures.Draw(result);
        (string Name, string Text)[] files =
        [
            ("sweep.md", Markdown(result, figures)),
            ("sweep.csv", Csv(result)),
            .. figures.Select(static figure => (figure.ImagePath, figure.Svg())),
        ];
        return [.. files.Select(file => WriteFile(Path.Combine(directory, file.Name), file.Text))];
    }

    /// <summary>One line a cell: both parameters, phase, accuracies with exact 95 % limits, the line that reproduces it.</summary>
    internal static string Csv(SweepResult result)
    {
        var text = new StringBuilder();
        string[] networks = ["clean_trained", "adversarially_trained"];
        string[] measures = [.. networks.SelectMany(network => new[] { "clean_accuracy", "attacked_accuracy", "certified_accuracy" }.SelectMany(measure => new[] { $"{network}_{measure}", $"{network}_{measure}_lower", $"{network}_{measure}_upper" }))];
        text.AppendJoin(',', [result.Grid.X.Key.Name, result.Grid.Y.Key.Name, "phase", "both_thresholds", .. measures, "missing", "instance"]).Append('\n');
        for (int cell = 0; cell < result.Cells.Count; cell++)
        {
            SweepCell found = result.Cells[cell];
            text.AppendJoin(',', [
                NumberText.Exact(result.Grid.XOf(cell)), NumberText.Exact(result.Grid.YOf(cell)), found.Phase?.ToString() ?? "", found.Phase is null ? "" : found.HasBoth ? "1" : "0",
                .. Numbers(found.Clean), .. Numbers(found.Adversarial), Quoted(found.Missing ?? ""), Quoted(found.Instance.Line)]).Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<string> Numbers(NetworkReading? reading)
    {
        foreach (Proportion? proportion in new[] { reading?.Clean, reading?.Attacked, reading?.Certified })
        {
            (double lower, double upper) = proportion?.Interval(ErrorProbability) ?? (double.NaN, double.NaN);
            yield return proportion is { } known ? NumberText.Exact(known.Estimate) : "";
            yield return proportion is null ? "" : NumberText.Exact(Math.Round(lower, 6));
            yield return proportion is null ? "" : NumberText.Exact(Math.Round(upper, 6));
        }
    }

    private static string Markdown(SweepResult result, IReadOnlyList<PhaseDiagram> figures)
    {
        SweepGrid grid = result.Grid;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# purify sweep: {grid.X.Key.Label} × {grid.Y.Key.Label}\n\n");
        if (result.Partial is { } why)
        {
            text.Append("> **Partial.** ").Append(MarkdownText.Prose(why)).Append("\n\n");
        }

        if (ProgramVersion.Mixture(result.Programs) is { } mixture)
        {
            text.Append("> **Several versions.** ").Append(MarkdownText.Prose(mixture)).Append("\n\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{grid.X.Values.Count} × {grid.Y.Values.Count} cells, one instance each, varied from `{grid.Base.Line}`. Widths follow d in proportion, training settings keep their ratio to the preset, and the radius of adversarial training keeps its ratio to τ.\n\n");
        foreach (TheoryCurve curve in TheoryCurve.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {MarkdownText.Prose(curve.Name)}: {curve.Meaning}\n");
        }

        foreach (PhaseDiagram figure in figures)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n![{MarkdownText.Cell(figure.Title)}]({figure.ImagePath})\n\n{MarkdownText.Prose(figure.Caption)}\n");
        }

        IEnumerable<IGrouping<string, SweepCell>> missing = result.Cells.Where(static cell => cell.Missing is not null).GroupBy(static cell => cell.Missing!);
        foreach (IGrouping<string, SweepCell> group in missing)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nNot measured in {group.Count()} cells: {MarkdownText.Prose(group.Key)}\n");
        }

        return text.Append("\nData, with exact 95 % limits: [sweep.csv](sweep.csv).\n").ToString();
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string WriteFile(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.WriteText(path, text);
        return path;
    }
}
