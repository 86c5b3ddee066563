namespace PurifyProofs.Bounds.Confidence;

/// <summary>
/// The e-processes of this folder: mixtures of likelihood ratios for the success probability p of independent trials.
/// Against "p ≤ p₀", with δ = 1 − p₀, a failure of probability δu, u in (0, 1), is weighed by b u^(b−1):
/// <code>E(s, f) = ∫₀¹ u^f ((1 − δu)/(1 − δ))^s b u^(b−1) du</code>
/// after s successes and f failures. E starts at 1 and is a non-negative martingale for p = p₀, a supermartingale for
/// p &lt; p₀, so P(E ever reaches 1/a) ≤ a (J. Ville, 1939). The method of mixtures is H. Robbins' (Ann. Math. Stat. 41,
/// 1970); a Beta(b, 1) on u is the truncated beta mixture of S. R. Howard, A. Ramdas, J. McAuliffe and J. Sekhon
/// (Ann. Stat. 49, 2021) with its mass near p = 1.
/// </summary>
public static class BetaMixture
{
    /// <summary>
    /// b. The smaller, the nearer a row of successes comes to the most evidence possible, (1/p₀)^s, and the more one failure
    /// costs; docs/statistics.md gives the counts.
    /// </summary>
    public const double Shape = 0.125;

    // Far below the largest double, so that one more factor cannot overflow.
    private const double RescaleAbove = 1e200;

    /// <summary>ln E against "p ≤ <paramref name="share"/>".</summary>
    /// <param name="successes">s ≥ 0.</param>
    /// <param name="failures">f ≥ 0.</param>
    /// <param name="share">p₀ in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or the share is not in (0, 1).</exception>
    /// <remarks>
    /// With r = δ/(1 − δ) the integrand is u^f (1 + r(1 − u))^s; expanded it gives the terminating sum
    /// b/(f+b) · Σ_k Π_{i≤k} r(s−i+1)/(f+b+i). Every term is positive: no cancellation, a relative error of a few s · 2⁻⁵³.
    /// </remarks>
    public static double LogEvidenceAbove(int successes, int failures, double share)
    {
        Require(successes, failures, share);
        return LogEvidence(successes, failures, (1 - share) / share);
    }

    /// <summary>ln E against "p ≥ <paramref name="share"/>": failures and successes change places.</summary>
    /// <param name="successes">s ≥ 0.</param>
    /// <param name="failures">f ≥ 0.</param>
    /// <param name="share">p₀ in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or the share is not in (0, 1).</exception>
    public static double LogEvidenceBelow(int successes, int failures, double share)
    {
        Require(successes, failures, share);
        return LogEvidence(failures, successes, share / (1 - share));
    }

    private static double LogEvidence(int favourable, int adverse, double odds)
    {
        double term = 1, sum = 1, scale = 0;
        for (int k = 1; k <= favourable; k++)
        {
            term *= odds * (favourable - k + 1) / (adverse + Shape + k);
            sum += term;
            if (sum > RescaleAbove)
            {
                scale += Math.Log(sum);
                term /= sum;
                sum = 1;
            }
        }

        return scale + Math.Log(sum) + Math.Log(Shape / (adverse + Shape));
    }

    private static void Require(int successes, int failures, double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfNegative(failures);
        if (!(share > 0 && share < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share to test lies strictly between 0 and 1.");
        }
    }
}
