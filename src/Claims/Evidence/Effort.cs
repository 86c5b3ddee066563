using PurifyProofs.Bounds.Certificates.TwoLayer;

namespace PurifyProofs.Claims.Evidence;

/// <summary>How much is measured on one instance; belongs to the scale, never to the outcome.</summary>
public sealed record Effort
{
    /// <summary>Test points until a proportion is decided.</summary>
    public required DecisiveProportion Accuracy { get; init; }

    /// <summary>
    /// The same for networks that stay far from the threshold, as those of low rank do: looks that start at a quarter of the points
    /// and end where those of <see cref="Accuracy"/> start.
    /// </summary>
    public DecisiveProportion CoarseAccuracy => Accuracy with { FirstTrials = Accuracy.FirstTrials / 4, Looks = 3 };

    /// <summary>Gradient steps of each projected descent.</summary>
    public required int AttackSteps { get; init; }

    /// <summary>Random restarts.</summary>
    public required int Restarts { get; init; }

    /// <summary>Points of each look that are attacked although they are certified: an attack below a certificate would be a defect.</summary>
    public required int CrossChecks { get; init; }

    /// <summary>Points of each curve over the radius.</summary>
    public required int CurveSamples { get; init; }

    /// <summary>How hard points of the curves are certified.</summary>
    public required CertificateSettings CurveCertificates { get; init; }

    /// <summary>Ranks of low-rank training as fractions of d; 0 stands for rank 1.</summary>
    public required IReadOnlyList<double> RankFractions { get; init; }

    /// <summary>Weight decays of longer training, as multiples of the plan's.</summary>
    public required IReadOnlyList<double> DecayFactors { get; init; }

    /// <summary>Dimensions of the scaling study.</summary>
    public required IReadOnlyList<int> Dimensions { get; init; }

    /// <summary>The scale that it belongs to.</summary>
    public Scale Scale { get; private init; }

    /// <summary>The effort of a scale.</summary>
    public static Effort Of(Scale scale) => OfScale(scale) with { Scale = scale };

    private static Effort OfScale(Scale scale) => scale switch
    {
        Scale.Smoke => new Effort
        {
            Accuracy = new DecisiveProportion(256, 2, ErrorProbability),
            AttackSteps = 20,
            Restarts = 0,
            CrossChecks = 64,
            CurveSamples = 64,
            CurveCertificates = CertificateSettings.ToDecideFast,
            RankFractions = [0.25],
            DecayFactors = [],
            Dimensions = [],
        },
        Scale.Quick => new Effort
        {
            Accuracy = new DecisiveProportion(FewestDeciding, 3, ErrorProbability),
            AttackSteps = 40,
            Restarts = 1,
            CrossChecks = 64,
            CurveSamples = 64,
            CurveCertificates = CertificateSettings.ToDecideFast with { Iterations = 20 },
            RankFractions = [0.25],
            DecayFactors = [],
            Dimensions = [],
        },
        _ => new Effort
        {
            Accuracy = new DecisiveProportion(FewestDeciding, LargestLooks, ErrorProbability),
            AttackSteps = 60,
            Restarts = 3,
            CrossChecks = 128,
            CurveSamples = 128,
            CurveCertificates = CertificateSettings.ToDecideFast,
            RankFractions = [0, 1.0 / 16, 1.0 / 8, 0.25, 0.5],
            DecayFactors = [0, 1, 10, 100],
            Dimensions = [96, 112, 128, 160, 192, 256, 320],
        },
    };

    // 895 successes in a row are the fewest that lie above 0.99 at the error probability of one look, as many failures below 0.01.
    private const int FewestDeciding = 896;

    /// <summary>Points of the last look: those of one look double those of the one before.</summary>
    public int MostPoints => Accuracy.FirstTrials << (Accuracy.Looks - 1);

    /// <summary>The largest number of looks of any scale; claims divide their error probability by it.</summary>
    public const int LargestLooks = 4;

    /// <summary>Chance allowed for a wrong decision of one proportion on one instance.</summary>
    public const double ErrorProbability = 1e-3;
}
