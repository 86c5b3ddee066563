using System.Numerics.Tensors;

namespace PurifyProofs.Model.Patches;

/// <summary>
/// Structured data with its features drawn. Sample j of step t of stream s is a pure function of (seed, s, t, j).
/// </summary>
public sealed unsafe class StructuredPatchDistribution : IDisposable
{
    private const int NumbersPerGroup = 64;
    private const int BlocksPerGroup = 16;

    private readonly Matrix features;

    /// <summary>Draws the features: Haar-random orthonormal directions.</summary>
    /// <exception cref="ArgumentException">The law is inconsistent.</exception>
    public StructuredPatchDistribution(StructuredPatchLaw law, ulong seed)
        : this(law, seed, OrthonormalRows.Draw(2 * RequireValid(law).Classes, law.Dimension, seed, RandomStream.PatchFeatures))
    {
    }

    /// <summary>A distribution of given features.</summary>
    /// <param name="law">The law.</param>
    /// <param name="seed">The seed of the samples.</param>
    /// <param name="features">Rows u_0 … u_{K−1}, v_0 … v_{K−1} [2K][d], orthonormal to 1e-6.</param>
    /// <exception cref="ArgumentException">The law is inconsistent, or the features do not fit it.</exception>
    public StructuredPatchDistribution(StructuredPatchLaw law, ulong seed, double[][] features)
    {
        ArgumentNullException.ThrowIfNull(features);
        (Law, Seed) = (RequireValid(law), seed);
        RequireOrthonormal(law, features);
        RobustFeatures = features[..law.Classes];
        NonRobustFeatures = features[law.Classes..];
        this.features = new Matrix(features.Length, law.Dimension);
        for (int i = 0; i < features.Length; i++)
        {
            TensorPrimitives.ConvertTruncating<double, float>(features[i], this.features.Row(i));
        }
    }

    /// <summary>The law.</summary>
    public StructuredPatchLaw Law { get; }

    /// <summary>The seed.</summary>
    public ulong Seed { get; }

    /// <summary>u_i as rows [K][d].</summary>
    public double[][] RobustFeatures { get; }

    /// <summary>v_i as rows [K][d].</summary>
    public double[][] NonRobustFeatures { get; }

    public void Dispose() => features.Dispose();

    /// <summary>Writes the patches of a sample into rows of <paramref name="target"/> and returns its class.</summary>
    /// <param name="stream">Stream s.</param>
    /// <param name="step">Step t.</param>
    /// <param name="sample">Sample j.</param>
    /// <param name="target">Receives x_1 … x_P.</param>
    /// <param name="stride">Floats from one patch to the next; all of them are written, zeros beyond d.</param>
    internal int Draw(RandomStream stream, int step, int sample, float* target, int stride)
    {
        var random = new RandomSequence(Seed, (uint)sample, (uint)step, (uint)stream << 1);
        int label = random.NextInt(Law.Classes);
        new Span<float>(target, Law.Patches * stride).Clear();
        AddFeature(ref random, Law.Robust, label, target, stride);
        AddFeature(ref random, Law.NonRobust, Law.Classes + label, target, stride);
        AddNoise(((uint)stream << 1) | 1, step, sample, target, stride);
        return label;
    }

    private void AddFeature(ref RandomSequence random, FeatureLaw law, int feature, float* target, int stride)
    {
        Span<int> positions = stackalloc int[law.Patches];
        ChoosePatches(ref random, law, positions);
        foreach (int patch in positions)
        {
            double strength = law.Spread == 0 ? law.Strength : law.Strength * (1 + (law.Spread * ((2 * random.NextDouble()) - 1)));
            VectorKernels.AddScaled(target + ((nint)patch * stride), features.RowStart(feature), (float)strength, Law.Dimension);
        }
    }

    // Floyd's sampling without replacement: uniform over sets, as many draws as patches.
    private void ChoosePatches(ref RandomSequence random, FeatureLaw law, Span<int> positions)
    {
        bool isRandom = law.Placement == FeaturePlacement.Random && law.Patches < Law.Patches;
        for (int size = 0; size < law.Patches; size++)
        {
            int last = Law.Patches - law.Patches + size;
            int candidate = isRandom ? random.NextInt(last + 1) : size;
            positions[size] = isRandom && positions[..size].Contains(candidate) ? last : candidate;
        }
    }

    private void AddNoise(uint stream, int step, int sample, float* target, int stride)
    {
        if (Law.NoiseLevel == 0)
        {
            return;
        }

        float scale = (float)(Law.NoiseLevel / Math.Sqrt(Law.Dimension));
        int blocks = (Law.Dimension + NumbersPerGroup - 1) / NumbersPerGroup * BlocksPerGroup;
        for (int patch = 0; patch < Law.Patches; patch++)
        {
            NormalSampler.Add(target + ((nint)patch * stride), Law.Dimension, scale, Seed, new PhiloxCounter((uint)(patch * blocks), (uint)sample, (uint)step, stream));
        }
    }

    private static StructuredPatchLaw RequireValid(StructuredPatchLaw law)
    {
        ArgumentNullException.ThrowIfNull(law);
        law.Validate();
        return law;
    }

    private static void RequireOrthonormal(StructuredPatchLaw law, double[][] features)
    {
        const double Tolerance = 1e-6;
        if (features.Length != 2 * law.Classes || features.Any(row => row.Length != law.Dimension))
        {
            throw new ArgumentException($"There must be {2 * law.Classes} features of dimension {law.Dimension}.", nameof(features));
        }

        for (int i = 0; i < features.Length; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double product = TensorPrimitives.Dot<double>(features[i], features[j]);
                if (!(Math.Abs(product - (i == j ? 1 : 0)) <= Tolerance))
                {
                    throw new ArgumentException(FormattableString.Invariant($"Features {j} and {i} are not orthonormal: their product is {product}."), nameof(features));
                }
            }
        }
    }
}
