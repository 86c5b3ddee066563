namespace PurifyProofs.Bounds.LowComplexity;

/// <summary>
/// Sharp upper bounds of P(m > t) for a random number m with E m² ≤ λ and E m ≤ M; here m = y⟨w, x⟩ for a unit w.
/// Proofs: docs/lower-bounds.md, part 1.
/// </summary>
/// <param name="moments">λ and M.</param>
public sealed class MarginTail(SparseCodingMoments moments)
{
    private readonly double second = moments.SecondMoment;
    private readonly double mean = moments.LabelCorrelation;

    /// <summary>
    /// B(t) = sup P(m > t): 1 for t ≤ M, (λ − M²)/(λ − 2tM + t²) for M ≤ t ≤ λ/M (Cantelli), λ/t² beyond (Chebyshev).
    /// </summary>
    public double Above(double threshold)
    {
        if (threshold <= mean || threshold <= 0)
        {
            return 1;
        }

        double bound = threshold * mean < second
            ? (second - (mean * mean)) / (second - (2 * threshold * mean) + (threshold * threshold))
            : second / (threshold * threshold);
        return Math.Min(1, bound);
    }

    /// <summary>
    /// An upper bound of ½[P(m > a) + P(m > b)] for a ≤ b: the smaller of ½[B(a) + B(b)] and the largest ½(p + q) with
    /// q ≤ p ≤ 1 and (p − q)a² + qb² ≤ λ, which no m with E m² ≤ λ exceeds for a ≥ 0.
    /// </summary>
    /// <exception cref="ArgumentException">a > b.</exception>
    public double MeanAbove(double lower, double upper)
    {
        if (!(lower <= upper))
        {
            throw new ArgumentException($"The thresholds must be given in order, but {lower} > {upper}.");
        }

        double apart = 0.5 * (Above(lower) + Above(upper));
        return lower < 0 ? apart : Math.Min(apart, LargestMean(lower * lower, upper * upper));
    }

    // A linear programme in (p, q): its optimum is at p = q or at the largest p.
    private double LargestMean(double lowerSquare, double upperSquare)
    {
        if (upperSquare <= second)
        {
            return 1;
        }

        double equal = second / upperSquare;
        if (lowerSquare >= upperSquare)
        {
            return equal;
        }

        double p = lowerSquare <= second ? 1 : second / lowerSquare;
        double q = Math.Max(0, (second - (p * lowerSquare)) / (upperSquare - lowerSquare));
        return Math.Min(1, Math.Max(equal, 0.5 * (p + q)));
    }
}
