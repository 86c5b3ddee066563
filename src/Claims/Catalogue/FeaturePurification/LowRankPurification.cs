using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;

namespace PurifyProofs.Claims.Catalogue.FeaturePurification;

/// <summary>FP-7: Low-rank updates suffice for adversarial training.</summary>
public sealed class LowRankPurification : ISparseCodingClaim
{
    /// <inheritdoc/>
    public string Id => "FP-7";

    /// <inheritdoc/>
    public string Title => "Low-rank updates suffice for adversarial training";

    /// <inheritdoc/>
    public string Statement => "Adversarial training can be done by low-rank updates of the clean-trained weights.";

    /// <inheritdoc/>
    public string Formula => FormattableString.Invariant(
        $"acc_τ(W + A B) ≥ acc_τ(W′) − {Thresholds.LowRankLoss} \"for some\" rank(A B) ≤ d / {1 / Thresholds.LowRankFraction}");

    /// <inheritdoc/>
    public string Source => "Allen-Zhu and Li, Feature Purification, FOCS 2021 (arXiv 2005.10190), version 4";

    /// <inheritdoc/>
    public string Hypotheses => CoreHypotheses.Sentence;

    /// <inheritdoc/>
    public string DecisionRule => FormattableString.Invariant(
        $"Training W + AB of rank r reaches a robust (attacked) accuracy within {100 * Thresholds.LowRankLoss} points of full adversarial training for some r ≤ d/{1 / Thresholds.LowRankFraction}; the smallest such r and the curve over r are reported.");

    /// <inheritdoc/>
    public Scale FirstScale => Scale.Standard;

    /// <inheritdoc/>
    public IReadOnlyList<Study> Needs => [Study.FastGradient, Study.LowRank];

    /// <inheritdoc/>
    public string? Breach(SparseCodingInstance instance) => CoreHypotheses.Breach(instance);

    /// <inheritdoc/>
    public IReadOnlyList<Breaker> Breakers { get; } =
    [
        BrokenHypothesis.FreshStart("some-neurons-fresh", BreakerStrength.NearThreshold, SparseCodingBases.SingleFeature, 0.5),
        BrokenHypothesis.FreshStart("fresh-start", BreakerStrength.Gross, SparseCodingBases.SingleFeature, 1),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<FigureSpec> Figures { get; } =
    [
        new(
            FigureKind.Curves,
            "Attacked accuracy after low-rank adversarial training",
            "Accuracy under attack at the claim's radius, against the rank of the trained update",
            new("rank r of the update", FigureRange.DataAndZero),
            new("attacked accuracy", FigureRange.Share),
            [new("updates of rank r", EvidenceKeys.LowRankCurve)])
        {
            Marks =
            [
                new(
                    FormattableString.Invariant($"d/{1 / Thresholds.LowRankFraction} = {{0}}"),
                    MarkAxis.Horizontal,
                    MarkMeaning.Threshold,
                    static subject => LargestRank(subject.Instance.Of<SparseCodingInstance>())),
                new(FormattableString.Invariant($"{100 * Thresholds.LowRankLoss} points below full training"), MarkAxis.Vertical, MarkMeaning.Threshold, LeastAccuracy),
            ],
        },
    ];

    /// <inheritdoc/>
    public InstanceVerdict Judge(SparseCodingInstance instance, InstanceEvidence evidence, double errorProbability)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(evidence);
        Measure full = InstanceVerdicts.OfProportion(
            "full_attacked_accuracy",
            evidence.Proportion(EvidenceKeys.AttackedAccuracy(TrainedNetwork.FastGradient)),
            double.NaN,
            Requirement.None,
            errorProbability);
        (int Rank, Measure Measure)[] ranks = [.. Ranks(instance, evidence).Select(rank => (rank, OfRank(evidence, rank, full, errorProbability)))];
        (int Rank, Measure Measure) best = ranks.FirstOrDefault(entry => entry.Measure.Outcome == VerdictKind.Holds, ranks.MaxBy(entry => entry.Measure.Estimate));
        double sufficient = best.Measure.Outcome == VerdictKind.Holds ? best.Rank : double.NaN;
        InstanceVerdict verdict = InstanceVerdicts.FromMeasures(
            instance,
            [
                best.Measure,
                full,
                .. ranks.Where(entry => entry.Rank != best.Rank).Select(entry => entry.Measure with { Threshold = double.NaN, Requirement = Requirement.None }),
                InstanceVerdicts.Informative("smallest_sufficient_rank", sufficient),
            ]);
        return verdict.Heed(evidence, VerdictKind.Holds, TrainedNetwork.FastGradient, TrainedNetwork.LowRank(best.Rank));
    }

    private static IEnumerable<int> Ranks(SparseCodingInstance instance, InstanceEvidence evidence) => evidence
        .Series(EvidenceKeys.LowRankCurve)
        .Select(point => (int)point.X)
        .Where(rank => rank <= LargestRank(instance));

    private static double LargestRank(SparseCodingInstance instance) => Thresholds.LowRankFraction * instance.Law.Dimension;

    private static double LeastAccuracy(FigureSubject subject)
    {
        string full = EvidenceKeys.AttackedAccuracy(TrainedNetwork.FastGradient);
        return subject.Evidence.Contains(full) ? Math.Max(0, subject.Evidence.Proportion(full).Estimate - Thresholds.LowRankLoss) : double.NaN;
    }

    // The difference of two proportions: the threshold moves with the other end of the full interval, so that a decision
    // needs both intervals on their sides.
    private static Measure OfRank(InstanceEvidence evidence, int rank, Measure full, double errorProbability)
    {
        Measure low = InstanceVerdicts.OfProportion(
            FormattableString.Invariant($"rank_{rank}_attacked_accuracy"),
            evidence.Proportion(EvidenceKeys.LowRankAttackedAccuracy(rank)),
            full.Estimate - Thresholds.LowRankLoss,
            Requirement.Above,
            errorProbability);
        return low with { Lower = low.Lower - (full.Upper - full.Estimate), Upper = low.Upper + (full.Estimate - full.Lower) };
    }
}
