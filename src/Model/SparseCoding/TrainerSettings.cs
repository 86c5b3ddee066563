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

    /// <summary>W = W_start + AB with A [m × r] from zero and B [r × d] random; SGD on A and B only.</summary>
    /// <param name="Rank">r.</param>
    /// <param name="Seed">Seed of B.</param>
    public sealed record LowRank(int Rank, ulong Seed) : UpdateRule;
}
