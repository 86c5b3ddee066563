using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;

namespace PurifyProofs.Claims.Catalogue.FeaturePurification;

/// <summary>FP-3: Clean training: less than 1 % robust accuracy.</summary>
public sealed class CleanTrainingIsNotRobust : ISparseCodingClaim
{
    /// <inheritdoc/>
    public string Id => "FP-3";

    /// <inheritdoc/>
    public string Title => FormattableString.Invariant(
        $"Clean training: less than {Thresholds.CleanTrainedRobustAccuracy:P0} robust accuracy");

    /// <inheritdoc/>
    public string Statement => FormattableString.Invariant(
        $"After clean training, the network has < {Thresholds.CleanTrainedRobustAccuracy:P0} robust accuracy at radius τ.");

    /// <inheritdoc/>
    public string Formula => FormattableString.Invariant(
        $"P[min_{{‖δ‖ ≤ τ}} y f(x + δ) > 0] < {Thresholds.CleanTrainedRobustAccuracy}");

    /// <inheritdoc/>
    public string Source => "Seminar talk on feature purification; Allen-Zhu and Li, Feature Purification, FOCS 2021 (arXiv 2005.10190), result (1)";

    /// <inheritdoc/>
    public string Hypotheses => CoreHypotheses.Sentence;

    /// <inheritdoc/>
    public string DecisionRule => FormattableString.Invariant(
        $"Attacked accuracy, an upper bound on the robust accuracy, is below {Thresholds.CleanTrainedRobustAccuracy}: the exact binomial interval lies below it. The certified accuracy, a lower bound, is reported beside it.");

    /// <inheritdoc/>
    public Scale FirstScale => Scale.Smoke;

    /// <inheritdoc/>
    public IReadOnlyList<Study> Needs => [Study.Clean];

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
        SparseCodingFigures.RobustAccuracyByRadius((TrainedNetwork.Clean, "clean training")),
    ];

    /// <inheritdoc/>
    public InstanceVerdict Judge(SparseCodingInstance instance, InstanceEvidence evidence, double errorProbability)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(evidence);
        string certified = EvidenceKeys.CertifiedAccuracy(TrainedNetwork.Clean);

        // Informative only, so evidence of an earlier version, which lacks it, decides the claim as well.
        Measure[] lowerBound = evidence.Contains(certified)
            ? [InstanceVerdicts.OfProportion("certified_accuracy", evidence.Proportion(certified), double.NaN, Requirement.None, errorProbability)]
            : [];
        Measure attacked = InstanceVerdicts.OfProportion(
            "attacked_accuracy",
            evidence.Proportion(EvidenceKeys.AttackedAccuracy(TrainedNetwork.Clean)),
            Thresholds.CleanTrainedRobustAccuracy,
            Requirement.Below,
            errorProbability);
        return InstanceVerdicts.FromMeasures(instance, [attacked, .. lowerBound]).Heed(evidence, VerdictKind.Violated, TrainedNetwork.Clean);
    }
}
