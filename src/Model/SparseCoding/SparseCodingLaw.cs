namespace PurifyProofs.Model.SparseCoding;

/// <summary>How many of the code's coordinates are non-zero.</summary>
public enum SupportLaw
{
    /// <summary>Exactly k of D, uniformly among all supports.</summary>
    Exact,

    /// <summary>Each coordinate independently with probability k/D.</summary>
    Bernoulli,
}

/// <summary>Absolute values of the non-zero coordinates of the code; signs are random.</summary>
public enum MagnitudeLaw
{
    /// <summary>1/√k.</summary>
    Constant,

    /// <summary>Uniform on [1/√k, min(1, 2/√k)].</summary>
    Uniform,

    /// <summary>1/√k, and 1 with probability 1/(2k).</summary>
    TwoLevel,
}

/// <summary>Law of the teacher w*.</summary>
public enum TeacherLaw
{
    /// <summary>w*_j = ±1.</summary>
    Signs,

    /// <summary>|w*_j| uniform on [1/2, 2], random sign.</summary>
    Spread,
}

/// <summary>Law of the dictionary M.</summary>
public enum DictionaryLaw
{
    /// <summary>Haar-random orthonormal columns, D = d.</summary>
    Orthonormal,

    /// <summary>D > d unit columns of low coherence.</summary>
    Overcomplete,
}

/// <summary>Law of the noise ξ.</summary>
public enum NoiseLaw
{
    /// <summary>ξ ~ N(0, σ_x²/d · I).</summary>
    Gaussian,

    /// <summary>ξ = Mξ'', ξ''_j independent, symmetric, of height below 1/√k, of variance σ_x²/d.</summary>
    Spike,
}

/// <summary>
/// The sparse-coding data law x = Mz + ξ, y = sign⟨w*, z⟩, conditioned on ⟨w*, z⟩ ≠ 0
/// (Allen-Zhu and Li, arXiv 2005.10190, and the laws that vary its assumptions).
/// </summary>
public sealed record SparseCodingLaw
{
    /// <summary>Input dimension d.</summary>
    public required int Dimension { get; init; }

    /// <summary>Number of dictionary elements D; equal to d unless overcomplete.</summary>
    public required int DictionarySize { get; init; }

    /// <summary>Sparsity k.</summary>
    public required int Sparsity { get; init; }

    /// <summary>Noise level σ_x: E‖ξ‖² = σ_x² for orthonormal dictionaries.</summary>
    public double NoiseLevel { get; init; } = 0.1;

    /// <summary>Support law.</summary>
    public SupportLaw Support { get; init; } = SupportLaw.Exact;

    /// <summary>Magnitude law.</summary>
    public MagnitudeLaw Magnitude { get; init; } = MagnitudeLaw.Constant;

    /// <summary>Teacher law.</summary>
    public TeacherLaw Teacher { get; init; } = TeacherLaw.Signs;

    /// <summary>Dictionary law.</summary>
    public DictionaryLaw Dictionary { get; init; } = DictionaryLaw.Orthonormal;

    /// <summary>Noise law.</summary>
    public NoiseLaw Noise { get; init; } = NoiseLaw.Gaussian;

    /// <summary>Height of a spike as a fraction of 1/√k, below 1 by a margin.</summary>
    public double SpikeHeight { get; init; } = 0.5;

    /// <summary>Probability that a label is flipped (0 under the claims' hypotheses; the controls break it).</summary>
    public double LabelFlip { get; init; }

    /// <summary>P(ξ''_j ≠ 0) = σ_x²k/(d h²) for spikes of height h/√k: what gives them variance σ_x²/d.</summary>
    internal double SpikeProbability => NoiseLevel * NoiseLevel * Sparsity / (Dimension * SpikeHeight * SpikeHeight);

    /// <summary>Checks the law.</summary>
    /// <exception cref="ArgumentException">One sentence: what is wrong and the mend.</exception>
    public void Validate()
    {
        Require(Dimension >= 2, $"The dimension d must be at least 2, but is {Dimension}.");
        Require(Sparsity >= 1, $"The sparsity k must be at least 1, but is {Sparsity}.");
        Require(Sparsity <= DictionarySize, $"The sparsity k = {Sparsity} exceeds the dictionary size D = {DictionarySize}; choose a smaller k.");
        Require(
            Support != SupportLaw.Exact || Sparsity % 2 == 1,
            $"The sparsity k = {Sparsity} is even: with exact support and ±1 teachers ties occur; choose an odd k or support=bernoulli.");
        Require(
            Dictionary == DictionaryLaw.Overcomplete ? DictionarySize > Dimension : DictionarySize == Dimension,
            $"The dictionary size D = {DictionarySize} does not fit d = {Dimension}: an orthonormal dictionary has D = d, an overcomplete one D > d.");
        Require(NoiseLevel >= 0 && double.IsFinite(NoiseLevel), $"The noise level must be finite and not negative, but is {NoiseLevel}.");
        Require(SpikeHeight is > 0 and <= 0.9, $"The spike height must lie in (0, 0.9], but is {SpikeHeight}.");
        Require(
            Noise != NoiseLaw.Spike || SpikeProbability <= 1,
            $"Spikes of height {SpikeHeight}/√k cannot reach noise level {NoiseLevel}: raise the spike height or lower the noise level.");
        Require(LabelFlip is >= 0 and < 0.5, $"The label flip probability must lie in [0, 0.5), but is {LabelFlip}.");
    }

    private static void Require(bool condition, FormattableString sentence)
    {
        if (!condition)
        {
            throw new ArgumentException(FormattableString.Invariant(sentence));
        }
    }
}
