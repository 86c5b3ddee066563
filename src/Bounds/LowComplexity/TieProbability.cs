using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Bounds.LowComplexity;

/// <summary>An upper bound of P(⟨w*, z⟩ = 0) before conditioning; see docs/lower-bounds.md, part 2.</summary>
internal static class TieProbability
{
    // Signs + uniform magnitudes: the sampler discards |⟨w*, z⟩| < 1e-9, and magnitudes have a density of at most max(4, √k).
    private const double DiscardedWidth = 2e-9;

    // Spread teachers: for all but a share 1.4e-5 of the teachers, see the document.
    private const double SpreadTies = 1e-4;

    /// <summary>The bound.</summary>
    public static double UpperBound(SparseCodingLaw law)
    {
        Func<int, double> given = OnSupportOfSize(law);
        return law.Support == SupportLaw.Exact
            ? given(law.Sparsity)
            : SignedSum.BinomialMean(law.DictionarySize, (double)law.Sparsity / law.DictionarySize, given);
    }

    /// <summary>Whether every non-zero coordinate has magnitude 1/√k: so for k = 1 under every magnitude law.</summary>
    public static bool HasConstantMagnitude(SparseCodingLaw law) => law.Magnitude == MagnitudeLaw.Constant || law.Sparsity == 1;

    // A bound of P(tie | n non-zeros).
    private static Func<int, double> OnSupportOfSize(SparseCodingLaw law)
    {
        if (law.Teacher == TeacherLaw.Spread)
        {
            return n => n switch { 0 => 1, 1 => 0, _ => SpreadTies * Math.Sqrt(law.Sparsity) };
        }

        if (HasConstantMagnitude(law))
        {
            return SignedSum.ProbabilityOfZero;
        }

        return law.Magnitude == MagnitudeLaw.Uniform
            ? n => n switch { 0 => 1, 1 => 0, _ => DiscardedWidth * Math.Max(4, Math.Sqrt(law.Sparsity)) }
            : n => n % 2 == 1 && !HasEvenRoot(law.Sparsity) ? 0 : SignedSum.LittlewoodOffordBound(n);
    }

    // In units of 1/√k the two levels are 1 and √k. With √k irrational each level must cancel by itself, with √k odd the parity
    // of the sum is that of n: an odd number of terms never cancels. With √k even it may (1 + 1 − 2 at k = 4).
    private static bool HasEvenRoot(int sparsity)
    {
        int root = (int)Math.Round(Math.Sqrt(sparsity));
        return root * root == sparsity && root % 2 == 0;
    }
}
