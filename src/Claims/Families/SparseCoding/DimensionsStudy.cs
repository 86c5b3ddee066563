using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>The instance at growing dimension: median correlation with the initialisation, clean and adversarial.</summary>
public sealed class DimensionsStudy : ISparseCodingStudy
{
    public Study Kind => Study.Dimensions;

    public IReadOnlyList<Study> Prerequisites => [];

    public StudyWork Work(SparseCodingInstance instance, Effort effort)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(effort);
        double sizes = effort.Dimensions.Sum(Cost) / Cost(instance.Law.Dimension);
        return sizes * new StudyWork(CleanSteps: instance.Plan.Clean.Steps, FastGradientSteps: instance.Plan.Adversarial.Steps);
    }

    public StudyOutcome Run(SparseCodingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        IReadOnlyList<int> dimensions = context.Effort.Dimensions;
        List<SeriesPoint> clean = [];
        List<SeriesPoint> adversarial = [];
        double total = dimensions.Sum(Cost);
        double done = 0;
        foreach (int dimension in dimensions)
        {
            double share = Cost(dimension) / total;
            (double afterClean, double afterAdversarial) = Train(context, dimension, done, done + share);
            clean.Add(new SeriesPoint(dimension, afterClean));
            adversarial.Add(new SeriesPoint(dimension, afterAdversarial));
            done += share;
        }

        return new StudyOutcome(
            FormattableString.Invariant($"median |cos(w⁰,w)| from {clean[0].Y:0.000} at d = {clean[0].X} to {clean[^1].Y:0.000} at d = {clean[^1].X}"),
            [
                new(EvidenceKeys.InitialCorrelationByDimension(TrainedNetwork.Clean), Series: clean),
                new(EvidenceKeys.InitialCorrelationByDimension(TrainedNetwork.FastGradient), Series: adversarial),
            ]);
    }

    // Width grows with d and so does a product's depth.
    private static double Cost(int dimension) => (double)dimension * dimension;

    private static (double Clean, double Adversarial) Train(SparseCodingContext context, int dimension, double from, double to)
    {
        SparseCodingInstance instance = InstanceSizing.AtDimension(context.Instance, dimension);
        using SparseCodingContext scaled = context.Resized(instance, context.Store.SubfolderFor(dimension), from, to);
        using SymmetricReluNetwork initial = scaled.InitialNetwork();
        using SymmetricReluNetwork clean = scaled.CleanNetwork(0, 0.2).Network;
        TrainingPhase phase = instance.Plan.Adversarial with { Attack = TrainingAttack.FastGradient };
        using SymmetricReluNetwork adversarial = scaled.Training(0.2, 1).Train(
            TrainedNetwork.FastGradient,
            "adversarial training by FGM",
            () => scaled.AdversarialStart(clean),
            scaled.AdversarialSettings(phase, Model.Numerics.RandomStream.FastGradientTraining, new UpdateRule.Full()),
            context.Cancellation).Network;
        return (MedianCorrelation(initial, clean), MedianCorrelation(initial, adversarial));
    }

    private static double MedianCorrelation(SymmetricReluNetwork initial, SymmetricReluNetwork trained) =>
        SampleMedian.Of(Array.ConvertAll(WeightStatistics.RowCosines(initial.Weights, trained.Weights), Math.Abs));
}
