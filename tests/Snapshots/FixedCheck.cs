using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Snapshots;

/// <summary>A check written by hand, with all four verdicts, every figure, and characters that Markdown, XML or JSON would trip over.</summary>
internal static class FixedCheck
{
    public static readonly FixedClaim Correlation = new("FP-1", "Near-zero correlation |cos| with the initial weights");
    public static readonly FixedClaim Attacked = new("FP-3", "Clean training is not robust");
    public static readonly FixedClaim Certified = new("FP-4", "Adversarial training is robust");
    public static readonly FixedClaim Purified = new("FP-5", "Purification");
    public static readonly FixedClaim Dense = new("FP-6", "The removed part is a dense mixture");
    public static readonly FixedClaim LowRank = new("FP-7", "Low-rank updates suffice");
    public static readonly FixedClaim Transfer = new("FP-8", "Adversarial examples transfer", Scale.Standard);

    public static readonly SparseCodingInstance Small = Instance(256, 1024, 0.15, 7);
    public static readonly SparseCodingInstance Large = Instance(512, 3072, 0.2, 8);

    public static IReadOnlyList<FixedClaim> Claims { get; } = [Correlation, Attacked, Certified, Purified, Dense, LowRank, Transfer];

    /// <summary>The program that measured.</summary>
    public static ProgramVersion Program { get; } = new("1.0.0", "0123456789abcdef0123456789abcdef01234567", "fedcba9876543210");

    /// <summary>The check.</summary>
    public static CheckResult Result { get; } = new(
        Scale.Quick,
        7,
        [
            Verdict(Correlation, VerdictKind.Holds, "Holds on 2 of 2 instances.", [Correlated(Small, 0.31), Correlated(Large, 0.24)]),
            Verdict(Attacked, VerdictKind.Violated, "Violated on 1 of 2 instances: attacked accuracy is 25.3 %, not below 1 %.", [Broken(Small), NotBroken(Large)], Line(Large)),
            Verdict(Certified, VerdictKind.Undecided, "Undecided: no certificate was computed.", [Uncertified(Small), Uncertified(Large)]),
            Verdict(Purified, VerdictKind.Holds, "Holds on 2 of 2 instances.", [Exact(Small, "purified_share", 0.97, 0.9), Exact(Large, "purified_share", 0.98, 0.9)]),
            Verdict(Dense, VerdictKind.Holds, "Holds on 2 of 2 instances.", [Exact(Small, "removed_direction_cosine", 0.9997, 0.9), Exact(Large, "removed_direction_cosine", 0.9996, 0.9)]),
            Verdict(LowRank, VerdictKind.Holds, "Holds on 1 of 1 instance.", [Exact(Small, "smallest_rank", 32, double.NaN)]),
            new(Transfer, VerdictKind.NotApplicable, "Not applicable: no instance lies inside the hypotheses.", [Outside(Small), Outside(Large)], [], null),
        ],
        JudgementBasis.TheseInstances,
        [new(Small, Evidence(0.15)), new(Large, Evidence(0.2))],
        "The time limit of 90 s was reached after 4 of 6 studies.")
    {
        Programs = [Program],
    };

    /// <summary>What the check was asked to do.</summary>
    public static LedgerHeader Header { get; } = new(Scale.Quick, 7, "*", [Line(Small), Line(Large)]);

    /// <summary>The line of an instance, as this fixed check prints it.</summary>
    public static string Line(Instance instance)
    {
        var fixedOne = (SparseCodingInstance)instance;
        return FormattableString.Invariant($"preset=fixed,d={fixedOne.Law.Dimension},k={fixedOne.Law.Sparsity},m={fixedOne.Plan.Width},radius={instance.Radius},seed={instance.Seed}");
    }

    /// <summary>The same check with other verdicts.</summary>
    public static CheckResult With(params VerdictKind[] verdicts) => Result with
    {
        Claims = [.. verdicts.Select((verdict, index) => new ClaimVerdict(Claims[index], verdict, $"A {verdict} sentence.", [], [], null))],
        Partial = null,
    };

    private static SparseCodingInstance Instance(int dimension, int width, double radius, ulong seed) => new(
        new SparseCodingLaw { Dimension = dimension, DictionarySize = dimension, Sparsity = 3 },
        new TrainingPlan
        {
            Width = width,
            OutputScale = 0.1,
            SmoothingFraction = 0.6,
            Bias = new BiasSchedule(0.24, 0.6, 250),
            Clean = new TrainingPhase { Steps = 400, LearningRate = 60 },
            Adversarial = new TrainingPhase { Steps = 3000, LearningRate = 60, Attack = TrainingAttack.FastGradient, Radius = 0.22, RampSteps = 400 },
        },
        radius,
        seed,
        "fixed");

    private static ClaimVerdict Verdict(FixedClaim claim, VerdictKind verdict, string sentence, InstanceVerdict[] instances, string? worst = null) =>
        new(claim, verdict, sentence, instances, instances[^1].Measures, worst ?? instances[0].InstanceLine);

