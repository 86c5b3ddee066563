using PurifyProofs.Bounds.Certificates.TwoLayer;
using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Runs.Sweep;

/// <summary>Trains the clean network of an instance, then adversarially from it, and looks at both.</summary>
internal static class CellStudy
{
    /// <summary>How hard a cell is looked at: one look of so many points.</summary>
    public static Effort EffortOf(int points) => Effort.Of(Scale.Smoke) with
    {
        Accuracy = new DecisiveProportion(points, 1, Effort.ErrorProbability),
        AttackSteps = 30,
        CrossChecks = 0,
        CurveCertificates = CertificateSettings.ToDecideFast with { Iterations = 20 },
    };

    /// <summary>The records of both networks, the second after the first.</summary>
    /// <exception cref="ArithmeticException">Training diverged; one sentence.</exception>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    /// <param name="cell">The number under which they are recorded.</param>
    /// <param name="context">The instance.</param>
    /// <param name="points">Test points of each network.</param>
    /// <param name="adversarialName">Name of the second network in the store: cells that share the first one need different ones.</param>
    public static IEnumerable<StudyRecord> Run(int cell, SparseCodingContext context, int points, string adversarialName = TrainedNetwork.FastGradient)
    {
        using SymmetricReluNetwork initial = context.InitialNetwork();
        using SymmetricReluNetwork clean = context.CleanNetwork(0, 1).Network;
        yield return Record(cell, Study.Clean, TrainedNetwork.Clean, clean, initial, context, points);
        TrainingPhase phase = context.Instance.Plan.Adversarial with { Attack = TrainingAttack.FastGradient };
        using SymmetricReluNetwork adversarial = context.Training(0, 1).Train(
            adversarialName,
            "adversarial training by FGM",
            () => context.AdversarialStart(clean),
            context.AdversarialSettings(phase, RandomStream.FastGradientTraining, new UpdateRule.Full()),
            context.Cancellation).Network;
        yield return Record(cell, Study.FastGradient, TrainedNetwork.FastGradient, adversarial, initial, context, points);
    }

    private static StudyRecord Record(
        int cell, Study study, string name, SymmetricReluNetwork network, SymmetricReluNetwork initial, SparseCodingContext context, int points)
    {
        RobustAccuracy robust = context.Robustness.Of(network).Look(context.Instance.Radius, points);
        using LabelledPoints fresh = LabelledPoints.Draw(context.Device, context.Distribution, RandomStream.Evaluation, StreamSteps.SweepCells.First, points);
        var accuracy = new Proportion(VerifiedMargins.OfPoints(new ReferenceNetwork(network), fresh).Count(static margin => margin > 0), points);
        return new StudyRecord(
            cell,
            study,
            FormattableString.Invariant($"clean {accuracy.Estimate:P0}, attacked {robust.Attacked.Estimate:P0}, certified {robust.Certified.Estimate:P0}"),
            [
                new(EvidenceKeys.CleanAccuracy(name), Proportion: accuracy),
                new(EvidenceKeys.AttackedAccuracy(name), Proportion: robust.Attacked),
                new(EvidenceKeys.CertifiedAccuracy(name), Proportion: robust.Certified),
                .. WeightMeasurements.OfNetwork(name, network, initial, context.Distribution).Where(static measured => measured.Series is null),
            ]);
    }
}
