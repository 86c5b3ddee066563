using PurifyProofs.Model.Numerics;

namespace PurifyProofs.Model.SparseCoding;

/// <summary>The network from which adversarial training starts.</summary>
public static class AdversarialStart
{
    /// <summary>
    /// A copy of the clean-trained network, in which the plan's share of fresh neurons has weights of a random direction. They
    /// keep length, bias and smoothing: with those of an initialisation they would learn a hundred times faster than the
    /// others, and no longer leave these alone.
    /// </summary>
    /// <param name="clean">The clean-trained network.</param>
    /// <param name="plan">The training plan.</param>
    /// <param name="seed">The seed.</param>
    public static unsafe SymmetricReluNetwork From(SymmetricReluNetwork clean, TrainingPlan plan, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(clean);
        ArgumentNullException.ThrowIfNull(plan);
        SymmetricReluNetwork start = clean.Clone();
        Matrix weights = start.Weights;

        // Neurons are exchangeable, so the first ones are as good a choice as any.
        int count = (int)Math.Round(plan.FreshShare * start.Width);
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
