using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Properties.LowComplexity;

/// <summary>All codes of a small law with their probabilities before conditioning: constant or two-level magnitudes only.</summary>
internal static class EnumeratedCodes
{
    /// <summary>(z, P(z)) for every z.</summary>
    public static IEnumerable<(double[] Code, double Probability)> Of(SparseCodingLaw law)
    {
        double unit = 1 / Math.Sqrt(law.Sparsity), rare = law.Magnitude == MagnitudeLaw.TwoLevel ? 0.5 / law.Sparsity : 0;
        (double Value, double Probability)[] values =
            [(unit, (1 - rare) / 2), (-unit, (1 - rare) / 2), .. rare > 0 ? new[] { (1.0, rare / 2), (-1.0, rare / 2) } : []];
        for (int mask = 0; mask < 1 << law.DictionarySize; mask++)
        {
            double weight = SupportProbability(law, int.PopCount(mask));
            if (weight > 0)
            {
                foreach ((double[] code, double probability) in Fill(law.DictionarySize, mask, values))
                {
                    yield return (code, weight * probability);
                }
            }
        }
    }

    private static double SupportProbability(SparseCodingLaw law, int size)
    {
        double rate = (double)law.Sparsity / law.DictionarySize;
        return law.Support == SupportLaw.Bernoulli
            ? Math.Pow(rate, size) * Math.Pow(1 - rate, law.DictionarySize - size)
            : size == law.Sparsity ? 1 / Binomial(law.DictionarySize, size) : 0;
    }

    private static IEnumerable<(double[] Code, double Probability)> Fill(int size, int mask, (double Value, double Probability)[] values)
    {
        int[] support = [.. Enumerable.Range(0, size).Where(j => (mask >> j & 1) == 1)];
        int combinations = (int)Math.Pow(values.Length, support.Length);
        for (int index = 0; index < combinations; index++)
        {
            var code = new double[size];
            double probability = 1;
            for (int s = 0, rest = index; s < support.Length; s++, rest /= values.Length)
            {
                (code[support[s]], double share) = values[rest % values.Length];
                probability *= share;
            }

            yield return (code, probability);
        }
    }

    private static double Binomial(int n, int k) => k == 0 ? 1 : Binomial(n - 1, k - 1) * n / k;
}
