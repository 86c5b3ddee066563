using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>
/// A named reference regime: how all training settings follow from (d, k). What was tried to find it, and the seeds on which
/// it was found and confirmed, are told in <c>docs/regimes.md</c>.
/// </summary>
/// <param name="Name">Name in instance lines.</param>
/// <param name="Description">What it is for, in one sentence.</param>
/// <param name="Plan">The training plan at (d, k).</param>
/// <param name="Radius">The radius τ at (d, k) at which its claims were confirmed.</param>
public sealed record Preset(string Name, string Description, Func<int, int, TrainingPlan> Plan, Func<int, int, double> Radius)
{
    /// <summary>d where a line does not say.</summary>
    public int Dimension { get; init; } = 256;

    /// <summary>k where a line does not say.</summary>
    public int Sparsity { get; init; } = 3;

    /// <summary>The preset's instance at (d, k) with the core laws and the given seed.</summary>
    /// <exception cref="ArgumentException">No array holds a matrix of d × d; the plan's width, a multiple of d, would leave 32 bits soon after.</exception>
    public SparseCodingInstance Create(int dimension, int sparsity, ulong seed)
    {
        MemoryLimit.RequireArray("WᵀW [d × d]", dimension, dimension);
        return new SparseCodingInstance(
            new SparseCodingLaw { Dimension = dimension, DictionarySize = dimension, Sparsity = sparsity },
            Plan(dimension, sparsity),
            Radius(dimension, sparsity),
            seed,
            Name);
    }
}
