using PurifyProofs.Model.Training;

namespace PurifyProofs.Model.Compute;

/// <summary>Turns the gradient G [m × d] into new weights.</summary>
internal unsafe interface IWeightUpdate : IDisposable
{
    /// <summary>Called for every neuron in parallel, as soon as its gradient is complete.</summary>
    void ApplyRow(int neuron, Matrix gradient);

    /// <summary>Called once when the whole gradient is complete.</summary>
    void Complete(Matrix gradient);
}

/// <summary>W ← W − η(G + λ(1 + ‖w_i‖)w_i); the second term is the gradient of λ Σ(‖w_i‖²/2 + ‖w_i‖³/3).</summary>
internal sealed unsafe class FullUpdate(Matrix weights, TrainingPhase phase) : IWeightUpdate
{
    public void ApplyRow(int neuron, Matrix gradient)
    {
        float* row = weights.Data + ((nint)neuron * weights.Stride);
        float rate = (float)phase.LearningRate;
        float shrinkage = phase.WeightDecay == 0
            ? 1
            : 1 - (rate * (float)phase.WeightDecay * (1 + MathF.Sqrt(VectorKernels.SquaredNorm(row, weights.Stride))));
        VectorKernels.ScaleAndAdd(row, shrinkage, gradient.Data + ((nint)neuron * gradient.Stride), -rate, weights.Stride);
    }

    public void Complete(Matrix gradient)
    {
    }

    public void Dispose()
    {
    }
}
