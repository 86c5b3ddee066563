using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>Adversarial training of W + AB over ranks, beside full adversarial training on the same samples.</summary>
public sealed class LowRankStudy : ISparseCodingStudy
{
    // Where full training reaches what FP-4 asks of it, this is what a rank must reach; only when measuring stops hangs on it.
    private const double ExpectedThreshold = Thresholds.RobustAccuracy - Thresholds.LowRankLoss;

    /// <inheritdoc/>
    public Study Kind => Study.LowRank;

    /// <inheritdoc/>
    public IReadOnlyList<Study> Prerequisites => [Study.Clean, Study.FastGradient];

    /// <summary>The ranks of an effort at dimension d: at least 1, distinct, increasing.</summary>
    public static IReadOnlyList<int> Ranks(Effort effort, int dimension)
    {
        ArgumentNullException.ThrowIfNull(effort);
        return [.. effort.RankFractions.Select(fraction => Math.Max(1, (int)(fraction * dimension))).Distinct().Order()];
    }

    /// <inheritdoc/>
    public StudyWork Work(SparseCodingInstance instance, Effort effort)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return Ranks(effort, instance.Law.Dimension).Count * new StudyWork(FastGradientSteps: instance.Plan.Adversarial.Steps, Evaluations: 1);
    }

    /// <inheritdoc/>
    public StudyOutcome Run(SparseCodingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        using SymmetricReluNetwork clean = context.CleanNetwork(0, 0.02).Network;
        IReadOnlyList<int> ranks = Ranks(context.Effort, context.Instance.Law.Dimension);
        List<Measurement> measured = [];
        List<SeriesPoint> curve = [];
        for (int index = 0; index < ranks.Count; index++)
        {
            double from = 0.02 + (0.98 * index / ranks.Count);
            (Proportion robust, int vanishing) = Train(context, clean, ranks[index], from, from + (0.9 / ranks.Count));
            measured.Add(new(EvidenceKeys.LowRankAttackedAccuracy(ranks[index]), Proportion: robust));
            measured.Add(new(EvidenceKeys.VanishingGradients(TrainedNetwork.LowRank(ranks[index])), Scalar: vanishing));
            curve.Add(new SeriesPoint(ranks[index], robust.Estimate));
        }

        measured.Add(new(EvidenceKeys.LowRankCurve, Series: curve));
        string summary = string.Join(", ", curve.Select(point => FormattableString.Invariant($"rank {point.X}: {point.Y:P1}")));
        return new StudyOutcome(summary, measured);
    }

    private static (Proportion Robust, int VanishingGradients) Train(SparseCodingContext context, SymmetricReluNetwork clean, int rank, double from, double to)
    {
        TrainingPhase phase = context.Instance.Plan.Adversarial with { Attack = TrainingAttack.FastGradient };
        var rule = new UpdateRule.LowRank(rank, context.Instance.Seed);
        using SymmetricReluNetwork network = context.Training(from, to).Train(
            FormattableString.Invariant($"lowrank-{rank}"),
            FormattableString.Invariant($"adversarial training of rank {rank}"),
            () => context.AdversarialStart(clean),
            context.AdversarialSettings(phase, RandomStream.LowRankTraining, rule),
            context.Cancellation).Network;
        context.Report(to, FormattableString.Invariant($"attacking rank {rank}"));
        return context.Meter.Attacked(network, context.Instance.Radius, ExpectedThreshold, context.Effort.CoarseAccuracy);
    }
}
