namespace PurifyProofs.Model.Patches;

/// <summary>Samples of P patches each, with their classes.</summary>
public sealed class PatchSamples : IDisposable
{
    /// <summary>Takes over the patches.</summary>
    /// <param name="x">Patches [nP × d], those of one sample after another.</param>
    /// <param name="classes">y [n].</param>
    /// <param name="patches">P.</param>
    /// <exception cref="ArgumentException">The counts differ, or a class is negative.</exception>
    public PatchSamples(Matrix x, int[] classes, int patches)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(classes);
        if (patches < 1 || x.Rows != classes.Length * patches)
        {
            throw new ArgumentException($"{classes.Length} samples of {patches} patches cannot have {x.Rows} rows.");
        }

        if (!classes.All(static y => y >= 0))
        {
            throw new ArgumentException("A class must not be negative.", nameof(classes));
        }

        (X, Classes, Patches) = (x, classes, patches);
    }

    /// <summary>Patches [nP × d].</summary>
    public Matrix X { get; }

    /// <summary>y [n].</summary>
    public int[] Classes { get; }

    /// <summary>P.</summary>
    public int Patches { get; }

    /// <summary>n.</summary>
    public int Count => Classes.Length;

    /// <summary>Draws samples 0 … n − 1 of one step of a stream.</summary>
    public static PatchSamples Draw(IPatchDevice device, StructuredPatchDistribution distribution, RandomStream stream, int step, int count)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(distribution);
        StructuredPatchLaw law = distribution.Law;
        var samples = new PatchSamples(new Matrix(count * law.Patches, law.Dimension), new int[count], law.Patches);
        device.Sample(distribution, stream, step, samples);
        return samples;
    }

    /// <summary>Sample <paramref name="sample"/> in float64 [P·d], patch after patch.</summary>
    public double[] Sample(int sample)
    {
        int dimension = X.Columns;
        var point = new double[Patches * dimension];
        for (int p = 0; p < Patches; p++)
        {
            System.Numerics.Tensors.TensorPrimitives.ConvertTruncating<float, double>(X.Row((sample * Patches) + p), point.AsSpan(p * dimension, dimension));
        }

        return point;
    }

    public void Dispose() => X.Dispose();
}
