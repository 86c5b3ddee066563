using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Cli.Reports.Figures;
using PurifyProofs.Model.Files;

namespace PurifyProofs.Cli.Reports;

/// <summary>Writes the reports of a check into its folder, each file whole or not at all.</summary>
/// <param name="directory">The folder; it exists.</param>
/// <param name="line">Prints the line that reproduces an instance.</param>
internal sealed class ReportFolder(string directory, Func<Instance, string> line)
{
    /// <summary>Name of the file with times, machine and versions, the only one that differs between two runs of the same seed.</summary>
    public const string EnvironmentName = "environment.json";

    private const string MarkdownName = "report.md";
    private const string HtmlName = "report.html";
    private const string JsonName = "report.json";
    private const string JUnitName = "junit.xml";
    private const string FigureFolder = "figures";

    /// <summary>Names of the reports.</summary>
    public static IReadOnlyList<string> Names { get; } = [MarkdownName, HtmlName, JsonName, JUnitName, EnvironmentName];

    /// <summary>
    /// Writes everything, the same bytes for the same verdicts but for the passages that tell of the run itself.
    /// </summary>
    /// <param name="result">The verdicts.</param>
    /// <param name="environment">Where and when they were found; null for what an earlier run left in the folder.</param>
    /// <returns>The paths of the reports.</returns>
    /// <exception cref="IOException">A file could not be written; what was there before is untouched.</exception>
    public IReadOnlyList<string> Write(CheckResult result, RunEnvironment? environment)
    {
        var source = new ReportSource(result, line) { Environment = environment ?? RunEnvironment.TryRead(Path.Combine(directory, EnvironmentName)) };
        AtomicFile.RemoveLeftovers(directory);
        WriteFigures(source);
        string[] reports =
        [
            WriteFile(MarkdownName, MarkdownReport.Render(source)),
            WriteFile(HtmlName, HtmlReport.Render(source)),
            WriteFile(JsonName, JsonReport.Render(source)),
            WriteFile(JUnitName, JUnitReport.Render(source)),
        ];
        return environment is null ? reports : [.. reports, WriteEnvironment(environment)];
    }

    /// <summary>Writes times, machine and versions into their own file.</summary>
    /// <returns>Its path.</returns>
    public string WriteEnvironment(RunEnvironment environment) => WriteFile(EnvironmentName, environment.ToJson());

    private void WriteFigures(ReportSource source)
    {
        List<Figure> figures = [.. source.Result.Claims.SelectMany(source.FiguresOf)];
        if (figures.Count == 0)
        {
            return;
        }

        string folder = Path.Combine(directory, FigureFolder);
        Directory.CreateDirectory(folder);
        AtomicFile.RemoveLeftovers(folder);
        foreach (Figure figure in figures)
        {
            WriteFile(figure.ImagePath, figure.Svg());
            WriteFile(figure.DataPath, figure.Csv());
        }
    }

    private string WriteFile(string name, string text)
    {
        string path = Path.Combine(directory, name);
        AtomicFile.WriteText(path, text);
        return path;
    }
}
