using PurifyProofs.Model.Numerics;

namespace PurifyProofs.Model.SparseCoding;

/// <summary>The network from which adversarial training starts.</summary>
public static class AdversarialStart
{
    /// <summary>
    /// A copy of the clean-trained network, in which a share of the neurons has weights of a fresh random direction. They
    /// keep length, bias and smoothing: with those of an initialisation they would learn a hundred times faster than the
    /// others, and no longer leave these alone.
    /// </summary>
    /// <param name="clean">The clean-trained network.</param>
    /// <param name="freshShare">Share of fresh neurons, in [0, 1]; 0 but where a control breaks the start.</param>
    /// <param name="seed">The seed.</param>
    public static unsafe SymmetricReluNetwork From(SymmetricReluNetwork clean, double freshShare, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(clean);
        SymmetricReluNetwork start = clean.Clone();
        Matrix weights = start.Weights;

        // Neurons are exchangeable, so the first ones are as good a choice as any.
        int count = (int)Math.Round(freshShare * start.Width);
        for (int i = 0; i < count; i++)
        {
            float* row = weights.RowStart(i);
            float length = MathF.Sqrt(VectorKernels.SquaredNorm(row, weights.Columns));
            weights.Row(i).Clear();
            NormalSampler.Add(row, weights.Columns, 1, seed, new PhiloxCounter(0, (uint)i, 0, (uint)RandomStream.FreshWeights << 1));
            float scale = length / MathF.Sqrt(VectorKernels.SquaredNorm(row, weights.Columns));
            System.Numerics.Tensors.TensorPrimitives.Multiply(weights.Row(i), scale, weights.Row(i));
        }

        return start;
    }
}
