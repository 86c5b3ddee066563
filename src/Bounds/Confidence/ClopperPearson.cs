using System.Collections.Concurrent;
using MathNet.Numerics;

namespace PurifyProofs.Bounds.Confidence;

/// <summary>
/// Exact one-sided binomial confidence limits (C. J. Clopper and E. S. Pearson, Biometrika 26, 1934):
/// the limit is the success probability under which a count at least as extreme as the observed one has
/// probability exactly the error probability. Coverage is at least nominal for every true probability.
/// </summary>
public static class ClopperPearson
{
    // A report asks for the limits of a few counts thousands of times: nearly every accuracy is 0 of n or n of n.
    private const int MostRemembered = 1 << 14;
    private static readonly ConcurrentDictionary<(int Successes, int Trials, double ErrorProbability), double> Remembered = new();

    /// <summary>Lower limit: P(limit > true probability) ≤ <paramref name="errorProbability"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The counts are impossible or the error probability is not in (0, 1).</exception>
    public static double Lower(int successes, int trials, double errorProbability)
    {
        Require(successes, trials, errorProbability);
        return successes == 0 ? 0 : Remember(successes, trials, errorProbability);
    }

    /// <summary>Upper limit: P(limit &lt; true probability) ≤ <paramref name="errorProbability"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The counts are impossible or the error probability is not in (0, 1).</exception>
    public static double Upper(int successes, int trials, double errorProbability)
    {
        Require(successes, trials, errorProbability);
        return successes == trials ? 1 : 1 - Remember(trials - successes, trials, errorProbability);
    }

    private static double Remember(int successes, int trials, double errorProbability)
    {
        if (Remembered.TryGetValue((successes, trials, errorProbability), out double root))
        {
            return root;
        }

        if (Remembered.Count >= MostRemembered)
        {
            Remembered.Clear();
        }

        return Remembered[(successes, trials, errorProbability)] = TailRoot(successes, trials, errorProbability);
    }

    /// <summary>
    /// The largest p with P(at least <paramref name="successes"/> of <paramref name="trials"/>) = I_p(s, n − s + 1) ≤ <paramref name="errorProbability"/>,
    /// I the regularized incomplete beta function.
    /// </summary>
    /// <remarks>
    /// The library's inverse is accurate to about 10⁻¹⁰ only, too little for the small limits that small error probabilities give.
    /// Positive doubles are ordered as their bits are, so halving the bits ends at neighbouring doubles after 62 steps, however small the root.
    /// </remarks>
    private static double TailRoot(int successes, int trials, double errorProbability)
    {
        long below = BitConverter.DoubleToInt64Bits(0.0), above = BitConverter.DoubleToInt64Bits(1.0);
        while (above - below > 1)
        {
            long middle = below + ((above - below) / 2);
            double tail = SpecialFunctions.BetaRegularized(successes, trials - successes + 1.0, BitConverter.Int64BitsToDouble(middle));
            (below, above) = tail <= errorProbability ? (middle, above) : (below, middle);
        }

        return BitConverter.Int64BitsToDouble(below);
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
