using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Verdicts;

namespace PurifyProofs.Cli.Reports.Figures;

/// <summary>The figures of structured data.</summary>
internal static class PatchFigures
{
    private static readonly (string Network, string Name)[] Networks =
    [
        (TrainedNetwork.PatchStandard, "standard training"),
        (TrainedNetwork.PatchAdversarial, "adversarial training"),
    ];

    /// <summary>What both trainings learn of either kind of feature, from the same start.</summary>
    public static Figure? FeatureLearning(ClaimVerdict claim, InstanceResult instance, string line)
    {
        List<ChartSeries> series = Series(instance, (EvidenceKeys.RobustFeatureCurve, "robust"), (EvidenceKeys.NonRobustFeatureCurve, "non-robust"));
        return series.Count == 0 ? null : new Figure(
            claim.Claim.Id,
            "Features learnt over training",
            $"Strength of a class's strongest neuron on its robust feature, max ⟨w, u_y⟩, and on its non-robust one, max ⟨w, v_y⟩, mean over the classes, over the steps of each training. Instance: {line}.",
            new LineChart(Covering("training step", series, static point => point.X), Covering("strength", series, static point => point.Y), series, []));
    }

    /// <summary>Median margins of every class, with and without perturbation.</summary>
    public static Figure? MarginsByClass(ClaimVerdict claim, InstanceResult instance, string line)
    {
        List<ChartSeries> series = Series(instance, (EvidenceKeys.MarginByClass, "unperturbed"), (EvidenceKeys.AttackedMarginByClass, "attacked"));
        return series.Count == 0 ? null : new Figure(
            claim.Claim.Id,
            "Margins by class",
            $"Median over fresh samples of F_y − max F_o, unperturbed and under the best of all attacks, for every class y. Instance: {line}.",
            new LineChart(
                Covering("class y", series, static point => point.X),
                Covering("median margin", series, static point => point.Y),
                series,
                [new("decision border", ReferenceAxis.Vertical, 0)]));
    }

    private static Axis Covering(string title, List<ChartSeries> series, Func<SeriesPoint, double> coordinate) =>
        Axis.Cover(title, series.SelectMany(static one => one.Points).Select(coordinate).Append(0));

    private static List<ChartSeries> Series(InstanceResult instance, params (Func<string, string> Key, string Name)[] curves) =>
    [
        .. from network in Networks
           from curve in curves
           let key = curve.Key(network.Network)
           where instance.Evidence.Contains(key)
           select new ChartSeries($"{network.Name}, {curve.Name}", instance.Evidence.Series(key)),
    ];
}
