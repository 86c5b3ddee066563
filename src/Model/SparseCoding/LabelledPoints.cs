namespace PurifyProofs.Model.SparseCoding;

/// <summary>Points with their labels ±1.</summary>
public sealed class LabelledPoints : IDisposable
{
    /// <summary>Takes over the points.</summary>
    /// <exception cref="ArgumentException">The counts differ, or a label is neither 1 nor −1.</exception>
    public LabelledPoints(Matrix x, float[] y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Rows != y.Length)
        {
            throw new ArgumentException($"There are {x.Rows} points but {y.Length} labels.");
        }

        if (!y.All(label => label is 1 or -1))
        {
            throw new ArgumentException("Every label must be 1 or -1.");
        }

        (X, Y) = (x, y);
    }

    /// <summary>Points [n × d].</summary>
    public Matrix X { get; }

    /// <summary>Labels [n].</summary>
    public float[] Y { get; }

    /// <summary>n.</summary>
    public int Count => Y.Length;

    /// <summary>Draws the samples of one step of a stream.</summary>
    public static LabelledPoints Draw(ISparseCodingDevice device, SparseCodingDistribution distribution, RandomStream stream, int step, int count)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(distribution);
        var x = new Matrix(count, distribution.Law.Dimension);
        var y = new float[count];
        device.Sample(distribution, stream, step, x, y);
        return new LabelledPoints(x, y);
    }

    /// <summary>A copy of the chosen points.</summary>
    public LabelledPoints Select(IReadOnlyList<int> indices)
    {
        var x = new Matrix(indices.Count, X.Columns);
        var y = new float[indices.Count];
        for (int i = 0; i < y.Length; i++)
        {
            X.Row(indices[i]).CopyTo(x.Row(i));
            y[i] = Y[indices[i]];
        }

        return new LabelledPoints(x, y);
    }

    public void Dispose() => X.Dispose();
}
