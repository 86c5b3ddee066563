using PurifyProofs.Model.Training;

namespace PurifyProofs.Model.Compute;

/// <summary>
/// W = W_start + AB by scaled gradient descent (T. Tong, C. Ma and Y. Chi, JMLR 22, 2021):
/// A ← A − ηGBᵀ(BBᵀ + εI)⁻¹ and B ← B − η(AᵀA + εI)⁻¹AᵀG, A [m × r] from zero, B [r × d] with entries N(0, 1/d). W then moves by
/// −η times G projected onto the row space of B and the column space of A, whatever the scale of the factors.
/// </summary>
internal sealed unsafe class LowRankUpdate : IWeightUpdate
{
    // Relative to the mean diagonal of the Gram matrix: keeps the inverse bounded while A is still of lower rank than r.
    private const double RelativeDamping = 1e-3;

    private readonly Matrix weights;
    private readonly Matrix start;
    private readonly Matrix left;
    private readonly Matrix right;
    private readonly Matrix leftGradient;
    private readonly Matrix rightGradient;
    private readonly Matrix leftInverse;
    private readonly Matrix rightInverse;
    private readonly TrainingPhase phase;
    private readonly WorkerPool pool;

    public LowRankUpdate(Matrix weights, UpdateRule.LowRank rule, TrainingPhase phase, WorkerPool pool)
    {
        (this.weights, this.phase, this.pool) = (weights, phase, pool);
        start = weights.Clone();
        left = new Matrix(weights.Rows, rule.Rank);
        right = new Matrix(rule.Rank, weights.Columns);
        leftGradient = new Matrix(weights.Rows, rule.Rank);
        rightGradient = new Matrix(rule.Rank, weights.Columns);
        leftInverse = new Matrix(rule.Rank, rule.Rank);
        rightInverse = new Matrix(rule.Rank, rule.Rank);
        float scale = 1 / MathF.Sqrt(weights.Columns);
        for (int r = 0; r < rule.Rank; r++)
        {
            NormalSampler.Add(RowOf(right, r), weights.Columns, scale, rule.Seed, new PhiloxCounter(0, (uint)r, 0, (uint)RandomStream.LowRankFactors << 1));
        }
    }

    public void ApplyRow(int neuron, Matrix gradient)
    {
        float* g = RowOf(gradient, neuron);
        Span<float> projected = leftGradient.Row(neuron);
        for (int r = 0; r < projected.Length; r++)
        {
            projected[r] = VectorKernels.Dot(g, RowOf(right, r), right.Stride);
        }
    }

    public void Complete(Matrix gradient)
    {
        pool.Run(right.Rows, (r, _) => AccumulateRight(r, gradient));
        DampedGramInverse.OfColumns(left, RelativeDamping, leftInverse);
        DampedGramInverse.OfRows(right, RelativeDamping, rightInverse);
        pool.Run(left.Rows, (neuron, _) => MoveLeft(neuron));
        pool.Run(right.Rows, (r, _) => MoveRight(r));
        pool.Run(weights.Rows, (neuron, _) => Rebuild(neuron));
    }

    public void Dispose()
    {
        start.Dispose();
        left.Dispose();
        right.Dispose();
        leftGradient.Dispose();
        rightGradient.Dispose();
        leftInverse.Dispose();
        rightInverse.Dispose();
    }

    private static float* RowOf(Matrix matrix, int row) => matrix.Data + ((nint)row * matrix.Stride);

    private void AccumulateRight(int r, Matrix gradient)
    {
        float* sum = RowOf(rightGradient, r);
        new Span<float>(sum, right.Stride).Clear();
        for (int neuron = 0; neuron < left.Rows; neuron++)
        {
            VectorKernels.ScaleAndAdd(sum, 1, RowOf(gradient, neuron), left.Row(neuron)[r], right.Stride);
        }
    }

    // a ← a − η g Bᵀ(BBᵀ + εI)⁻¹; the inverse is symmetric, so its rows are its columns.
    private void MoveLeft(int neuron)
    {
        float* projected = RowOf(leftGradient, neuron);
        Span<float> a = left.Row(neuron);
        for (int r = 0; r < a.Length; r++)
        {
            a[r] -= (float)phase.LearningRate * VectorKernels.Dot(projected, RowOf(rightInverse, r), leftGradient.Stride);
        }
    }

    private void MoveRight(int r)
    {
        Span<float> weightsOfRows = leftInverse.Row(r);
        for (int other = 0; other < weightsOfRows.Length; other++)
        {
            VectorKernels.ScaleAndAdd(RowOf(right, r), 1, RowOf(rightGradient, other), -(float)phase.LearningRate * weightsOfRows[other], right.Stride);
        }
    }

    private void Rebuild(int neuron)
    {
        float* row = RowOf(weights, neuron);
        new Span<float>(RowOf(start, neuron), weights.Stride).CopyTo(new Span<float>(row, weights.Stride));
        Span<float> a = left.Row(neuron);
        for (int r = 0; r < a.Length; r++)
        {
            VectorKernels.ScaleAndAdd(row, 1, RowOf(right, r), a[r], right.Stride);
        }
    }
}
