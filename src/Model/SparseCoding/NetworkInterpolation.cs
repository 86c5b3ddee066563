namespace PurifyProofs.Model.SparseCoding;

/// <summary>Networks on the straight line between two.</summary>
public static class NetworkInterpolation
{
    /// <summary>(1 − t) times the first plus t times the second network in weights, biases and smoothing widths; the caller owns it.</summary>
    /// <param name="first">Network at t = 0.</param>
    /// <param name="second">Network at t = 1, of the same shape.</param>
    /// <param name="share">t in [0, 1].</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static SymmetricReluNetwork Between(SymmetricReluNetwork first, SymmetricReluNetwork second, double share)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if ((first.Width, first.Dimension) != (second.Width, second.Dimension))
        {
            throw new ArgumentException($"The networks are {first.Width} × {first.Dimension} and {second.Width} × {second.Dimension}; both must have one shape.", nameof(second));
        }

        float t = (float)share;
        var weights = new Matrix(first.Width, first.Dimension);
        for (int i = 0; i < weights.Rows; i++)
        {
            System.Numerics.Tensors.TensorPrimitives.Lerp<float>(first.Weights.Row(i), second.Weights.Row(i), t, weights.Row(i));
        }

        return new SymmetricReluNetwork(weights, Between(first.Bias, second.Bias, t), Between(first.SmoothingWidth, second.SmoothingWidth, t), first.OutputScale, first.Smoothing);
    }

    private static float[] Between(float[] first, float[] second, float share)
    {
        var values = new float[first.Length];
        System.Numerics.Tensors.TensorPrimitives.Lerp<float>(first, second, share, values);
        return values;
    }
}
