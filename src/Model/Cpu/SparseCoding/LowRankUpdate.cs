using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Model.Cpu.SparseCoding;

/// <summary>The steps of <see cref="UpdateRule.LowRank"/>, row by row and factor by factor.</summary>
internal sealed unsafe class LowRankUpdate : IWeightUpdate
{
    private readonly Matrix weights;
    private readonly Matrix start;
    private readonly Matrix gradient;
    private readonly Matrix left;
    private readonly Matrix right;
    private readonly Matrix leftGradient;
    private readonly Matrix rightGradient;
    private readonly Matrix leftInverse;
    private readonly Matrix rightInverse;
    private readonly WorkerPool pool;
    private float rate;

    public LowRankUpdate(Matrix weights, UpdateRule.LowRank rule, WorkerPool pool)
    {
        (this.weights, this.pool) = (weights, pool);
        start = weights.Clone();
        gradient = new Matrix(weights.Rows, weights.Columns);
        left = new Matrix(weights.Rows, rule.Rank);
        right = rule.DrawRightFactor(weights.Columns);
        leftGradient = new Matrix(weights.Rows, rule.Rank);
        rightGradient = new Matrix(rule.Rank, weights.Columns);
        leftInverse = new Matrix(rule.Rank, rule.Rank);
        rightInverse = new Matrix(rule.Rank, rule.Rank);
    }

    public void Begin(double learningRate) => rate = (float)learningRate;

    public void ApplyRow(int neuron, float* gradientRow)
    {
        new Span<float>(gradientRow, gradient.Columns).CopyTo(gradient.Row(neuron));
        Span<float> projected = leftGradient.Row(neuron);
        for (int r = 0; r < projected.Length; r++)
        {
            projected[r] = VectorKernels.Dot(gradientRow, right.RowStart(r), right.Columns);
        }
    }

    public void Complete()
    {
        pool.Run(right.Rows, (r, _) => AccumulateRight(r));
        DampedGramInverse.OfColumns(left, UpdateRule.LowRank.RelativeDamping, leftInverse);
        DampedGramInverse.OfRows(right, UpdateRule.LowRank.RelativeDamping, rightInverse);
        pool.Run(left.Rows, (neuron, _) => MoveLeft(neuron));
        pool.Run(right.Rows, (r, _) => MoveRight(r));
        pool.Run(weights.Rows, (neuron, _) => Rebuild(neuron));
    }

    public void Dispose()
    {
        start.Dispose();
        gradient.Dispose();
        left.Dispose();
        right.Dispose();
        leftGradient.Dispose();
        rightGradient.Dispose();
        leftInverse.Dispose();
        rightInverse.Dispose();
    }

    private void AccumulateRight(int r)
    {
        float* sum = rightGradient.RowStart(r);
        new Span<float>(sum, right.Columns).Clear();
        for (int neuron = 0; neuron < left.Rows; neuron++)
        {
            VectorKernels.AddScaled(sum, gradient.RowStart(neuron), left.Row(neuron)[r], right.Columns);
        }
    }

    // a ← a − η g Bᵀ(BBᵀ + εI)⁻¹; the inverse is symmetric, so its rows are its columns.
    private void MoveLeft(int neuron)
    {
        float* projected = leftGradient.RowStart(neuron);
        Span<float> a = left.Row(neuron);
        for (int r = 0; r < a.Length; r++)
        {
            a[r] -= rate * VectorKernels.Dot(projected, rightInverse.RowStart(r), leftGradient.Columns);
        }
    }

    private void MoveRight(int r)
    {
        Span<float> weightsOfRows = leftInverse.Row(r);
        for (int other = 0; other < weightsOfRows.Length; other++)
        {
            VectorKernels.AddScaled(right.RowStart(r), rightGradient.RowStart(other), -rate * weightsOfRows[other], right.Columns);
        }
    }

    private void Rebuild(int neuron)
    {
        float* row = weights.RowStart(neuron);
        start.Row(neuron).CopyTo(weights.Row(neuron));
        Span<float> a = left.Row(neuron);
        for (int r = 0; r < a.Length; r++)
        {
            VectorKernels.AddScaled(row, right.RowStart(r), a[r], right.Columns);
        }
    }
}
