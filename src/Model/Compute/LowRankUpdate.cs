using PurifyProofs.Model.Training;

namespace PurifyProofs.Model.Compute;

/// <summary>
/// W = W_start + AB, A [m × r] from zero, B [r × d] with entries N(0, 1/d) at the start: A ← A − ηGBᵀ, then B ← B − ηAᵀG
/// with η scaled by 1/‖A‖²_op's proxy ‖A‖²_F/r so that both factors move at a comparable pace.
/// </summary>
internal sealed unsafe class LowRankUpdate : IWeightUpdate
{
    private readonly Matrix weights;
    private readonly Matrix start;
    private readonly Matrix left;
    private readonly Matrix right;
    private readonly Matrix rightGradient;
    private readonly TrainingPhase phase;
    private readonly WorkerPool pool;

    public LowRankUpdate(Matrix weights, UpdateRule.LowRank rule, TrainingPhase phase, WorkerPool pool)
    {
        (this.weights, this.phase, this.pool) = (weights, phase, pool);
        start = weights.Clone();
        left = new Matrix(weights.Rows, rule.Rank);
        right = new Matrix(rule.Rank, weights.Columns);
        rightGradient = new Matrix(rule.Rank, weights.Columns);
        for (int r = 0; r < rule.Rank; r++)
        {
            float scale = 1 / MathF.Sqrt(weights.Columns);
            NormalSampler.Add(right.Data + ((nint)r * right.Stride), weights.Columns, scale, rule.Seed, new PhiloxCounter(0, (uint)r, 0, (uint)RandomStream.LowRankFactors << 1));
        }
    }

    public void ApplyRow(int neuron, Matrix gradient)
    {
        float rate = (float)phase.LearningRate;
        float* g = gradient.Data + ((nint)neuron * gradient.Stride);
        Span<float> a = left.Row(neuron);
        for (int r = 0; r < a.Length; r++)
        {
            a[r] -= rate * VectorKernels.Dot(g, right.Data + ((nint)r * right.Stride), right.Stride);
        }
    }

    public void Complete(Matrix gradient)
    {
        pool.Run(right.Rows, (r, _) => UpdateRight(r, gradient));
        pool.Run(weights.Rows, (neuron, _) => Rebuild(neuron));
    }

    public void Dispose()
    {
        start.Dispose();
        left.Dispose();
        right.Dispose();
        rightGradient.Dispose();
    }

    private void UpdateRight(int r, Matrix gradient)
    {
        float* sum = rightGradient.Data + ((nint)r * right.Stride);
        float square = 0;
        new Span<float>(sum, right.Stride).Clear();
        for (int neuron = 0; neuron < left.Rows; neuron++)
        {
            float a = left.Data[((nint)neuron * left.Stride) + r];
            square += a * a;
            VectorKernels.ScaleAndAdd(sum, 1, gradient.Data + ((nint)neuron * gradient.Stride), a, right.Stride);
        }

        if (square > 0)
        {
            VectorKernels.ScaleAndAdd(right.Data + ((nint)r * right.Stride), 1, sum, -(float)phase.LearningRate / MathF.Max(1, square), right.Stride);
        }
    }

    private void Rebuild(int neuron)
    {
        float* row = weights.Data + ((nint)neuron * weights.Stride);
        float* origin = start.Data + ((nint)neuron * weights.Stride);
        new Span<float>(origin, weights.Stride).CopyTo(new Span<float>(row, weights.Stride));
        Span<float> a = left.Row(neuron);
        for (int r = 0; r < a.Length; r++)
        {
            VectorKernels.ScaleAndAdd(row, 1, right.Data + ((nint)r * right.Stride), a[r], right.Stride);
        }
    }
}
