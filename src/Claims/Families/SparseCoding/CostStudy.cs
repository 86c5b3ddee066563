using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>
/// The instance at growing dimension up to its own: at each size the smallest budget of adversarial training by FGM after which the network is
/// as accurate and as robust, by certificates, as FP-4 asks. Every budget is trained whole and from the same clean network.
/// </summary>
public sealed class CostStudy : ISparseCodingStudy
{
    /// <summary>How many sizes: the fewest to which an exponent is fitted.</summary>
    public const int Sizes = 5;

    // From a size to the next 2^(1/8), from the first to the last √2.
    private const int StepsPerDoubling = 8;
    private const double CleanShare = 0.1;
    private const double TrainingShare = 0.7;

    // What each end of the search tries: a forecast does not know which it will be, so it takes their mean.
    private static readonly int[][] Searches = [.. Enumerable.Range(0, TrainingBudgets.Shares.Count + 1).Select(Tried)];
    private static readonly int Largest = TrainingBudgets.Shares.Count - 1;
    private static readonly int LongestSearch = Searches.Max(static tried => tried.Length);

    public Study Kind => Study.Cost;

    public IReadOnlyList<Study> Prerequisites => [];

    /// <summary>The dimensions for an instance of dimension d: five from d/√2 to d, evenly spaced on a logarithmic scale.</summary>
    public static IReadOnlyList<int> SizesOf(int dimension) =>
        [.. Enumerable.Range(1 - Sizes, Sizes).Select(step => (int)Math.Round(dimension * Math.Pow(2, (double)step / StepsPerDoubling)))];

    public StudyWork Work(SparseCodingInstance instance, Effort effort)
    {
        ArgumentNullException.ThrowIfNull(instance);
        double sizes = SizesOf(instance.Law.Dimension).Sum(StepCost) / StepCost(instance.Law.Dimension);
        double budgets = Searches.Average(static tried => tried.Sum(static budget => TrainingBudgets.Shares[budget]));
        return sizes * new StudyWork(
            CleanSteps: instance.Plan.Clean.Steps,
            FastGradientSteps: budgets * instance.Plan.Adversarial.Steps,
            Evaluations: Searches.Average(static tried => tried.Length));
    }

    public StudyOutcome Run(SparseCodingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        IReadOnlyList<int> sizes = SizesOf(context.Instance.Law.Dimension);
        double total = sizes.Sum(StepCost);
        double done = 0;
        List<SizeCost> costs = [];
        foreach (int dimension in sizes)
        {
            double share = StepCost(dimension) / total;
            costs.Add(AtSize(context, dimension, done, done + share));
            done += share;
        }

        const string Name = TrainedNetwork.Cheapest;
        NetworkReading own = costs[^1].Network;
        return new StudyOutcome(
            "sufficient: " + string.Join(", ", costs.Select(static cost => cost.Summary)),
            [
                new(EvidenceKeys.StepsByDimension, Series: [.. costs.Select(static cost => new SeriesPoint(cost.Dimension, cost.Steps))]),
                new(EvidenceKeys.SamplesByDimension, Series: [.. costs.Select(static cost => new SeriesPoint(cost.Dimension, cost.Samples))]),
                new(EvidenceKeys.CleanAccuracy(Name), Proportion: own.Clean),
                new(EvidenceKeys.AttackedAccuracy(Name), Proportion: own.Attacked),
                new(EvidenceKeys.CertifiedAccuracy(Name), Proportion: own.Certified),
                new(EvidenceKeys.VanishingGradients(Name), Scalar: costs.Sum(static cost => cost.VanishingGradients)),
                new(EvidenceKeys.ContradictedCertificates(Name), Scalar: costs.Sum(static cost => cost.Contradictions)),
            ]);
    }

    // Width grows with d and so does a product's depth.
    private static double StepCost(int dimension) => (double)dimension * dimension;

    private static int[] Tried(int smallest)
    {
        List<int> tried = [];
        TrainingBudgets.Smallest(
            budget =>
            {
                tried.Add(budget);
                return budget >= smallest;
            },
            out _);
        return [.. tried];
    }

    private static SizeCost AtSize(SparseCodingContext context, int dimension, double from, double to)
    {
        // At its own size the instance is itself, and its clean-trained network may be there already.
        using SparseCodingContext sized = dimension == context.Instance.Law.Dimension
            ? context.Resized(context.Instance, context.Options.NetworkFolder, from, to)
            : context.Resized(InstanceSizing.AtDimension(context.Instance, dimension), context.Store.SubfolderFor(dimension), from, to);
        using SymmetricReluNetwork clean = sized.CleanNetwork(0, CleanShare).Network;
        Dictionary<int, SizeCost> tried = [];
        int? smallest = TrainingBudgets.Smallest(
            budget => (tried[budget] = Try(sized, clean, budget, tried.Count)).Network.IsProvablyRobust,
            out _);
        return smallest is { } found
            ? tried[found]
            : tried[Largest] with { Steps = double.PositiveInfinity, Samples = double.PositiveInfinity };
    }

    private static SizeCost Try(SparseCodingContext sized, SymmetricReluNetwork clean, int budget, int before)
    {
        double Progress(double part) => CleanShare + ((1 - CleanShare) * (before + part) / LongestSearch);
        SparseCodingInstance instance = TrainingBudgets.Apply(sized.Instance, budget);
        TrainingPhase phase = instance.Plan.Adversarial with { Attack = TrainingAttack.FastGradient };
        using SymmetricReluNetwork network = sized.Training(Progress(0), Progress(TrainingShare)).Train(
            FormattableString.Invariant($"budget-{budget}"),
            "adversarial training by FGM",
            () => sized.AdversarialStart(clean),
            sized.AdversarialSettings(phase, RandomStream.FastGradientTraining, new UpdateRule.Full()),
            sized.Cancellation).Network;
        sized.Report(Progress(TrainingShare), "attacking and certifying");

        // One look has to do within the search. That even the largest budget does not suffice is something a verdict rests on.
        Effort effort = budget == Largest ? sized.Effort : sized.Effort with { Accuracy = sized.Effort.Accuracy with { Looks = 1 } };
        using var meter = new RobustnessMeter(sized.Device, sized.Distribution, effort) { Cancellation = sized.Cancellation };
        RobustAccuracy robust = meter.Of(network).Measure(instance.Radius, Thresholds.RobustAccuracy);
        Proportion accuracy = new AccuracyMeter(sized.Device, sized.Distribution, effort).Clean(network, Thresholds.CleanAccuracy);
        (double steps, double samples) = TrainingBudgets.Cost(instance);
        return new SizeCost(
            instance.Law.Dimension,
            steps,
            samples,
            new NetworkReading(accuracy, robust.Attacked, robust.Certified),
            robust.VanishingGradients,
            robust.Contradictions);
    }

    // Steps and samples are infinite where no tried budget suffices.
    private sealed record SizeCost(int Dimension, double Steps, double Samples, NetworkReading Network, int VanishingGradients, int Contradictions)
    {
        public string Summary => double.IsFinite(Steps)
            ? FormattableString.Invariant($"{Steps} steps at d = {Dimension}")
            : FormattableString.Invariant($"no tried budget at d = {Dimension}");
    }
}
