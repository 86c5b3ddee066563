using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Cli.Words;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Cli.Reports.Figures;

/// <summary>Chooses the figure that shows a claim, from the series measured on an instance.</summary>
internal static class ClaimFigures
{
    private const double PurificationThreshold = 0.70710678118654752;
    private const double RankTolerance = 0.05;

    // Theory's mark beside √k/√d, below which even linear classifiers are robust.
    private const double TalkRadius = 0.3;

    /// <summary>The figures of a claim on one instance, the telling one first; those whose series were not measured are left out.</summary>
    public static IReadOnlyList<Figure> Draw(ClaimVerdict claim, InstanceResult instance, string line) =>
        [.. All(claim, instance, line).OfType<Figure>()];

    private static IEnumerable<Figure?> All(ClaimVerdict claim, InstanceResult instance, string line) => claim.Claim.Id switch
    {
        "FP-1" => [InitialCorrelation(claim, instance, line)],
        "FP-1b" => [InitialCorrelationByDimension(claim, instance, line)],
        "FP-3b" => [LongerTraining(claim, instance, line)],
        "FP-3" => [RobustAccuracyByRadius(claim, instance, line, [(TrainedNetwork.Clean, "clean training")])],
        "FP-4" => [RobustAccuracyByRadius(claim, instance, line, [(TrainedNetwork.Clean, "clean"), (TrainedNetwork.FastGradient, "FGM"), (TrainedNetwork.ProjectedGradient, "PGD")])],
        "FP-5" => [PurificationCosine(claim, instance, line), WeightFigures.TypicalNeuron(claim, instance, line)],
        "FP-6" => [DenseShare(claim, instance, line), WeightFigures.Coordinates(claim, instance, line), WeightFigures.Spectrum(claim, instance, line)],
        "FP-7" => [LowRank(claim, instance, line)],
        "LB-1" or "LB-2" or "LB-2b" or "LB-3" => [LowComplexityFigures.Draw(claim, instance, line)],
        "SD-1" or "SD-3" => [PatchFigures.FeatureLearning(claim, instance, line)],
        "SD-2" => [PatchFigures.MarginsByClass(claim, instance, line)],
        _ => [],
    };

    private static Figure? InitialCorrelation(ClaimVerdict claim, InstanceResult instance, string line)
    {
        List<ChartSeries> series = Networks(instance, EvidenceKeys.InitialCorrelationHistogram);
        double threshold = claim.Instances.FirstOrDefault(one => one.InstanceLine == line)?.Measures
            .FirstOrDefault(measure => measure.Requirement == Requirement.Below)?.Threshold ?? double.NaN;
        ReferenceLine[] references = double.IsFinite(threshold) ? [new($"threshold {NumberText.Short(threshold)}", ReferenceAxis.Horizontal, threshold)] : [];
        return Histogram(claim, "Correlation of the neurons with their initial weights", "|cos(w⁰, w)|", line, series, references);
    }

    private static Figure? InitialCorrelationByDimension(ClaimVerdict claim, InstanceResult instance, string line)
    {
        List<ChartSeries> series = Networks(instance, EvidenceKeys.InitialCorrelationByDimension);
        return series.Count == 0 ? null : new Figure(
            claim.Claim.Id,
            "Correlation with the initial weights by dimension",
            Caption("Median over neurons of |cos(w⁰, w)| against the dimension, at the instance's preset and seed", line),
            new LineChart(Axis.Cover("dimension d", Abscissae(series)), Axis.Share("median |cos(w⁰, w)|"), series, []));
    }

    private static Figure? LongerTraining(ClaimVerdict claim, InstanceResult instance, string line)
    {
        double radius = instance.Instance.Radius;
        List<ChartSeries> series = [.. Effort.Of(Scale.Standard).DecayFactors
            .Select(decay => (Name: $"weight decay × {NumberText.Short(decay)}", Points: Series(instance, EvidenceKeys.LongerAttackedByRadius(decay))))
            .Where(one => one.Points is not null)
            .Select(one => new ChartSeries(one.Name, one.Points!))];
        return series.Count == 0 ? null : new Figure(
            claim.Claim.Id,
            "Attacked accuracy by radius after longer clean training",
            Caption("Accuracy under the strongest attack found after four times the clean steps, against the ℓ2 radius of the perturbation", line),
            new LineChart(
                Axis.Cover("ℓ2 radius of the perturbation", Abscissae(series).Append(0).Append(radius)),
                Axis.Share("attacked accuracy"),
                series,
                [new($"τ = {NumberText.Short(radius)}", ReferenceAxis.Horizontal, radius)]));
    }

    private static Figure? PurificationCosine(ClaimVerdict claim, InstanceResult instance, string line) => Histogram(
        claim,
        "Cosine between clean-trained and adversarially trained weights",
        "cos(w, w′)",
        line,
        Networks(instance, EvidenceKeys.PurificationCosineHistogram),
        [new("1/√2", ReferenceAxis.Horizontal, PurificationThreshold)]);

