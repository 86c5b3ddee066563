using MathNet.Numerics;

namespace PurifyProofs.Bounds.Confidence;

/// <summary>
/// The exact test of two proportions given their sum (R. A. Fisher, J. R. Stat. Soc. 98, 1935): with equal success
/// probabilities the successes of the second sample are hypergeometric.
/// </summary>
public static class TwoProportions
{
    /// <summary>The chance, when both success probabilities are equal, that the second has so few successes or fewer; 1 without trials.</summary>
    public static double LowerTail(Proportion first, Proportion second)
    {
        int successes = first.Successes + second.Successes;
        int least = Math.Max(0, successes - first.Trials);
        double all = SpecialFunctions.BinomialLn(first.Trials + second.Trials, successes);
        double tail = 0;
        for (int count = least; count <= second.Successes; count++)
        {
            tail += Math.Exp(SpecialFunctions.BinomialLn(second.Trials, count) + SpecialFunctions.BinomialLn(first.Trials, successes - count) - all);
        }

        return Math.Min(1, tail);
    }
}
