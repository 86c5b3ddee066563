using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>Clean training: accuracy, attacks, correlation with the initialisation, features, dense mixture.</summary>
public sealed class CleanStudy : ISparseCodingStudy
{
    private const int AcceptanceCandidates = 20_000;

    public Study Kind => Study.Clean;

    public IReadOnlyList<Study> Prerequisites => [];

    public StudyWork Work(SparseCodingInstance instance, Effort effort)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return new StudyWork(CleanSteps: instance.Plan.Clean.Steps, Evaluations: 1);
    }

    public StudyOutcome Run(SparseCodingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        TrainingSnapshot trained = context.CleanNetwork(0, 0.6);
        using SymmetricReluNetwork network = trained.Network;
        using SymmetricReluNetwork initial = context.InitialNetwork();
        context.Report(0.6, "clean accuracy");
        Proportion clean = context.Meter.Clean(network, Thresholds.CleanAccuracy);
        const string Name = TrainedNetwork.Clean;
        (RobustAccuracy robust, IReadOnlyList<Measurement> robustness) =
            RobustnessMeasurements.Measure(context, Name, network, Thresholds.CleanTrainedRobustAccuracy, 0.65);
        List<Measurement> measured =
        [
            new(EvidenceKeys.AcceptanceRate, Scalar: context.Distribution.EstimateAcceptanceRate(AcceptanceCandidates)),
            new(EvidenceKeys.CleanAccuracy(Name), Proportion: clean),
            .. robustness,
            new(EvidenceKeys.DenseShareCurve(Name), Series: trained.DenseShare),
            .. WeightMeasurements.OfNetwork(Name, network, initial, context.Distribution),
        ];
        if (context.Instance.Law.Dictionary == DictionaryLaw.Overcomplete)
        {
            measured.Add(new(EvidenceKeys.Coherence, Scalar: context.Distribution.MeasureCoherence()));
        }

        return new StudyOutcome(FormattableString.Invariant($"clean {clean.Estimate:P1}, attacked {robust.Attacked.Estimate:P1}, certified {robust.Certified.Estimate:P1}"), measured);
    }
}
