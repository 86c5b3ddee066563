using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Bounds.LowComplexity;

/// <summary>
/// Upper bounds of the two moments on which the bound for linear classifiers rests, exact up to <see cref="Reserve"/> for
/// orthonormal dictionaries, ±1 teachers and constant magnitudes. Proofs: docs/lower-bounds.md, part 2.
/// </summary>
/// <param name="SecondMoment">λ ≥ λ_max(E[xxᵀ]).</param>
/// <param name="LabelCorrelation">M ≥ ‖E[yx]‖, at most √λ.</param>
public sealed record SparseCodingMoments(double SecondMoment, double LabelCorrelation)
{
    /// <summary>Relative reserve for what differs between the law and its float32 samples: code values, dictionary entries, points.</summary>
    public const double Reserve = 1e-6;

    /// <summary>Of a law with orthonormal dictionary, whatever dictionary and (almost) whatever teacher is drawn.</summary>
    /// <exception cref="ArgumentException">The law is inconsistent, or its dictionary is overcomplete and must be drawn first.</exception>
    public static SparseCodingMoments Of(SparseCodingLaw law)
    {
        ArgumentNullException.ThrowIfNull(law);
        law.Validate();
        return law.Dictionary == DictionaryLaw.Orthonormal
            ? Compute(law, 1)
            : throw new ArgumentException("The moments of an overcomplete dictionary depend on the one drawn; give the distribution instead of the law.", nameof(law));
    }

    /// <summary>Of a distribution whose dictionary is drawn.</summary>
    public static SparseCodingMoments Of(SparseCodingDistribution distribution)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        return distribution.Law.Dictionary == DictionaryLaw.Orthonormal
            ? Of(distribution.Law)
            : Compute(distribution.Law, SpectralNormBound.OfSquare(distribution.Dictionary));
    }

    private static SparseCodingMoments Compute(SparseCodingLaw law, double squaredSpectralNorm)
    {
        double acceptance = 1 - TieProbability.UpperBound(law);
        double code = law.Sparsity * SquaredMagnitude(law) / (law.DictionarySize * acceptance);
        double noise = law.NoiseLevel * law.NoiseLevel / law.Dimension * (law.Noise == NoiseLaw.Spike ? squaredSpectralNorm : 1);
        double second = ((code * squaredSpectralNorm) + noise) * (1 + Reserve);
        double correlation = Math.Sqrt(squaredSpectralNorm) * (1 - (2 * law.LabelFlip)) * CodeCorrelation(law, code, acceptance) * (1 + Reserve);
        return new SparseCodingMoments(second, Math.Min(correlation, Math.Sqrt(second)));
    }

    /// <summary>E[|z_j|² | z_j ≠ 0], before conditioning.</summary>
    internal static double SquaredMagnitude(SparseCodingLaw law)
    {
        double unit = 1 / Math.Sqrt(law.Sparsity);
        double high = Math.Min(1, 2 * unit);
        return law.Magnitude switch
        {
            MagnitudeLaw.Uniform => ((unit * unit) + (unit * high) + (high * high)) / 3,
            MagnitudeLaw.TwoLevel => (unit * unit * (1 - (0.5 / law.Sparsity))) + (0.5 / law.Sparsity),
            _ => unit * unit,
        };
    }

    // ‖E[sign⟨w*, z⟩ z]‖: exact where every |w*_j z_j| is the same, else the square root of λ_max(E[zzᵀ]).
    private static double CodeCorrelation(SparseCodingLaw law, double secondMoment, double acceptance)
    {
        double general = Math.Sqrt(secondMoment);
        if (law.Teacher != TeacherLaw.Signs || !TieProbability.HasConstantMagnitude(law))
        {
            return general;
        }

        double meanAbsolute = law.Support == SupportLaw.Exact
            ? SignedSum.MeanAbsolute(law.Sparsity)
            : SignedSum.BinomialMean(law.DictionarySize, (double)law.Sparsity / law.DictionarySize, SignedSum.MeanAbsolute);
        return Math.Min(general, meanAbsolute / Math.Sqrt((double)law.Sparsity * law.DictionarySize) / acceptance);
    }
}
