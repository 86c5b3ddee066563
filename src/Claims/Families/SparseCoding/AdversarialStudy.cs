using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>Adversarial training from the clean weights: accuracy, attacks, and what it did to the weights.</summary>
public sealed class AdversarialStudy : ISparseCodingStudy
{
    private const int MeanSamples = 20_000;

    private readonly string name;
    private readonly TrainingAttack attack;
    private readonly RandomStream stream;

    private AdversarialStudy(Study kind, string name, TrainingAttack attack, RandomStream stream) =>
        (Kind, this.name, this.attack, this.stream) = (kind, name, attack, stream);

    /// <summary>Training by FGM.</summary>
    public static AdversarialStudy FastGradient { get; } =
        new(Study.FastGradient, TrainedNetwork.FastGradient, TrainingAttack.FastGradient, RandomStream.FastGradientTraining);

    /// <summary>Training by PGD.</summary>
    public static AdversarialStudy ProjectedGradient { get; } =
        new(Study.ProjectedGradient, TrainedNetwork.ProjectedGradient, TrainingAttack.ProjectedGradient, RandomStream.ProjectedGradientTraining);

    public Study Kind { get; }

    public IReadOnlyList<Study> Prerequisites => [Study.Clean];

    public StudyWork Work(SparseCodingInstance instance, Effort effort)
    {
        ArgumentNullException.ThrowIfNull(instance);
        int steps = instance.Plan.Adversarial.Steps;
        return attack == TrainingAttack.FastGradient
            ? new StudyWork(FastGradientSteps: steps, Evaluations: 1)
            : new StudyWork(ProjectedGradientSteps: steps, Evaluations: 1);
    }

    public StudyOutcome Run(SparseCodingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        using SymmetricReluNetwork clean = context.CleanNetwork(0, 0.05).Network;
        TrainingPhase phase = context.Instance.Plan.Adversarial with { Attack = attack };
        TrainingSnapshot trained = context.Training(0.05, 0.8).Train(
            name,
            attack == TrainingAttack.FastGradient ? "adversarial training by FGM" : "adversarial training by PGD",
            () => context.AdversarialStart(clean),
            context.AdversarialSettings(phase, stream, new UpdateRule.Full()),
            context.Cancellation);
        using SymmetricReluNetwork network = trained.Network;
        using SymmetricReluNetwork initial = context.InitialNetwork();
        context.Report(0.8, "clean accuracy");
        Proportion accuracy = context.Meter.Clean(network, Thresholds.CleanAccuracy);
        (RobustAccuracy robust, IReadOnlyList<Measurement> robustness) =
            RobustnessMeasurements.Measure(context, name, network, Thresholds.RobustAccuracy, 0.82);
        List<Measurement> measured =
        [
            new(EvidenceKeys.CleanAccuracy(name), Proportion: accuracy),
            .. robustness,
            new(EvidenceKeys.DenseShareCurve(name), Series: trained.DenseShare),
            .. WeightMeasurements.OfNetwork(name, network, initial, context.Distribution),
            .. WeightMeasurements.OfPurification(name, clean, network, context.Distribution.DenseMixture, MeanLabelledInput(context)),
            UpdateMeasurements.OfSpectrum(name, clean, network),
        ];

        // Claims read them after one of the two trainings, and one is enough for a picture: these are the longest series of the ledger.
        if (attack == TrainingAttack.FastGradient)
        {
            measured.Add(WeightMeasurements.OfCosines(name, clean, network));
            measured.AddRange(UpdateMeasurements.OfCoordinates(name, clean, network, context.Distribution));
        }

        return new StudyOutcome(FormattableString.Invariant($"clean {accuracy.Estimate:P1}, attacked {robust.Attacked.Estimate:P1}, certified {robust.Certified.Estimate:P1}"), measured);
    }

    // E[yx] from samples: for unequal teachers it is not parallel to the dense mixture, and the report shows both.
    private static double[] MeanLabelledInput(SparseCodingContext context)
    {
        using LabelledPoints points = LabelledPoints.Draw(
            context.Device, context.Distribution, RandomStream.Estimation, StreamSteps.LabelledMean.First, MeanSamples);
        var mean = new double[points.X.Columns];
        for (int i = 0; i < points.Count; i++)
        {
            Span<float> row = points.X.Row(i);
            for (int j = 0; j < mean.Length; j++)
            {
                mean[j] += points.Y[i] * (double)row[j] / points.Count;
            }
        }

        return mean;
    }
}
