using PurifyProofs.Model.Numerics;

namespace PurifyProofs.Model.SparseCoding;

/// <summary>
/// A sparse-coding distribution with its dictionary and teacher drawn. Sample j of step t of stream s is a pure function of
/// (seed, s, t, j).
/// </summary>
public sealed unsafe class SparseCodingDistribution : IDisposable
{
    private readonly CodeSampler codes;
    private readonly double spikeProbability;
    private readonly float spikeHeight;

    /// <summary>Draws dictionary and teacher.</summary>
    /// <param name="law">The law.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="wrongSigns">Share of the teacher's coordinates whose sign is wrong in the dense mixture alone; at most 1/2.</param>
    /// <exception cref="ArgumentException">The law is inconsistent, or the share outside its range.</exception>
    public SparseCodingDistribution(SparseCodingLaw law, ulong seed, double wrongSigns = 0)
    {
        ArgumentNullException.ThrowIfNull(law);
        law.Validate();
        (Law, Seed) = (law, seed);
        Dictionary = DictionarySampler.Draw(law, seed);
        Teacher = TeacherSampler.Draw(law, seed);
        codes = new CodeSampler(law, Teacher);
        spikeHeight = (float)(law.SpikeHeight / Math.Sqrt(law.Sparsity));
        double variance = law.NoiseLevel * law.NoiseLevel / law.Dimension;
        spikeProbability = variance / (spikeHeight * (double)spikeHeight);
        DenseMixture = ComputeDenseMixture(wrongSigns);
    }

    /// <summary>The law.</summary>
    public SparseCodingLaw Law { get; }

    /// <summary>The seed.</summary>
    public ulong Seed { get; }

    /// <summary>Mᵀ [D × d]: row j is dictionary element M_j.</summary>
    public Matrix Dictionary { get; }

    /// <summary>w* [D].</summary>
    public double[] Teacher { get; }

    /// <summary>The dense mixture u = Mw*/‖Mw*‖ [d], computed in float64; of a w* with wrong signs where they are asked for.</summary>
    public double[] DenseMixture { get; }

    /// <summary>max over j ≠ l of |⟨M_j, M_l⟩|: 0 up to rounding for orthonormal dictionaries.</summary>
    public double MeasureCoherence() => DictionarySampler.Coherence(Dictionary);

    /// <summary>Writes sample x into <paramref name="target"/> [stride of d] and returns its label ±1.</summary>
    internal float Draw(RandomStream stream, int step, int sample, float* target)
    {
        var random = new RandomSequence(Seed, (uint)sample, (uint)step, (uint)stream << 1);
        Span<int> support = stackalloc int[codes.MaximalSupport];
        Span<float> values = stackalloc float[codes.MaximalSupport];
        int size = codes.Draw(ref random, support, values, out float label);
        new Span<float>(target, Dictionary.PaddedColumns).Clear();
        for (int j = 0; j < size; j++)
        {
            AddElement(support[j], values[j], target);
        }

        AddNoise(stream, step, sample, target);
        return label;
    }

    /// <summary>Draws sample number <paramref name="sample"/> for inspection: code [D], input [d] and label.</summary>
    public (double[] Code, float[] Input, float Label) Inspect(RandomStream stream, int step, int sample)
    {
        var random = new RandomSequence(Seed, (uint)sample, (uint)step, (uint)stream << 1);
        Span<int> support = stackalloc int[codes.MaximalSupport];
        Span<float> values = stackalloc float[codes.MaximalSupport];
        int size = codes.Draw(ref random, support, values, out float label);
        var code = new double[Law.DictionarySize];
        for (int j = 0; j < size; j++)
        {
            code[support[j]] = values[j];
        }

        using var row = new Matrix(1, Law.Dimension);
        Draw(stream, step, sample, row.Data);
        return (code, row.Row(0).ToArray(), label);
    }

    /// <summary>Share of candidate codes with ⟨w*, z⟩ ≠ 0 among <paramref name="candidates"/> draws.</summary>
    public double EstimateAcceptanceRate(int candidates)
    {
        int accepted = 0;
        Span<int> support = stackalloc int[codes.MaximalSupport];
        Span<float> values = stackalloc float[codes.MaximalSupport];
        for (int sample = 0; sample < candidates; sample++)
        {
            var random = new RandomSequence(Seed, (uint)sample, (uint)StreamSteps.AcceptanceRate.First, (uint)RandomStream.Estimation << 1);
            int size = codes.DrawCandidate(ref random, support, values, out double score);
            accepted += size > 0 && score != 0 ? 1 : 0;
        }

        return (double)accepted / candidates;
    }

    /// <inheritdoc/>
    public void Dispose() => Dictionary.Dispose();

    private void AddElement(int element, float factor, float* target) =>
        VectorKernels.AddScaled(target, Dictionary.RowStart(element), factor, Law.Dimension);

    private void AddNoise(RandomStream stream, int step, int sample, float* target)
    {
        uint noiseStream = ((uint)stream << 1) | 1;
        if (Law.NoiseLevel == 0)
        {
            return;
        }

        if (Law.Noise == NoiseLaw.Gaussian)
        {
            float scale = (float)(Law.NoiseLevel / Math.Sqrt(Law.Dimension));
            NormalSampler.Add(target, Law.Dimension, scale, Seed, new PhiloxCounter(0, (uint)sample, (uint)step, noiseStream));
            return;
        }

        var random = new RandomSequence(Seed, (uint)sample, (uint)step, noiseStream);
        for (int j = 0; j < Law.DictionarySize; j++)
        {
            if (random.NextDouble() < spikeProbability)
            {
                AddElement(j, spikeHeight * random.NextSign(), target);
            }
        }
    }

    private double[] ComputeDenseMixture(double wrongSigns)
    {
        double[] teacher = TeacherSampler.FlipSigns(Teacher, wrongSigns, Seed);
        var sum = new double[Law.Dimension];
        for (int j = 0; j < Law.DictionarySize; j++)
        {
            Span<float> element = Dictionary.Row(j);
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += teacher[j] * element[i];
            }
        }

        double norm = Math.Sqrt(sum.Sum(value => value * value));
        return Array.ConvertAll(sum, value => value / norm);
    }
}