    private static Figure? RobustAccuracyByRadius(ClaimVerdict claim, InstanceResult instance, string line, (string Network, string Name)[] networks)
    {
        List<ChartSeries> series = [.. networks
            .SelectMany(one => new[]
            {
                (Name: one.Name + ", attacked", Points: Series(instance, EvidenceKeys.AttackedAccuracyByRadius(one.Network))),
                (Name: one.Name + ", certified", Points: Series(instance, EvidenceKeys.CertifiedAccuracyByRadius(one.Network))),
            })
            .Where(one => one.Points is not null)
            .Select(one => new ChartSeries(one.Name, one.Points!))];
        double radius = instance.Instance.Radius;
        SparseCodingLaw law = ((SparseCodingInstance)instance.Instance).Law;
        double linear = Math.Sqrt((double)law.Sparsity / law.Dimension);
        return series.Count == 0 ? null : new Figure(
            claim.Claim.Id,
            "Robust accuracy by radius, from both sides",
            Caption("The robust accuracy lies between the certified curve and the attacked one, against the ℓ2 radius of the perturbation", line),
            new LineChart(
                Axis.Cover("ℓ2 radius of the perturbation", Abscissae(series).Append(0).Append(radius).Append(TalkRadius)),
                Axis.Share("robust accuracy"),
                series,
                [
                    new($"τ = {NumberText.Short(radius)}", ReferenceAxis.Horizontal, radius),
                    new($"√k/√d = {NumberText.Short(linear)}", ReferenceAxis.Horizontal, linear),
                    new($"{NumberText.Short(TalkRadius)}", ReferenceAxis.Horizontal, TalkRadius),
                ]));
    }

    private static Figure? DenseShare(ClaimVerdict claim, InstanceResult instance, string line)
    {
        List<ChartSeries> series = Networks(instance, EvidenceKeys.DenseShareCurve);
        return series.Count == 0 ? null : new Figure(
            claim.Claim.Id,
            "Share of the weights along the dense mixture",
            Caption("Median over neurons of |cos(w, u)|, u the dense mixture direction, over the steps of each training", line),
            new LineChart(Axis.Cover("training step", Abscissae(series)), Axis.Share("median |cos(w, u)|"), series, []));
    }

    private static Figure? LowRank(ClaimVerdict claim, InstanceResult instance, string line)
    {
        if (Series(instance, EvidenceKeys.LowRankCurve) is not { } points)
        {
            return null;
        }

        List<ChartSeries> series = [new("updates of rank r", points)];
        double allowed = ((SparseCodingInstance)instance.Instance).Law.Dimension / 4.0;
        List<ReferenceLine> references = [new($"d/4 = {NumberText.Short(allowed)}", ReferenceAxis.Horizontal, allowed)];
        if (FullAccuracy(instance) is { } full)
        {
            references.Add(new("5 points below full training", ReferenceAxis.Vertical, Math.Max(0, full - RankTolerance)));
        }

        return new Figure(
            claim.Claim.Id,
            "Attacked accuracy after low-rank adversarial training",
            Caption("Accuracy under attack at the claim's radius, against the rank of the trained update", line),
            new LineChart(Axis.Cover("rank r of the update", points.Select(point => point.X).Append(0).Append(allowed)), Axis.Share("attacked accuracy"), series, references));
    }

    private static double? FullAccuracy(InstanceResult instance)
    {
        string key = EvidenceKeys.AttackedAccuracy(TrainedNetwork.FastGradient);
        return instance.Evidence.Measurements.FirstOrDefault(measurement => measurement.Key == key)?.Proportion?.Estimate;
    }

    private static Figure? Histogram(ClaimVerdict claim, string title, string quantity, string line, List<ChartSeries> series, IReadOnlyList<ReferenceLine> references)
    {
        if (series.Count == 0)
        {
            return null;
        }

        IEnumerable<double> ends = series.Select(one => one.Points[^1].X + HistogramChart.BinWidth(one));
        IEnumerable<double> counts = series.SelectMany(one => one.Points).Select(bin => bin.Y);
        return new Figure(
            claim.Claim.Id,
            title,
            Caption($"Histogram over neurons of {quantity}", line),
            new HistogramChart(
                Axis.Cover(quantity, Abscissae(series).Concat(ends).Concat(references.Select(reference => reference.Value))),
                Axis.Cover("share of neurons", counts.Append(0)),
                series,
                references));
    }

    /// <summary>A caption that names the instance.</summary>
    internal static string Caption(string shown, string line) => $"{shown}. Instance: {line}.";

    /// <summary>All values along x.</summary>
    internal static IEnumerable<double> Abscissae(List<ChartSeries> series) => series.SelectMany(one => one.Points).Select(point => point.X);

    private static List<ChartSeries> Networks(InstanceResult instance, Func<string, string> key)
    {
        (string Network, string Name)[] networks =
        [
            (TrainedNetwork.Clean, "clean training"),
            (TrainedNetwork.FastGradient, "adversarial training, FGM"),
            (TrainedNetwork.ProjectedGradient, "adversarial training, PGD"),
        ];
        return [.. networks
            .Select(one => (one.Name, Points: Series(instance, key(one.Network))))
            .Where(one => one.Points is not null)
            .Select(one => new ChartSeries(one.Name, one.Points!))];
    }

    /// <summary>A measured series; null where there is none.</summary>
    internal static IReadOnlyList<SeriesPoint>? Series(InstanceResult instance, string key) =>
        instance.Evidence.Measurements.FirstOrDefault(measurement => measurement.Key == key)?.Series is { Count: > 0 } points ? points : null;
}
