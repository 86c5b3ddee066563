using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Catalogue;
using PurifyProofs.Model.Data;
using PurifyProofs.Model.Networks;

namespace PurifyProofs.Claims.Evidence.Studies;

/// <summary>Clean training: accuracy, attacks, correlation with the initialisation, features, dense mixture.</summary>
public sealed class CleanStudy : IStudy
{
    private const int AcceptanceCandidates = 20_000;

    /// <inheritdoc/>
    public Study Kind => Study.Clean;

    /// <inheritdoc/>
    public IReadOnlyList<Study> Prerequisites => [];

    /// <inheritdoc/>
    public StudyOutcome Run(StudyContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        TrainingSnapshot trained = context.CleanNetwork(0, 0.6);
        using SymmetricReluNetwork network = trained.Network;
        using SymmetricReluNetwork initial = context.InitialNetwork();
        context.Report(0.6, "clean accuracy");
        Proportion clean = context.Meter.Clean(network, Thresholds.CleanAccuracy);
        context.Report(0.65, "attacking the clean-trained network");
        Proportion attacked = context.Meter.Attacked(network, context.Instance.Radius, Thresholds.CleanTrainedRobustAccuracy);
        IReadOnlyList<SeriesPoint> curve = context.Meter.AttackedByRadius(
            network,
            context.Instance.Radius,
            done => context.Report(0.7 + (0.3 * done), "attacked accuracy by radius"));
        const string Name = TrainedNetwork.Clean;
        List<Measurement> measured =
        [
            new(EvidenceKeys.AcceptanceRate, Scalar: context.Distribution.EstimateAcceptanceRate(AcceptanceCandidates)),
            new(EvidenceKeys.CleanAccuracy(Name), Proportion: clean),
            new(EvidenceKeys.AttackedAccuracy(Name), Proportion: attacked),
            new(EvidenceKeys.AttackedAccuracyByRadius(Name), Series: curve),
            new(EvidenceKeys.DenseShareCurve(Name), Series: trained.DenseShare),
            .. WeightMeasurements.OfNetwork(Name, network, initial, context.Distribution),
        ];
        if (context.Instance.Law.Dictionary == DictionaryLaw.Overcomplete)
        {
            measured.Add(new(EvidenceKeys.Coherence, Scalar: context.Distribution.MeasureCoherence()));
        }

        return new StudyOutcome(FormattableString.Invariant($"clean {clean.Estimate:P1}, attacked {attacked.Estimate:P1}"), measured);
    }
}
