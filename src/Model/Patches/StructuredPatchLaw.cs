namespace PurifyProofs.Model.Patches;

/// <summary>
/// Structured data: x = (x_1 … x_P), x_p = α_p u_y + β_p v_y + ξ_p ∈ R^d for a class y uniform on 0 … K − 1, with all u_i, v_i
/// orthonormal (arXiv 2410.08503).
/// </summary>
public sealed record StructuredPatchLaw
{
    /// <summary>Number of classes K.</summary>
    public required int Classes { get; init; }

    /// <summary>Number of patches P.</summary>
    public required int Patches { get; init; }

    /// <summary>Dimension d of a patch, at least 2K.</summary>
    public required int Dimension { get; init; }

    /// <summary>α_p: the robust features u, sparse and strong.</summary>
    public required FeatureLaw Robust { get; init; }

    /// <summary>β_p: the non-robust features v, dense and weak.</summary>
    public required FeatureLaw NonRobust { get; init; }

    /// <summary>σ_ξ: ξ_p ~ N(0, σ_ξ²/d · I), so that ‖ξ_p‖ ≈ σ_ξ.</summary>
    public double NoiseLevel { get; init; } = 0.1;

    /// <summary>The pilot's law: K=5, P=32, d=64, α=1 on one random patch, β=0.35 on all.</summary>
    public static StructuredPatchLaw Pilot { get; } = new()
    {
        Classes = 5,
        Patches = 32,
        Dimension = 64,
        Robust = new FeatureLaw(1, 1),
        NonRobust = new FeatureLaw(0.35, 32),
    };

    /// <summary>Checks the law.</summary>
    /// <exception cref="ArgumentException">One sentence: what is wrong and the mend.</exception>
    public void Validate()
    {
        Require(Classes >= 2, $"There must be at least 2 classes, but there are {Classes}.");
        Require(Patches >= 1, $"There must be at least 1 patch, but there are {Patches}.");
        Require(Dimension >= 2L * Classes, $"2K = {2L * Classes} orthonormal features need a dimension of at least as much, but it is {Dimension}.");
        Require(NoiseLevel >= 0 && double.IsFinite(NoiseLevel), $"The noise level must be finite and not negative, but is {NoiseLevel}.");
        RequireFeature("robust", Robust);
        RequireFeature("non-robust", NonRobust);
    }

    private void RequireFeature(string kind, FeatureLaw law)
    {
        Require(law.Strength >= 0 && double.IsFinite(law.Strength), $"The strength of the {kind} features must be finite and not negative, but is {law.Strength}.");
        Require(law.Spread is >= 0 and <= 1, $"The spread of the {kind} features must lie in [0, 1], but is {law.Spread}.");
        Require(law.Patches >= 0 && law.Patches <= Patches, $"The {kind} features must lie on 0 to {Patches} patches, but lie on {law.Patches}.");
    }

    private static void Require(bool condition, FormattableString sentence)
    {
        if (!condition)
        {
            throw new ArgumentException(FormattableString.Invariant(sentence));
        }
    }
}