    private static InstanceVerdict Correlated(SparseCodingInstance instance, double median) => new(
        Line(instance),
        VerdictKind.Holds,
        "The median |cos| lies below ε on this instance.",
        [
            new("initial_correlation", median, median, median, 0.47 - (instance.Law.Dimension / 4096.0), Requirement.Below),
            new("feature_count", 3.5, 3.5, 3.5, double.NaN, Requirement.None),
        ]);

    private static InstanceVerdict Broken(SparseCodingInstance instance) => new(
        Line(instance),
        VerdictKind.Holds,
        "The attacks leave 2 of 2000 points.",
        [new("attacked_accuracy", 0.001, 0.00012113, 0.0036062, 0.01, Requirement.Below), new("clean_accuracy", 0.9995, 0.9972, 1, double.NaN, Requirement.None)]);

    private static InstanceVerdict NotBroken(SparseCodingInstance instance) => new(
        Line(instance),
        VerdictKind.Violated,
        "The attacks leave 506 of 2000 points.",
        [new("attacked_accuracy", 0.253, 0.23409, 0.27266, 0.01, Requirement.Below)]);

    private static InstanceVerdict Uncertified(SparseCodingInstance instance) => new(
        Line(instance),
        VerdictKind.Undecided,
        "The attacked side alone bounds robust accuracy from above only.",
        [
            new("attacked_accuracy", 0.9985, 0.99562, 0.99969, 0.99, Requirement.Above),
            new("certified_accuracy", double.NaN, 0, 1, 0.99, Requirement.Above),
        ]);

    private static InstanceVerdict Exact(SparseCodingInstance instance, string name, double value, double threshold) => new(
        Line(instance),
        VerdictKind.Holds,
        $"The {name.Replace('_', ' ')} is on the right side.",
        [new(name, value, value, value, threshold, double.IsNaN(threshold) ? Requirement.None : Requirement.Above)]);

    private static InstanceVerdict Outside(SparseCodingInstance instance) =>
        new(Line(instance), VerdictKind.NotApplicable, "The radius lies outside the window.", []);

    private static InstanceEvidence Evidence(double radius)
    {
        var evidence = new InstanceEvidence();
        evidence.Add(Study.Clean, [.. Curves(TrainedNetwork.Clean, radius, 0.02), Bell(EvidenceKeys.InitialCorrelationHistogram(TrainedNetwork.Clean), 0.35)]);
        evidence.Add(
            Study.FastGradient,
            [
                .. Curves(TrainedNetwork.FastGradient, radius * 2, 0.4),
                Bell(EvidenceKeys.InitialCorrelationHistogram(TrainedNetwork.FastGradient), 0.2),
                Bell(EvidenceKeys.PurificationCosineHistogram(TrainedNetwork.FastGradient), 0.8),
                new(EvidenceKeys.UpdateSpectrum(TrainedNetwork.FastGradient), Series: Points([1, 2, 3, 4, 6, 8], index => 0.8 / index)),
                new(EvidenceKeys.CoordinatesBefore(TrainedNetwork.FastGradient), Series: Points([1, 2, 4, 16, 64, 256], rank => 0.4 / Math.Sqrt(rank))),
                new(EvidenceKeys.CoordinatesAfter(TrainedNetwork.FastGradient), Series: Points([1, 2, 4, 16, 64, 256], rank => 0.9 / rank)),
                new(EvidenceKeys.TypicalNeuronBefore(TrainedNetwork.FastGradient), Series: Points([1, 2, 3, 4, 5], element => element == 3 ? 0.7 : 0.06)),
                new(EvidenceKeys.TypicalNeuronAfter(TrainedNetwork.FastGradient), Series: Points([1, 2, 3, 4, 5], element => element == 3 ? 0.98 : 0)),
                new(EvidenceKeys.AttackedAccuracy(TrainedNetwork.FastGradient), Proportion: new Proportion(997, 1000)),
                new(EvidenceKeys.LowRankCurve, Series: Points([1, 4, 16, 32, 64, 128], rank => 1 - Math.Exp(-rank / 9))),
            ]);
        return evidence;
    }

    private static Measurement[] Curves(string network, double scale, double decay) =>
    [
        new(EvidenceKeys.AttackedAccuracyByRadius(network), Series: Points([0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3], radius => 1 / (1 + Math.Exp(40 * (radius - (scale * 0.75)))))),
        new(EvidenceKeys.CertifiedAccuracyByRadius(network), Series: Points([0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3], radius => 1 / (1 + Math.Exp(40 * (radius - (scale * 0.65)))))),
        new(EvidenceKeys.DenseShareCurve(network), Series: Points([0, 100, 200, 300, 400], step => decay + (0.4 * Math.Exp(-decay * step / 20)))),
    ];

    private static Measurement Bell(string key, double centre) =>
        new(key, Series: Points([.. Enumerable.Range(0, 20).Select(bin => bin / 20.0)], left => Math.Round(180 * Math.Exp(-Math.Pow((left - centre) / 0.12, 2)))));

    // Rounded, so that no platform's last bit of exp enters an approved file.
    private static SeriesPoint[] Points(double[] abscissae, Func<double, double> ordinate) =>
        [.. abscissae.Select(x => new SeriesPoint(x, Math.Round(ordinate(x), 4)))];
}
