namespace PurifyProofs.Bounds.Confidence;

/// <summary>
/// Binomial confidence limits that hold at all sample sizes at once: P(some n has limit_n &gt; p) ≤ the error probability,
/// so trials may be added until the limits please. Clopper–Pearson limits hold for one size fixed beforehand only. A limit
/// is the edge of the probabilities that <see cref="OddsMixture"/> has evidence 1/a against.
/// </summary>
public static class ConfidenceSequence
{
    private const int Halvings = 110;

    /// <summary>Lower limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The counts are impossible or the error probability is not in (0, 1).</exception>
    public static double Lower(int successes, int trials, double errorProbability)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        if (!(errorProbability > 0 && errorProbability < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(errorProbability), errorProbability, "An error probability lies strictly between 0 and 1.");
        }

        // The evidence against "p ≤ share" falls as the share grows; without a success it never exceeds 1.
        return successes == 0 ? 0 : LargestShare(share => OddsMixture.LogEvidenceAbove(successes, trials - successes, share) >= -Math.Log(errorProbability));
    }

    /// <summary>Upper limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The counts are impossible or the error probability is not in (0, 1).</exception>
    public static double Upper(int successes, int trials, double errorProbability) =>
        1 - Lower(trials - successes, trials, errorProbability);

    private static double LargestShare(Func<double, bool> excluded)
    {
        double below = 0, above = 1;
        for (int halving = 0; halving < Halvings; halving++)
        {
            double middle = 0.5 * (below + above);
            if (middle <= below || middle >= above)
            {
                break;
            }

            (below, above) = excluded(middle) ? (middle, above) : (below, middle);
        }

        return below;
    }
}
