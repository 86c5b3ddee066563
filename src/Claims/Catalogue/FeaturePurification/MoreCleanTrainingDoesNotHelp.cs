using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;

namespace PurifyProofs.Claims.Catalogue.FeaturePurification;

/// <summary>FP-3b: More clean data or weight decay do not help.</summary>
public sealed class MoreCleanTrainingDoesNotHelp : ISparseCodingClaim
{
    /// <inheritdoc/>
    public string Id => "FP-3b";

    /// <inheritdoc/>
    public string Title => "More clean data or weight decay do not help";

    /// <inheritdoc/>
    public string Statement => FormattableString.Invariant(
        $"The clean-trained network has < {Thresholds.CleanTrainedRobustAccuracy:P0} robust accuracy even when infinitely many clean examples are used and weight decay is added.");

    /// <inheritdoc/>
    public string Formula => FormattableString.Invariant(
        $"P[min_{{‖δ‖ ≤ τ}} y f_{{{LongerTrainingStudy.Factor}T, λ}}(x + δ) > 0] < {Thresholds.CleanTrainedRobustAccuracy} \"for every\" λ \"tried\"");

    /// <inheritdoc/>
    public string Source => "Seminar talk on feature purification";

    /// <inheritdoc/>
    public string Hypotheses => CoreHypotheses.Sentence;

    /// <inheritdoc/>
    public string DecisionRule => FormattableString.Invariant(
        $"FP-3, attacked accuracy below {Thresholds.CleanTrainedRobustAccuracy}, at four times the steps (fresh samples) for every tried multiple of the weight decay, and from which radius it holds; networks that lose their clean accuracy are reported, not excused.");

    /// <inheritdoc/>
    public Scale FirstScale => Scale.Standard;

    /// <inheritdoc/>
    public IReadOnlyList<Study> Needs => [Study.LongerTraining];

    /// <inheritdoc/>
    public string? Breach(SparseCodingInstance instance) => CoreHypotheses.Breach(instance);

    /// <inheritdoc/>
    public IReadOnlyList<Breaker> Breakers { get; } =
    [
        BrokenHypothesis.RadiusBelowWindow(SparseCodingBases.OfScale),
        BrokenHypothesis.TinyRadius(SparseCodingBases.OfScale),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<FigureSpec> Figures { get; } =
    [
        new(
            FigureKind.Curves,
            "Attacked accuracy by radius after longer clean training",
            "Accuracy under the strongest attack found after four times the clean steps, against the ℓ2 radius of the perturbation",
            new("ℓ2 radius of the perturbation", FigureRange.DataAndZero),
            new("attacked accuracy", FigureRange.Share),
            [
                .. Effort.Of(Scale.Standard).DecayFactors.Select(static decay =>
                    new FigureSeries(FormattableString.Invariant($"weight decay × {decay}"), EvidenceKeys.LongerAttackedByRadius(decay))),
            ])
        {
            Marks = [FigureMark.Radius],
        },
    ];

    /// <inheritdoc/>
    public InstanceVerdict Judge(SparseCodingInstance instance, InstanceEvidence evidence, double errorProbability)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(evidence);
        double[] decays = [.. Decays(evidence)];
        return InstanceVerdicts
            .FromMeasures(instance, [.. decays.SelectMany(decay => Measures(evidence, decay, errorProbability))])
            .Heed(evidence, VerdictKind.Violated, [.. decays.Select(TrainedNetwork.Longer)]);
    }

    private static IEnumerable<double> Decays(InstanceEvidence evidence) =>
        Effort.Of(Scale.Standard).DecayFactors.Where(decay => evidence.Contains(EvidenceKeys.LongerAttackedAccuracy(decay)));

    private static IEnumerable<Measure> Measures(InstanceEvidence evidence, double decay, double errorProbability)
    {
        string suffix = FormattableString.Invariant($"_decay_x{decay}");
        yield return InstanceVerdicts.OfProportion(
            "attacked_accuracy" + suffix,
            evidence.Proportion(EvidenceKeys.LongerAttackedAccuracy(decay)),
            Thresholds.CleanTrainedRobustAccuracy,
            Requirement.Below,
            errorProbability);
        yield return InstanceVerdicts.OfProportion(
            "clean_accuracy" + suffix,
            evidence.Proportion(EvidenceKeys.LongerCleanAccuracy(decay)),
            double.NaN,
            Requirement.None,
            errorProbability);
        yield return InstanceVerdicts.Informative("holds_from_radius" + suffix, SmallestBrokenRadius(evidence.Series(EvidenceKeys.LongerAttackedByRadius(decay))));
    }

    // The smallest radius of the curve from which on it stays below the threshold; NaN when it never does.
    private static double SmallestBrokenRadius(IReadOnlyList<SeriesPoint> curve)
    {
        int last = curve.Count;
        while (last > 0 && curve[last - 1].Y < Thresholds.CleanTrainedRobustAccuracy)
        {
            last--;
        }

        return last < curve.Count ? curve[last].X : double.NaN;
    }
}
