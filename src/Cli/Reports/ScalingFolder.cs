using System.Globalization;
using System.Text;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Runs.Sweep;
using PurifyProofs.Cli.Reports.Figures;
using PurifyProofs.Model.Files;

namespace PurifyProofs.Cli.Reports;

/// <summary>Writes what a study of growing size found, the same bytes for the same points.</summary>
internal static class ScalingFolder
{
    /// <summary>Writes everything.</summary>
    /// <returns>The paths.</returns>
    /// <exception cref="IOException">A file could not be written; what was there before is untouched.</exception>
    public static IReadOnlyList<string> Write(string directory, ScalingResult result, IReadOnlyList<ScalingFit> fits)
    {
        Figure[] figures = [.. fits.Where(static fit => fit.Points.Count > 0).Select(Draw)];
        (string Name, string Text)[] files =
        [
            ("scaling.md", Markdown(result, fits, figures)),
            ("scaling.csv", Csv(result)),
            .. figures.SelectMany(static figure => new[] { (figure.ImagePath, figure.Svg()), (figure.DataPath, figure.Csv()) }),
        ];
        return [.. files.Select(file => WriteFile(Path.Combine(directory, file.Name), file.Text))];
    }

    /// <summary>A fit as a sentence.</summary>
    public static string Sentence(ScalingFit fit)
    {
        string missing = fit.Missing == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" No tried budget sufficed at {fit.Missing} of the sizes and seeds, so nothing is concluded.");
        return fit.Exponent is { } exponent
            ? string.Create(CultureInfo.InvariantCulture, $"{fit.Claim} {VerdictWords.Name(fit.Verdict)}: {fit.Quantity} ∝ d^{exponent.Estimate:0.00}, 98 % limits [{exponent.Lower:0.00}, {exponent.Upper:0.00}], the upper one (99 %) required below {exponent.Threshold:0}.{missing}")
            : $"{fit.Claim} undecided: {fit.Quantity} was measured at fewer than {ScalingFit.FewestSizes} sizes.{missing}";
    }

    private static Figure Draw(ScalingFit fit)
    {
        string name = $"scaling-{fit.Claim}-{fit.Quantity.Split(' ')[0]}-{(fit.Quantity.EndsWith("clean training", StringComparison.Ordinal) ? "clean" : "adversarial")}";
        SeriesPoint[] points = [.. fit.Points.OrderBy(static point => point.Dimension).Select(static point => new SeriesPoint(point.Dimension, point.Value))];
        List<ChartSeries> series = [new("each size and seed", points)];
        if (fit.Exponent is { } exponent)
        {
            series.Add(new($"d^{exponent.Estimate.ToString("0.00", CultureInfo.InvariantCulture)}", Fitted(points, exponent.Estimate)));
        }

        return new Figure(
            name,
            char.ToUpperInvariant(fit.Quantity[0]) + fit.Quantity[1..],
            $"{Sentence(fit)}",
            new LineChart(Axis.Cover("dimension d", points.Select(static point => point.X)), Axis.Cover(fit.Quantity, points.Select(static point => point.Y).Append(0)), series, []));
    }

    // The least-squares line passes through the means of the logarithms.
    private static SeriesPoint[] Fitted(SeriesPoint[] points, double exponent)
    {
        double level = points.Average(static point => Math.Log(point.Y)) - (exponent * points.Average(static point => Math.Log(point.X)));
        return [.. points.Select(static point => point.X).Distinct().Select(d => new SeriesPoint(d, Math.Exp(level + (exponent * Math.Log(d)))))];
    }

    private static string Csv(ScalingResult result)
    {
        var text = new StringBuilder("d,seed,clean_initial_correlation,adversarial_initial_correlation,steps_to_reach_fp4,samples_to_reach_fp4\n");
        foreach (ScalingPoint point in result.Points)
        {
            text.AppendJoin(',', [
                point.Dimension.ToString(CultureInfo.InvariantCulture), point.Seed.ToString(CultureInfo.InvariantCulture),
                Number(point.CleanCorrelation), Number(point.AdversarialCorrelation), Number(point.Steps), Number(point.Samples)]).Append('\n');
        }

        return text.ToString();
    }

    private static string Number(double? value) => value is { } known ? NumberText.Exact(known) : "";

    private static string Markdown(ScalingResult result, IReadOnlyList<ScalingFit> fits, Figure[] figures)
    {
        ScalingRequest request = result.Request;
        var text = new StringBuilder("# purify sweep fit: how quantities grow with the dimension\n\n");
        if (result.Partial is { } why)
        {
            text.Append("> **Partial.** ").Append(MarkdownText.Prose(why)).Append("\n\n");
        }

        if (ProgramVersion.Mixture(result.Programs) is { } mixture)
        {
            text.Append("> **Several versions.** ").Append(MarkdownText.Prose(mixture)).Append("\n\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"d = {string.Join(", ", request.Dimensions)}, {request.Seeds} seeds each, resized from `{request.Base.Line}`. Exponents by least squares on logarithms over all sizes and seeds. Steps and samples: the smallest budget of adversarial training, of a grid a factor √2 apart, after which the estimates on {request.Points} points are as FP-4 asks (certified and clean accuracy above 0.99), clean training included.\n\n");
        foreach (ScalingFit fit in fits)
        {
            text.Append("- ").Append(MarkdownText.Prose(Sentence(fit))).Append('\n');
        }

        foreach (Figure figure in figures)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n![{MarkdownText.Cell(figure.Title)}]({figure.ImagePath})\n\n[Data]({figure.DataPath})\n");
        }

        return text.Append("\nAll points: [scaling.csv](scaling.csv).\n").ToString();
    }

    private static string WriteFile(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.WriteText(path, text);
        return path;
    }
}
