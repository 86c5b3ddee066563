using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Runs.Assumptions;

/// <summary>
/// P(|⟨w*, z⟩| > τ‖w*_S‖ given ⟨w*, z⟩ ≠ 0): the robust accuracy at radius τ of the ideal thresholded read-out ⟨w*_S, Mᵀx⟩ on the
/// support S, for an orthonormal dictionary and no noise. An adversary along −y M w*_S moves it by τ‖w*_S‖, and no further.
/// Where it is below 99 % FP-4 must fail.
/// </summary>
/// <param name="Estimate">The probability, or the share found.</param>
/// <param name="Lower">Lower limit.</param>
/// <param name="Upper">Upper limit.</param>
public sealed record ReadOutCeiling(double Estimate, double Lower, double Upper)
{
    /// <summary>Samples where it cannot be enumerated.</summary>
    public const int Samples = 50_000;

    /// <summary>Chance that the limits of a sampled ceiling miss it.</summary>
    public const double ErrorProbability = 1e-3;

    private const int SmallestDimension = 2;

    /// <summary>Whether it was enumerated; otherwise it was counted on <see cref="Samples"/> codes.</summary>
    public bool IsExact => Lower.Equals(Upper);

    /// <summary>
    /// The ceiling of an instance, with the teacher it draws: exact by enumeration where teacher and magnitudes are discrete,
    /// otherwise counted on codes of the instance, with Clopper–Pearson limits.
    /// </summary>
    /// <exception cref="ArgumentException">The law is inconsistent.</exception>
    public static ReadOutCeiling Of(SparseCodingInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        instance.Law.Validate();
        return instance.Law is { Teacher: TeacherLaw.Signs, Magnitude: not MagnitudeLaw.Uniform } ? Enumerate(instance) : Count(instance);
    }

    private static ReadOutCeiling Enumerate(SparseCodingInstance instance)
    {
        double robust = 0, all = 0;
        foreach (CodeScore code in CodeScore.Enumerate(instance.Law))
        {
            all += code.Probability;
            robust += code.Score > instance.Radius * code.TeacherNorm ? code.Probability : 0;
        }

        return new ReadOutCeiling(robust / all, robust / all, robust / all);
    }

    private static ReadOutCeiling Count(SparseCodingInstance instance)
    {
        using var distribution = new SparseCodingDistribution(CodesOf(instance.Law), instance.Seed);
        int robust = Enumerable.Range(0, Samples).Count(sample => IsRobust(distribution, sample, instance.Radius));
        var share = new Proportion(robust, Samples);
        (double lower, double upper) = share.Interval(ErrorProbability);
        return new ReadOutCeiling(share.Estimate, lower, upper);
    }

    // Neither teacher nor codes depend on dictionary and noise, so the cheapest will do.
    private static SparseCodingLaw CodesOf(SparseCodingLaw law) => law.DictionarySize <= SmallestDimension
        ? law with { NoiseLevel = 0 }
        : law with { NoiseLevel = 0, Dimension = SmallestDimension, Dictionary = DictionaryLaw.Overcomplete };

    private static bool IsRobust(SparseCodingDistribution distribution, int sample, double radius)
    {
        double[] code = distribution.Inspect(RandomStream.Estimation, StreamSteps.ReadOutCeiling.First, sample).Code;
        double score = 0, squaredNorm = 0;
        for (int j = 0; j < code.Length; j++)
        {
            double teacher = code[j] == 0 ? 0 : distribution.Teacher[j];
            score += teacher * code[j];
            squaredNorm += teacher * teacher;
        }

        return Math.Abs(score) > radius * Math.Sqrt(squaredNorm);
    }
}
