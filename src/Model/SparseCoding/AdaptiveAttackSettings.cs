namespace PurifyProofs.Model.SparseCoding;

/// <summary>
/// Auto-projected gradient descent of the margin (APGD; F. Croce and M. Hein, ICML 2020): no step length to choose. Checkpoints
/// are at w_j = ⌈p_j N⌉ with p_0 = 0, p_1 = 0.22, p_{j+1} = p_j + max(p_j − p_{j−1} − 0.03, 0.06).
/// </summary>
/// <param name="Radius">τ, ℓ2.</param>
/// <param name="Steps">N, gradient steps.</param>
public sealed record AdaptiveAttackSettings(double Radius, int Steps)
{
    private const double FirstShare = 0.22;
    private const double SmallestShare = 0.06;
    private const double ShareDecrement = 0.03;

    /// <summary>Steps before the first checkpoint.</summary>
    internal int FirstInterval => Math.Max(1, (int)(FirstShare * Steps));

    /// <summary>Steps to the next checkpoint after an interval of <paramref name="interval"/>.</summary>
    internal int NextInterval(int interval) =>
        Math.Max(interval - (int)(ShareDecrement * Steps), Math.Max(1, (int)(SmallestShare * Steps)));
}
