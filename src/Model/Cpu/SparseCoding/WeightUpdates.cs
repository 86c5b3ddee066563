using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Model.Cpu.SparseCoding;

/// <summary>Turns the gradient G [m × d] into new weights.</summary>
internal unsafe interface IWeightUpdate : IDisposable
{
    /// <summary>Called once before the rows of a step.</summary>
    /// <param name="learningRate">η of the step.</param>
    void Begin(double learningRate);

    /// <summary>Called for every neuron in parallel with its row of G [d], which is lost afterwards.</summary>
    void ApplyRow(int neuron, float* gradient);

    /// <summary>Called once when all rows are there.</summary>
    void Complete();
}

/// <summary>W ← W − η(G + λ(1 + ‖w_i‖)w_i); the second term is the gradient of λ Σ(‖w_i‖²/2 + ‖w_i‖³/3).</summary>
internal sealed unsafe class FullUpdate(Matrix weights, TrainingPhase phase) : IWeightUpdate
{
    private float rate;

    public void Begin(double learningRate) => rate = (float)learningRate;

    public void ApplyRow(int neuron, float* gradient)
    {
        float* row = weights.RowStart(neuron);
        if (phase.WeightDecay != 0)
        {
            float norm = MathF.Sqrt(VectorKernels.SquaredNorm(row, weights.Columns));
            VectorKernels.Scale(row, 1 - (rate * (float)phase.WeightDecay * (1 + norm)), weights.Columns);
        }

        VectorKernels.AddScaled(row, gradient, -rate, weights.Columns);
    }

    public void Complete()
    {
    }

    public void Dispose()
    {
    }
}
