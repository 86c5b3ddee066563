using MathNet.Numerics.Distributions;

namespace PurifyProofs.Bounds.Confidence;

/// <summary>
/// Exact one-sided binomial confidence limits (C. J. Clopper and E. S. Pearson, Biometrika 26, 1934):
/// the limit is the success probability under which a count at least as extreme as the observed one has
/// probability exactly the error probability. Coverage is at least nominal for every true probability.
/// </summary>
public static class ClopperPearson
{
    /// <summary>Lower limit: P(limit > true probability) ≤ <paramref name="errorProbability"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The counts are impossible or the error probability is not in (0, 1).</exception>
    public static double Lower(int successes, int trials, double errorProbability)
    {
        Require(successes, trials, errorProbability);
        return successes == 0 ? 0 : Beta.InvCDF(successes, trials - successes + 1.0, errorProbability);
    }

    /// <summary>Upper limit: P(limit &lt; true probability) ≤ <paramref name="errorProbability"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The counts are impossible or the error probability is not in (0, 1).</exception>
    public static double Upper(int successes, int trials, double errorProbability)
    {
        Require(successes, trials, errorProbability);
        return successes == trials ? 1 : Beta.InvCDF(successes + 1.0, trials - successes, 1 - errorProbability);
    }

    private static void Require(int successes, int trials, double errorProbability)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        if (!(errorProbability > 0 && errorProbability < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(errorProbability), errorProbability, "An error probability lies strictly between 0 and 1.");
        }
    }
}
