namespace PurifyProofs.Model.SparseCoding;

/// <summary>
/// Projected descent of the margin y f(x + δ) in the ℓ2 ball: δ ← Π(δ − η ∇(y f)/‖∇(y f)‖). It follows the margin, whose
/// gradient does not vanish where a cross-entropy loss is saturated.
/// </summary>
/// <param name="Radius">τ, ℓ2.</param>
/// <param name="Steps">Number of gradient steps; one step of length τ is FGM when it starts at the sample.</param>
/// <param name="StepFraction">η/τ of the first step; it falls linearly to a tenth of that.</param>
public sealed record AttackSettings(double Radius, int Steps, double StepFraction)
{
    /// <summary>The fast gradient method.</summary>
    public static AttackSettings FastGradient(double radius) => new(radius, 1, 1);

    /// <summary>Projected gradient descent.</summary>
    public static AttackSettings ProjectedGradient(double radius, int steps) => new(radius, steps, 0.5);

    /// <summary>η of step <paramref name="step"/>.</summary>
    public double StepLength(int step) =>
        Steps == 1 ? Radius * StepFraction : Radius * StepFraction * (1 - (0.9 * step / (Steps - 1)));
}
