using PurifyProofs.Model.Numerics;

namespace PurifyProofs.Model.SparseCoding;

/// <summary>What a trainer does at each step.</summary>
/// <param name="Phase">The phase of training.</param>
/// <param name="Stream">Where its samples come from.</param>
/// <param name="Sparsity">k, for the bias schedule.</param>
/// <param name="SmoothingFraction">s_i as a fraction of b_i while the bias moves.</param>
/// <param name="Bias">The schedule of phase I; null keeps bias and smoothing frozen throughout.</param>
/// <param name="UpdateRule">How a gradient changes the weights.</param>
public sealed record TrainerSettings(
    TrainingPhase Phase,
    RandomStream Stream,
    int Sparsity,
    double SmoothingFraction,
    BiasSchedule? Bias,
    UpdateRule UpdateRule);

/// <summary>How a gradient in W changes the weights.</summary>
public abstract record UpdateRule
{
    private UpdateRule()
    {
    }

    /// <summary>W ← W − η(G + λ(1 + ‖w_i‖)w_i): plain SGD on all weights.</summary>
    public sealed record Full : UpdateRule;

    /// <summary>
    /// W = W_start + AB by scaled gradient descent (T. Tong, C. Ma and Y. Chi, JMLR 22, 2021):
    /// A ← A − ηGBᵀ(BBᵀ + εI)⁻¹ and, from the same A and B, B ← B − η(AᵀA + εI)⁻¹AᵀG, A [m × r] from zero. W then moves by −η times G
    /// projected onto the row space of B and the column space of A, whatever the scale of the factors. Where A is zero, B stays.
    /// </summary>
    /// <param name="Rank">r.</param>
    /// <param name="Seed">Seed of B.</param>
    public sealed record LowRank(int Rank, ulong Seed) : UpdateRule
    {
        /// <summary>
        /// ε, relative to the mean diagonal of its Gram matrix: keeps the inverse bounded while A is still of lower rank than r.
        /// </summary>
        public const double RelativeDamping = 1e-3;

        /// <summary>B [r × d] at the start, with entries N(0, 1/d).</summary>
        /// <param name="dimension">d.</param>
        public unsafe Matrix DrawRightFactor(int dimension)
        {
            var right = new Matrix(Rank, dimension);
            for (int r = 0; r < Rank; r++)
            {
                var origin = new PhiloxCounter(0, (uint)r, 0, (uint)RandomStream.LowRankFactors << 1);
                NormalSampler.Add(right.RowStart(r), dimension, 1 / MathF.Sqrt(dimension), Seed, origin);
            }

            return right;
        }
    }
}
