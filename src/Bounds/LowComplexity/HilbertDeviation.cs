namespace PurifyProofs.Bounds.LowComplexity;

/// <summary>Deviations of means of independent random vectors and numbers, at finite sample size; sources in docs/lower-bounds.md, part 4.</summary>
internal static class HilbertDeviation
{
    /// <summary>
    /// ‖(1/n)Σψ_i − Eψ‖ exceeds 2R ln(2/α)/n + √(2σ² ln(2/α)/n) with probability at most α, for ‖ψ‖ ≤ R and E‖ψ‖² ≤ σ²
    /// (S. Smale and D.-X. Zhou, Constr. Approx. 26, 2007, lemma 1, from I. Pinelis, Ann. Probab. 22, 1994).
    /// </summary>
    public static double OfVectorMean(double radius, double secondMoment, long count, double errorProbability)
    {
        double t = Math.Log(2 / errorProbability) / count;
        return (2 * radius * t) + Math.Sqrt(2 * secondMoment * t);
    }

    /// <summary>
    /// E Z exceeds its sample mean by more than √(2V ln(2/α)/n) + 7h ln(2/α)/(3(n − 1)) with probability at most α, Z ∈ [0, h], V the sample
    /// variance (A. Maurer and M. Pontil, COLT 2009, theorem 4).
    /// </summary>
    public static double OfMeanByVariance(double sampleVariance, double height, long count, double errorProbability)
    {
        double logarithm = Math.Log(2 / errorProbability);
        return Math.Sqrt(2 * sampleVariance * logarithm / count) + (7 * height * logarithm / (3 * (count - 1.0)));
    }

    /// <summary>A mean of numbers in [0, 1] exceeds its expectation by more than this with probability at most α (Hoeffding).</summary>
    public static double OfMean(long count, double errorProbability) => Math.Sqrt(Math.Log(1 / errorProbability) / (2.0 * count));
}
