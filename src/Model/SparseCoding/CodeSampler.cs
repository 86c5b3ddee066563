namespace PurifyProofs.Model.SparseCoding;

/// <summary>Draws sparse codes z with their labels sign⟨w*, z⟩, conditioned on ⟨w*, z⟩ ≠ 0.</summary>
internal sealed class CodeSampler
{
    private readonly SparseCodingLaw law;
    private readonly double[] teacher;
    private readonly double unit;

    public CodeSampler(SparseCodingLaw law, double[] teacher)
    {
        (this.law, this.teacher) = (law, teacher);
        unit = 1 / Math.Sqrt(law.Sparsity);
        MaximalSupport = law.Support == SupportLaw.Exact ? law.Sparsity : law.DictionarySize;
    }

    /// <summary>The largest number of non-zero coordinates.</summary>
    public int MaximalSupport { get; }

    /// <summary>Draws until ⟨w*, z⟩ ≠ 0; returns the size of the support.</summary>
    public int Draw(ref RandomSequence random, Span<int> support, Span<float> values, out float label)
    {
        while (true)
        {
            int size = DrawCandidate(ref random, support, values, out double score);
            if (score != 0)
            {
                bool flipped = law.LabelFlip > 0 && random.NextDouble() < law.LabelFlip;
                label = (score > 0) != flipped ? 1 : -1;
                return size;
            }
        }
    }

    /// <summary>Draws once; <paramref name="score"/> is ⟨w*, z⟩ and may be 0.</summary>
    public int DrawCandidate(ref RandomSequence random, Span<int> support, Span<float> values, out double score)
    {
        int size = law.Support == SupportLaw.Exact ? DrawExactSupport(ref random, support) : DrawBernoulliSupport(ref random, support);
        score = 0;
        for (int j = 0; j < size; j++)
        {
            double value = random.NextSign() * DrawMagnitude(ref random);
            values[j] = (float)value;
            score += teacher[support[j]] * value;
        }

        // Sums of a few ±1/√k differ from zero by at least 1/√k or not at all; what is left below is rounding.
        if (Math.Abs(score) < 1e-9)
        {
            score = 0;
        }

        return size;
    }

    private double DrawMagnitude(ref RandomSequence random) => law.Magnitude switch
    {
        MagnitudeLaw.Uniform => unit + (random.NextDouble() * (Math.Min(1, 2 * unit) - unit)),
        MagnitudeLaw.TwoLevel => random.NextDouble() < 0.5 / law.Sparsity ? 1 : unit,
        _ => unit,
    };

    // Floyd's sampling without replacement: uniform over supports, k draws.
    private int DrawExactSupport(ref RandomSequence random, Span<int> support)
    {
        int size = 0;
        for (int last = law.DictionarySize - law.Sparsity; last < law.DictionarySize; last++)
        {
            int candidate = random.NextInt(last + 1);
            support[size] = support[..size].Contains(candidate) ? last : candidate;
            size++;
        }

        return size;
    }

    // Geometric gaps between successes: as many draws as non-zeros.
    private int DrawBernoulliSupport(ref RandomSequence random, Span<int> support)
    {
        double logFailure = Math.Log(1 - ((double)law.Sparsity / law.DictionarySize));
        int size = 0;
        double position = -1;
        while (true)
        {
            position += 1 + Math.Floor(Math.Log(random.NextDouble()) / logFailure);
            if (position >= law.DictionarySize)
            {
                return size;
            }

            support[size++] = (int)position;
        }
    }
}
