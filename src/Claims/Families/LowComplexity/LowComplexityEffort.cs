using PurifyProofs.Claims.Instances;

namespace PurifyProofs.Claims.Families.LowComplexity;

/// <summary>How hard models of low complexity are trained, attacked and bounded; belongs to the scale, never to the outcome.</summary>
public sealed record LowComplexityEffort
{
    /// <summary>Degrees of polynomials.</summary>
    public static IReadOnlyList<int> Degrees { get; } = [1, 3, 5, 7];

    /// <summary>Norm budgets B at which dual bounds of polynomials are recorded; B = 1 is the size of a function that answers ±1.</summary>
    public static IReadOnlyList<double> PolynomialBudgets { get; } = [1, 10];

    /// <summary>The same for tangent-kernel models, whose trained norms are some tens.</summary>
    public static IReadOnlyList<double> KernelBudgets { get; } = [10, 50, 100];

    /// <summary>Linear classifiers, polynomials and random features.</summary>
    public required StudySettings Models { get; init; }

    /// <summary>The tangent kernel.</summary>
    public required TangentKernelEffort Kernel { get; init; }

    /// <summary>Number of random ReLU features; 0 leaves them out.</summary>
    public required int RandomFeatures { get; init; }

    /// <summary>Polynomials over sizes: lighter, for there are many.</summary>
    public static StudySettings Sizes { get; } = new()
    {
        RoundSamples = 600,
        Rounds = 4,
        TrainingAttackSteps = 8,
        SelectionSamples = 200,
        EvaluationSamples = 300,
        EvaluationAttackSteps = 20,
    };

    /// <summary>Dimensions of the study over sizes.</summary>
    public static IReadOnlyList<int> Dimensions { get; } = [64, 128, 256, 512, 1024];

    /// <summary>Per-coordinate noise of that study in units of 1/√k.</summary>
    public static IReadOnlyList<double> NoiseFractions { get; } = [0.1, 0.15, 0.2];

    /// <summary>Degrees of that study: degree 1 fails everywhere.</summary>
    public static IReadOnlyList<int> DegreesOverSizes { get; } = [3, 5, 7];

    /// <summary>Two degrees or more as a sentence lists them.</summary>
    public static string InWords(IReadOnlyList<int> degrees) => $"{string.Join(", ", degrees.SkipLast(1))} and {degrees[^1]}";

    /// <summary>The effort of a scale.</summary>
    public static LowComplexityEffort Of(Scale scale) => scale <= Scale.Quick
        ? new LowComplexityEffort
        {
            Models = new StudySettings
            {
                RoundSamples = 600,
                Rounds = 5,
                TrainingAttackSteps = 10,
                CertifiedTraining = new CertifiedPolynomialTraining(8, 96),
                EvaluationSamples = 600,
                EvaluationAttackSteps = 30,
                PilotSamples = 512,
                DualSamples = 8192,
            },
            Kernel = new TangentKernelEffort
            {
                Steps = 240,
                BatchSize = 64,
                EvaluationSamples = 320,
                EvaluationAttackSteps = 30,
                PilotSamples = 1024,
                DualSamples = 4096,
            },
            RandomFeatures = 0,
        }
        : new LowComplexityEffort { Models = new StudySettings(), Kernel = new TangentKernelEffort(), RandomFeatures = 1000 };
}
