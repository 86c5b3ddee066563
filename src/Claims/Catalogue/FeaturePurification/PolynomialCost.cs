using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Families.SparseCoding;

namespace PurifyProofs.Claims.Catalogue.FeaturePurification;

/// <summary>FP-9: Robustness costs polynomially many steps and samples.</summary>
public sealed class PolynomialCost : ISparseCodingClaim
{
    // Of each of two limits: together they may err with the probability that one instance has.
    private const double ErrorProbability = 0.005;

    // The smallest size of the study is then 181: below 175 the window of the preset is empty.
    private const int SmallestDimension = 256;

    private const int MissingSizes = 1;

    public string Id => "FP-9";

    public string Title => "Robustness costs polynomially many steps and samples";

    public string Statement => "Clean and adversarial training reach provable robustness within a number of steps and samples that is polynomial in d.";

    public string Formula => FormattableString.Invariant(
        $"T(d), N(d) ∝ d^e \"with\" e < {Thresholds.CostExponent}");

    public string Source => "Allen-Zhu and Li, Feature Purification, FOCS 2021 (arXiv 2005.10190), result (2)";

    public string Hypotheses => CoreHypotheses.TrainingSentence + FormattableString.Invariant($" d ≥ {SmallestDimension}.");

    public string DecisionRule => FormattableString.Invariant(
        $"The instance is resized to five dimensions from d/√2 to d, m/d constant, and at each the smallest budget of adversarial training by FGM is sought by bisection (a factor √2 apart, at most {TrainingBudgets.Shares[^1]} times the instance's own) after which the estimates are as FP-4 asks: certified accuracy above {Thresholds.RobustAccuracy}, clean accuracy above {Thresholds.CleanAccuracy}. The exponents in d of the steps and of the samples, those of clean training included, by least squares on logarithms: upper {1 - ErrorProbability:P1} confidence limits below {Thresholds.CostExponent}. Fewer than {MissingSizes} size may be left without a budget that suffices. Where one is, nothing is fitted and the claim is undecided; but violated if it is the instance's own size and after the largest budget the clean accuracy is below {Thresholds.CleanAccuracy} or the attacked accuracy below {Thresholds.RobustAccuracy}.");

    public Scale FirstScale => Scale.Full;

    public IReadOnlyList<Study> Needs => [Study.Cost];

    public IReadOnlyList<Breaker> Breakers { get; } =
    [
        BrokenHypothesis.FlippedLabels(SparseCodingBases.OfSizes),
        BrokenHypothesis.TimidTraining(SparseCodingBases.OfSizes),
    ];

    public IReadOnlyList<FigureSpec> Figures { get; } =
    [
        Figure(null, "Steps", EvidenceKeys.StepsByDimension),
        Figure("samples", "Samples", EvidenceKeys.SamplesByDimension),
    ];

    public string? Breach(SparseCodingInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return instance.Law.Dimension < SmallestDimension
            ? FormattableString.Invariant($"the dimension {instance.Law.Dimension} is below {SmallestDimension}")
            : CoreHypotheses.BreachOfTraining(instance);
    }

    public InstanceVerdict Judge(SparseCodingInstance instance, InstanceEvidence evidence, double errorProbability)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(evidence);
        IReadOnlyList<SeriesPoint> steps = evidence.Series(EvidenceKeys.StepsByDimension);
        IReadOnlyList<SeriesPoint> samples = evidence.Series(EvidenceKeys.SamplesByDimension);
        int missing = Math.Max(steps.Count - Finite(steps).Length, samples.Count - Finite(samples).Length);
        Measure[] refuting = missing == 0 ? [Exponent("steps", steps), Exponent("samples", samples)]
            : double.IsFinite(steps[^1].Y) ? []
            : [
                OfLargestBudget("clean_accuracy", EvidenceKeys.CleanAccuracy, Thresholds.CleanAccuracy),
                OfLargestBudget("attacked_accuracy", EvidenceKeys.AttackedAccuracy, Thresholds.RobustAccuracy),
            ];
        Measure reached = InstanceVerdicts.Exact("sizes_without_sufficient_budget", missing, MissingSizes, Requirement.Below);
        return TwoSidedVerdict.Of(instance, refuting, [reached], []).Heed(evidence, VerdictKind.Holds, TrainedNetwork.Cheapest);

        Measure OfLargestBudget(string name, Func<string, string> key, double threshold) => InstanceVerdicts.OfProportion(
            name + "_at_largest_budget",
            evidence.Proportion(key(TrainedNetwork.Cheapest)),
            threshold,
            Requirement.Above,
            errorProbability);
    }

    private static Measure Exponent(string quantity, IReadOnlyList<SeriesPoint> points)
    {
        PowerLaw fit = Fit(points);
        return new Measure(quantity + "_exponent_in_dimension", fit.Exponent, fit.Lower, fit.Upper, Thresholds.CostExponent, Requirement.Below);
    }

    private static PowerLaw Fit(IReadOnlyList<SeriesPoint> points) =>
        PowerLaw.Fit([.. points.Select(static point => point.X)], [.. points.Select(static point => point.Y)], ErrorProbability);

    private static SeriesPoint[] Finite(IReadOnlyList<SeriesPoint> points) => [.. points.Where(static point => double.IsFinite(point.Y))];

    private static FigureSpec Figure(string? suffix, string quantity, string key) => new(
        FigureKind.Curves,
        quantity + " to provable robustness by dimension",
        FormattableString.Invariant(
            $"{quantity} of clean and adversarial training until the network is provably robust, against the dimension, both as logarithms: the fitted power law, and one of the largest allowed exponent through the middle of the points"),
        new("log₁₀ d"),
        new("log₁₀ " + quantity.ToLowerInvariant()),
        [
            new("smallest budget that suffices", key) { Drawn = Logarithms },
            new("fitted power law", key) { Drawn = static points => Line(points, static measured => Fit(measured).Exponent) },
            new(FormattableString.Invariant($"d^{Thresholds.CostExponent}"), key) { Drawn = static points => Line(points, static _ => Thresholds.CostExponent) },
        ])
    {
        Suffix = suffix,
    };

    private static SeriesPoint[] Logarithms(IReadOnlyList<SeriesPoint> points) =>
        [.. Finite(points).Select(static point => new SeriesPoint(Math.Log10(point.X), Math.Log10(point.Y)))];

    // Through the mean of the points, as the least-squares line goes; none where a size is missing, since nothing is fitted there.
    private static SeriesPoint[] Line(IReadOnlyList<SeriesPoint> points, Func<IReadOnlyList<SeriesPoint>, double> exponent)
    {
        SeriesPoint[] logarithms = Logarithms(points);
        if (logarithms.Length < points.Count)
        {
            return [];
        }

        double slope = exponent(points), x = logarithms.Average(static point => point.X), y = logarithms.Average(static point => point.Y);
        return [.. logarithms.Select(point => point with { Y = y + (slope * (point.X - x)) })];
    }
}
