using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace PurifyProofs.Bounds.LowComplexity;

/// <summary>Sums ε_1 a_1 + … + ε_n a_n of random signs.</summary>
internal static class SignedSum
{
    /// <summary>C(n, ⌊n/2⌋) / 2ⁿ: the largest probability that a sum of n random signs has at any one value.</summary>
    public static double LargestAtom(int count) =>
        Math.Exp(SpecialFunctions.BinomialLn(count, count / 2) - (count * Math.Log(2)));

    /// <summary>P(ε_1 + … + ε_n = 0): the largest atom for even n, 0 for odd n.</summary>
    public static double ProbabilityOfZero(int count) => count % 2 == 0 ? LargestAtom(count) : 0;

    /// <summary>E|ε_1 + … + ε_n| = n C(n − 1, ⌊(n − 1)/2⌋) / 2^{n−1}.</summary>
    public static double MeanAbsolute(int count) => count == 0 ? 0 : count * LargestAtom(count - 1);

    /// <summary>
    /// An upper bound of P(Σ ε_i a_i = 0) for any |a_i| ≥ a > 0 (P. Erdős, "On a lemma of Littlewood and Offord", Bull. AMS 51, 1945:
    /// an open interval of length 2a holds at most C(n, ⌊n/2⌋) of the 2ⁿ sums).
    /// </summary>
    public static double LittlewoodOffordBound(int count) => LargestAtom(count);

    /// <summary>E of a function of n ~ Binomial(trials, probability).</summary>
    public static double BinomialMean(int trials, double probability, Func<int, double> function)
    {
        double sum = 0;
        for (int n = 0; n <= trials; n++)
        {
            sum += Binomial.PMF(probability, trials, n) * function(n);
        }

        return sum;
    }
}
