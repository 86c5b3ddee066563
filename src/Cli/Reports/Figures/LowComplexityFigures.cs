using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.LowComplexity;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Cli.Words;

namespace PurifyProofs.Cli.Reports.Figures;

/// <summary>Figures of the claims about models of low complexity.</summary>
internal static class LowComplexityFigures
{
    /// <summary>The figure of a claim on one instance; null when its series were not measured.</summary>
    public static Figure? Draw(ClaimVerdict claim, InstanceResult instance, string line) => claim.Claim.Id switch
    {
        "LB-1" => ByRadius(claim, instance, line, "Linear classifiers against the network", [
            ("linear, proved of all", LowComplexityKeys.LinearProvedByRadius),
            ("linear, best reached", LowComplexityKeys.LinearByRadius)]),
        "LB-2" => ByRadius(claim, instance, line, "Polynomials against the network", [
            .. LowComplexityEffort.DegreesOverSizes.Select(static degree => (FormattableString.Invariant($"degree {degree}, attacked"), LowComplexityKeys.PolynomialByRadius(degree)))]),
        "LB-2b" => ByDimension(claim, instance, line),
        _ => ByRadius(claim, instance, line, "The tangent kernel against the network", [("tangent kernel, attacked", LowComplexityKeys.KernelByRadius)]),
    };

    private static Figure? ByRadius(ClaimVerdict claim, InstanceResult instance, string line, string title, IReadOnlyList<(string Name, string Key)> models)
    {
        List<ChartSeries> series = Present(instance, [("network, certified", EvidenceKeys.CertifiedAccuracyByRadius(TrainedNetwork.FastGradient)), .. models]);
        double radius = instance.Instance.Radius;
        return series.Count == 0 ? null : new Figure(
            claim.Claim.Id,
            title,
            $"Robust accuracy against the ℓ2 radius of the perturbation; every model is trained for τ. Instance: {line}.",
            new LineChart(
                Axis.Cover("ℓ2 radius of the perturbation", series.SelectMany(static one => one.Points).Select(static point => point.X).Append(radius)),
                Axis.Share("robust accuracy"),
                series,
                [
                    new($"τ = {NumberText.Short(radius)}", ReferenceAxis.Horizontal, radius),
                    new("0.53", ReferenceAxis.Vertical, Claims.Claim.Thresholds.HardlyBetterThanConstant),
                ]));
    }

    private static Figure? ByDimension(ClaimVerdict claim, InstanceResult instance, string line)
    {
        int degree = LowComplexityEffort.DegreesOverSizes[^1];
        List<ChartSeries> series = Present(instance, [
            .. LowComplexityEffort.NoiseFractions.Select(fraction =>
                (FormattableString.Invariant($"noise {fraction}/√k"), LowComplexityKeys.PolynomialByDimension(degree, fraction)))]);
        return series.Count == 0 ? null : new Figure(
            claim.Claim.Id,
            FormattableString.Invariant($"Polynomials of degree {degree} by dimension and noise"),
            $"Accuracy under attack of the best polynomial at the instance's radius, against the dimension. Instance: {line}.",
            new LineChart(
                Axis.Cover("dimension d", series.SelectMany(static one => one.Points).Select(static point => point.X)),
                Axis.Share("attacked accuracy"),
                series,
                [new("0.53", ReferenceAxis.Vertical, Claims.Claim.Thresholds.HardlyBetterThanConstant)]));
    }

    private static List<ChartSeries> Present(InstanceResult instance, IReadOnlyList<(string Name, string Key)> wanted) =>
    [
        .. from one in wanted
           let points = instance.Evidence.Measurements.FirstOrDefault(measurement => measurement.Key == one.Key)?.Series
           where points is { Count: > 0 }
           select new ChartSeries(one.Name, points),
    ];
}
