using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>Perturbations from an independently initialised and trained clean network, and the oblivious dense mixture.</summary>
public sealed class TransferStudy : ISparseCodingStudy
{
    /// <inheritdoc/>
    public Study Kind => Study.Transfer;

    /// <inheritdoc/>
    public IReadOnlyList<Study> Prerequisites => [Study.Clean];

    /// <inheritdoc/>
    public StudyWork Work(SparseCodingInstance instance, Effort effort)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return new StudyWork(CleanSteps: instance.Plan.Clean.Steps, Evaluations: 1);
    }

    /// <inheritdoc/>
    public StudyOutcome Run(SparseCodingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        double radius = context.Instance.Radius;
        using SymmetricReluNetwork target = context.CleanNetwork(0, 0.05).Network;
        using SymmetricReluNetwork surrogate = context.Training(0.05, 0.7).Train(
            TrainedNetwork.Surrogate,
            "clean training of an independent network",
            () => Model.SparseCoding.InitialNetwork.Draw(
                context.Instance.Plan, context.Instance.Law.Dimension, context.Instance.Law.Sparsity, context.Instance.Seed, RandomStream.SurrogateWeights),
            context.CleanSettings(context.Instance.Plan, RandomStream.SurrogateTraining),
            context.Cancellation).Network;
        context.Report(0.7, "transferring perturbations");
        int vanishing = 0;
        Proportion transferred = context.Meter.UnderPerturbations(target, radius, Thresholds.TransferAccuracy, (points, perturbations) =>
        {
            vanishing += context.Meter.CountVanishing(surrogate, points);
            context.Device.Attack(surrogate, points.X, points.Y, AttackSettings.ProjectedGradient(radius, context.Effort.AttackSteps), perturbations);
        });
        context.Report(0.9, "the oblivious dense mixture");
        Proportion oblivious = context.Meter.UnderPerturbations(target, radius, Thresholds.TransferAccuracy, (points, perturbations) =>
            DenseMixtureAttack.Write(points, context.Distribution.DenseMixture, radius, perturbations));
        return new StudyOutcome(
            FormattableString.Invariant($"transferred {transferred.Estimate:P1}, dense mixture {oblivious.Estimate:P1}"),
            [
                new(EvidenceKeys.TransferAccuracy, Proportion: transferred),
                new(EvidenceKeys.VanishingGradients(TrainedNetwork.Surrogate), Scalar: vanishing),
                new(EvidenceKeys.DenseMixtureAccuracy, Proportion: oblivious),
            ]);
    }
}
