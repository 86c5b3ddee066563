using System.Globalization;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Verdicts;

namespace PurifyProofs.Cli.Reports.Figures;

/// <summary>Draws the figures that a claim asks for, from the series measured on an instance.</summary>
internal static class ClaimFigures
{
    /// <summary>The figures of a claim on one instance, the telling one first; those whose series were not measured are left out.</summary>
    public static IReadOnlyList<Figure> Draw(ClaimVerdict claim, InstanceResult instance, string line)
    {
        IReadOnlyList<Measure> measures = claim.Instances.FirstOrDefault(one => one.InstanceLine == line)?.Measures ?? [];
        var subject = new FigureSubject(instance.Instance, instance.Evidence, measures);
        return [.. claim.Claim.Figures.Select(spec => Draw(claim.Claim.Id, spec, subject, line)).OfType<Figure>()];
    }

    private static Figure? Draw(string claim, FigureSpec spec, FigureSubject subject, string line)
    {
        List<ChartSeries> series = [.. spec.Series.SelectMany(one => Measured(one, subject.Evidence))];
        string name = spec.Suffix is null ? claim : $"{claim}-{spec.Suffix}";
        return series.Count == 0 ? null : new Figure(name, spec.Title, $"{spec.Shown}. Instance: {line}.", Chart(spec, series, Marks(spec, subject)));
    }

    private static Chart Chart(FigureSpec spec, List<ChartSeries> series, List<ReferenceLine> references)
    {
        IEnumerable<double> abscissae = series.SelectMany(static one => one.Points).Select(static point => point.X);
        IEnumerable<double> ordinates = series.SelectMany(static one => one.Points).Select(static point => point.Y);
        if (spec.Kind == FigureKind.Histograms)
        {
            abscissae = abscissae.Concat(series.Select(static one => one.Points[^1].X + HistogramChart.BinWidth(one)));
        }

        Axis horizontal = Covering(spec.Horizontal, abscissae, references, MarkAxis.Horizontal);
        Axis vertical = Covering(spec.Vertical, ordinates, references, MarkAxis.Vertical);
        return spec.Kind == FigureKind.Histograms
            ? new HistogramChart(horizontal, vertical, series, references)
            : new LineChart(horizontal, vertical, series, references);
    }

    private static Axis Covering(FigureAxis axis, IEnumerable<double> values, List<ReferenceLine> references, MarkAxis along)
    {
        IEnumerable<double> marked = references.Where(reference => reference.Axis == along).Select(static reference => reference.Value);
        return axis.Range switch
        {
            FigureRange.Share => Axis.Share(axis.Label),
            FigureRange.DataAndZero => Axis.Cover(axis.Label, values.Concat(marked).Append(0)),
            _ => Axis.Cover(axis.Label, values.Concat(marked)),
        };
    }

    private static List<ReferenceLine> Marks(FigureSpec spec, FigureSubject subject) =>
    [
        .. from mark in spec.Marks
           let value = mark.Value(subject)
           where double.IsFinite(value)
           select new ReferenceLine(string.Format(CultureInfo.InvariantCulture, mark.Name, NumberText.Short(value)), mark.Axis, value),
    ];

    private static IEnumerable<ChartSeries> Measured(FigureSeries wanted, InstanceEvidence evidence) =>
        from measurement in evidence.Measurements
        where measurement.Key == wanted.Key && measurement.Series is not null
        let points = wanted.Drawn(measurement.Series!)
        where points.Count > 0
        select new ChartSeries(wanted.Name, points);
}
