using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Verdicts;

namespace PurifyProofs.Cli.Reports.Figures;

/// <summary>The pictures of purification: weights before and after adversarial training.</summary>
internal static class WeightFigures
{
    private const string Network = TrainedNetwork.FastGradient;

    /// <summary>One neuron's coordinates before and after; null when they were not measured.</summary>
    public static Figure? TypicalNeuron(ClaimVerdict claim, InstanceResult instance, string line) => Draw(
        claim,
        "neuron",
        "One neuron in dictionary coordinates, before and after",
        "The neuron whose cos(w, w′) is the median: its coordinates ⟨M_j, w⟩ over ‖w‖, each times the sign of w*_j, so that a dense mixture shows as a tail on one side of zero",
        instance,
        line,
        "dictionary element j",
        "signed coordinate",
        [(EvidenceKeys.TypicalNeuronBefore(Network), "clean training"), (EvidenceKeys.TypicalNeuronAfter(Network), "adversarial training")]);

    /// <summary>Median sorted coordinates before and after; null when they were not measured.</summary>
    public static Figure? Coordinates(ClaimVerdict claim, InstanceResult instance, string line) => Draw(
        claim,
        "coordinates",
        "Weights in dictionary coordinates, sorted by size, before and after",
        "Median over neurons of the largest, second largest, … coordinate |⟨M_j, w⟩| over ‖w‖, against its rank: features on the left, the dense part as the height of the tail",
        instance,
        line,
        "rank of the coordinate",
        "share of ‖w‖",
        [(EvidenceKeys.CoordinatesBefore(Network), "clean training"), (EvidenceKeys.CoordinatesAfter(Network), "adversarial training")]);

    /// <summary>Singular values of W' − W; null when they were not measured.</summary>
    public static Figure? Spectrum(ClaimVerdict claim, InstanceResult instance, string line) => Draw(
        claim,
        "spectrum",
        "Singular values of what adversarial training changed, W′ − W",
        "The largest singular values over the Frobenius norm: one that stands out is the removed dense mixture",
        instance,
        line,
        "number of the singular value",
        "share of the norm",
        [(EvidenceKeys.UpdateSpectrum(Network), "FGM"), (EvidenceKeys.UpdateSpectrum(TrainedNetwork.ProjectedGradient), "PGD")]);

    private static Figure? Draw(
        ClaimVerdict claim,
        string name,
        string title,
        string shown,
        InstanceResult instance,
        string line,
        string horizontal,
        string vertical,
        (string Key, string Name)[] series)
    {
        List<ChartSeries> curves = [.. series
            .Select(one => (one.Name, Points: ClaimFigures.Series(instance, one.Key)))
            .Where(static one => one.Points is not null)
            .Select(static one => new ChartSeries(one.Name, one.Points!))];
        return curves.Count == 0 ? null : new Figure(
            $"{claim.Claim.Id}-{name}",
            title,
            ClaimFigures.Caption(shown, line),
            new LineChart(
                Axis.Cover(horizontal, ClaimFigures.Abscissae(curves).Append(0)),
                Axis.Cover(vertical, curves.SelectMany(static one => one.Points).Select(static point => point.Y).Append(0)),
                curves,
                []));
    }
}
