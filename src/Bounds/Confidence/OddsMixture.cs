namespace PurifyProofs.Bounds.Confidence;

/// <summary>
/// The e-processes of this folder: mixtures of likelihood ratios for the success probability p of independent trials.
/// Against "p ≤ p₀" every alternative has the odds of a failure under p₀, r = (1 − p₀)/p₀, times some t in (0, 1):
/// <code>E(s, f) = mean over t of t^f ((1 + r)/(1 + r t))^(s + f)</code>
/// after s successes and f failures. Each ratio, and so their mean, starts at 1 and is a non-negative martingale for p = p₀,
/// a supermartingale for p &lt; p₀, hence P(E ever reaches 1/a) ≤ a (J. Ville, 1939). The method of mixtures is
/// H. Robbins' (Ann. Math. Stat. 41, 1970); for its use as e-process and confidence sequence see S. R. Howard, A. Ramdas,
/// J. McAuliffe and J. Sekhon (Ann. Stat. 49, 2021).
/// </summary>
/// <remarks>
/// The factors t are ((i − ½)/64)⁸, i = 1 … 64, equally weighed: quantiles of the law with distribution function t^(1/8), a
/// nearly uniform spread of ln t over several powers of ten. Half of them lie below 1/256, so that a row of successes gives
/// nearly the most evidence possible, (1/p₀)^s; the others serve runs with some failures. The mixture is finite, so it is
/// valid as it stands and no integral is approximated.
/// </remarks>
public static class OddsMixture
{
    private const int Alternatives = 64;
    private const double Power = 8;

    private static readonly double[] Factors =
        [.. Enumerable.Range(0, Alternatives).Select(static i => Math.Pow((i + 0.5) / Alternatives, Power))];

    private static readonly double[] LogFactors = Array.ConvertAll(Factors, Math.Log);

    /// <summary>ln E against "p ≤ <paramref name="share"/>".</summary>
    /// <param name="successes">s ≥ 0.</param>
    /// <param name="failures">f ≥ 0.</param>
    /// <param name="share">p₀ in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or the share is not in (0, 1).</exception>
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
        double trials = (double)favourable + adverse;
        Span<double> logRatios = stackalloc double[Alternatives];
        double largest = double.NegativeInfinity;
        for (int i = 0; i < Alternatives; i++)
        {
            // (1 + r)/(1 + rt) = 1 + r(1 − t)/(1 + rt), accurate also where it is near 1.
            double gain = odds * (1 - Factors[i]) / (1 + (odds * Factors[i]));
            logRatios[i] = (adverse * LogFactors[i]) + (trials * LogOnePlus(gain));
            largest = Math.Max(largest, logRatios[i]);
        }

        double sum = 0;
        foreach (double logRatio in logRatios)
        {
            sum += Math.Exp(logRatio - largest);
        }

        return largest + Math.Log(sum / Alternatives);
    }

    // Kahan's: the rounding of 1 + x is undone by the quotient.
    private static double LogOnePlus(double x)
    {
        double rounded = 1 + x;
        return rounded == 1 ? x : Math.Log(rounded) * (x / (rounded - 1));
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
