namespace PurifyProofs.Properties.Confidence;

/// <summary>The binomial distribution by convolution: only sums and products of non-negative numbers, so every term is exact to rounding.</summary>
internal static class BinomialDistribution
{
    /// <summary>Probability of 0, 1, …, <paramref name="trials"/> successes.</summary>
    public static double[] Outcomes(int trials, double probability)
    {
        double[] outcomes = new double[trials + 1];
        outcomes[0] = 1;
        for (int done = 0; done < trials; done++)
        {
            for (int successes = done + 1; successes > 0; successes--)
            {
                outcomes[successes] = (outcomes[successes] * (1 - probability)) + (outcomes[successes - 1] * probability);
            }

            outcomes[0] *= 1 - probability;
        }

        return outcomes;
    }
}
