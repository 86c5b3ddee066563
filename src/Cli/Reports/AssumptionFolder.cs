using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Runs.Assumptions;
using PurifyProofs.Cli.Reports.Figures;
using PurifyProofs.Model.Files;

namespace PurifyProofs.Cli.Reports;

/// <summary>Writes a table of assumptions into its folder, each file whole or not at all.</summary>
internal static class AssumptionFolder
{
    /// <summary>Writes everything; all but the environment are the same bytes for the same verdicts.</summary>
    /// <returns>The paths.</returns>
    /// <exception cref="IOException">A file could not be written; what was there before is untouched.</exception>
    public static IReadOnlyList<string> Write(string directory, AssumptionTable table, Func<Instance, string> line, RunEnvironment environment)
    {
        HeatMap figure = AssumptionFigure.Draw(table);
        (string Name, string Text)[] files =
        [
            (figure.ImagePath, figure.Svg()),
            (figure.DataPath, figure.Csv()),
            ("ablation.md", AssumptionMarkdown.Render(table, figure, line)),
            ("ablation.json", AssumptionJson.Render(table, line)),
            ("environment.json", environment.ToJson()),
        ];
        return [.. files.Select(file => WriteFile(Path.Combine(directory, file.Name), file.Text))];
    }

    private static string WriteFile(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.WriteText(path, text);
        return path;
    }
}
