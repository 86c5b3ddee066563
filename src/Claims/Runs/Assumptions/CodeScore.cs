using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Runs.Assumptions;

/// <summary>One value that |⟨w*, z⟩| takes, of those a law with discrete teacher and magnitudes has.</summary>
/// <param name="Probability">Its probability.</param>
/// <param name="Score">|⟨w*, z⟩|, never 0.</param>
/// <param name="TeacherNorm">‖w*_S‖ on the support S of the code.</param>
internal readonly record struct CodeScore(double Probability, double Score, double TeacherNorm)
{
    // What is left of a vanishing sum of 1/√k and 1; the sampler cuts there too.
    private const double Rounding = 1e-9;

    // Supports that large have no weight in float64.
    private const double NegligibleTail = 1e-17;

    /// <summary>
    /// All of them, by how many features are in the support, how many of these are large, and how many of each kind agree with
    /// the teacher's sign: signs are random, so a ±1 teacher does not matter. Codes with ⟨w*, z⟩ = 0 are left out; the rest is
    /// not scaled up to 1.
    /// </summary>
    public static IEnumerable<CodeScore> Enumerate(SparseCodingLaw law)
    {
        ArgumentNullException.ThrowIfNull(law);
        double unit = 1 / Math.Sqrt(law.Sparsity);
        return
            from size in Outcomes(SupportSizes(law))
            from large in Outcomes(Binomial(size.Count, LargeProbability(law)))
            from agreeing in Outcomes(Binomial(size.Count - large.Count, 0.5))
            from agreeingLarge in Outcomes(Binomial(large.Count, 0.5))
            let score = Math.Abs((unit * ((2 * agreeing.Count) - (size.Count - large.Count))) + ((2 * agreeingLarge.Count) - large.Count))
            where score > Rounding
            select new CodeScore(size.Probability * large.Probability * agreeing.Probability * agreeingLarge.Probability, score, Math.Sqrt(size.Count));
    }

    // 1 with probability 1/(2k), otherwise 1/√k.
    private static double LargeProbability(SparseCodingLaw law) => law.Magnitude == MagnitudeLaw.TwoLevel ? 0.5 / law.Sparsity : 0;

    private static double[] SupportSizes(SparseCodingLaw law)
    {
        if (law.Support == SupportLaw.Bernoulli)
        {
            return Binomial(law.DictionarySize, (double)law.Sparsity / law.DictionarySize);
        }

        var always = new double[law.Sparsity + 1];
        always[law.Sparsity] = 1;
        return always;
    }

    private static IEnumerable<(int Count, double Probability)> Outcomes(double[] probabilities) =>
        probabilities.Select(static (probability, count) => (Count: count, Probability: probability)).Where(static outcome => outcome.Probability > NegligibleTail);

    // p_{i+1} = p_i (n − i)/(i + 1) · p/(1 − p) from p_0 = (1 − p)^n, which is far from underflow here: n p is about k.
    private static double[] Binomial(int trials, double probability)
    {
        var probabilities = new double[trials + 1];
        if (probability >= 1)
        {
            probabilities[trials] = 1;
            return probabilities;
        }

        probabilities[0] = Math.Pow(1 - probability, trials);
        for (int i = 0; i < trials; i++)
        {
            probabilities[i + 1] = probabilities[i] * (trials - i) / (i + 1) * (probability / (1 - probability));
        }

        return probabilities;
    }
}
