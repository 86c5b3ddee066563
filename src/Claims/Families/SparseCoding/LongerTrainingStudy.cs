using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>Clean training for four times the steps, over multiples of the plan's weight decay.</summary>
public sealed class LongerTrainingStudy : ISparseCodingStudy
{
    /// <summary>How much longer.</summary>
    public const int Factor = 4;

    /// <inheritdoc/>
    public Study Kind => Study.LongerTraining;

    /// <inheritdoc/>
    public IReadOnlyList<Study> Prerequisites => [];

    /// <inheritdoc/>
    public StudyWork Work(SparseCodingInstance instance, Effort effort)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(effort);
        return effort.DecayFactors.Count * new StudyWork(CleanSteps: Factor * instance.Plan.Clean.Steps, Evaluations: 1);
    }

    /// <inheritdoc/>
    public StudyOutcome Run(SparseCodingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        IReadOnlyList<double> factors = context.Effort.DecayFactors;
        List<Measurement> measured = [];
        List<string> summary = [];
        for (int index = 0; index < factors.Count; index++)
        {
            double from = (double)index / factors.Count;
            Proportion attacked = Train(context, factors[index], from, from + (1.0 / factors.Count), measured);
            summary.Add(FormattableString.Invariant($"decay × {factors[index]}: attacked {attacked.Estimate:P1}"));
        }

        return new StudyOutcome(string.Join(", ", summary), measured);
    }

    private static Proportion Train(SparseCodingContext context, double decayFactor, double from, double to, List<Measurement> measured)
    {
        TrainingPlan plan = context.Instance.Plan;
        TrainingPlan longer = plan with
        {
            Clean = plan.Clean with { Steps = Factor * plan.Clean.Steps, WeightDecay = decayFactor * plan.Clean.WeightDecay },
        };
        double middle = from + (0.7 * (to - from));
        using SymmetricReluNetwork network = context.Training(from, middle).Train(
            FormattableString.Invariant($"longer-{decayFactor}"),
            FormattableString.Invariant($"longer clean training, decay × {decayFactor}"),
            context.InitialNetwork,
            context.CleanSettings(longer, RandomStream.LongerTraining),
            context.Cancellation).Network;
        context.Report(middle, "attacking it");
        (Proportion attacked, int vanishing) = context.Meter.Attacked(network, context.Instance.Radius, Thresholds.CleanTrainedRobustAccuracy, context.Effort.Accuracy);
        Proportion clean = context.Meter.Clean(network, Thresholds.CleanAccuracy);
        measured.Add(new(EvidenceKeys.LongerAttackedAccuracy(decayFactor), Proportion: attacked));
        measured.Add(new(EvidenceKeys.VanishingGradients(TrainedNetwork.Longer(decayFactor)), Scalar: vanishing));
        measured.Add(new(EvidenceKeys.LongerCleanAccuracy(decayFactor), Proportion: clean));
        measured.Add(new(EvidenceKeys.LongerAttackedByRadius(decayFactor), Series: context.Meter.AttackedByRadius(network, context.Instance.Radius)));
        return attacked;
    }
}
