using PurifyProofs.Bounds.Rounding;

namespace PurifyProofs.Bounds.Certificates.TwoLayer;

/// <summary>
/// What is proved about the second term min over ‖δ‖ ≤ τ of ⟨c, δ⟩ − δᵀAδ with c = Wᵀα, A = Wᵀdiag(μ)W and
/// B = νI − A.
/// </summary>
/// <param name="Radius">τ.</param>
/// <param name="Multiplier">ν.</param>
/// <param name="SmallestEigenvalue">A proved lower bound of λ_min(B).</param>
/// <param name="SlopeNorm">An upper bound of ‖ĉ‖, ĉ the computed c.</param>
/// <param name="SlopeError">A bound of ‖c − ĉ‖.</param>
/// <param name="Product">⟨v, ĉ⟩ for an approximate solution v of Bv = ĉ.</param>
/// <param name="SolutionNorm">An upper bound of ‖v‖.</param>
/// <param name="ResidualNorm">An upper bound of ‖ĉ − Bv‖.</param>
/// <param name="Roundings">Length of the sums behind norms and products.</param>
internal readonly record struct TrustRegionTerm(
    double Radius,
    double Multiplier,
    double SmallestEigenvalue,
    double SlopeNorm,
    double SlopeError,
    double Product,
    double SolutionNorm,
    double ResidualNorm,
    int Roundings);

/// <summary>A lower bound of the trust-region term.</summary>
internal interface ITrustRegionBound
{
    /// <summary>The bound, −∞ where B is not proved to be positive definite.</summary>
    double LowerBound(in TrustRegionTerm term);
}

/// <summary>
/// −ντ² − ¼ĉᵀB⁻¹ĉ − τ‖c − ĉ‖ with ĉᵀB⁻¹ĉ = ⟨v, ĉ⟩ + ⟨v, r⟩ + rᵀB⁻¹r ≤ ⟨v, ĉ⟩ + ‖v‖‖r‖ + ‖r‖²/λ_min(B) for the residual
/// r = ĉ − Bv of any v.
/// </summary>
internal sealed class MultiplierBound : ITrustRegionBound
{
    public double LowerBound(in TrustRegionTerm term)
    {
        if (!(term.SmallestEigenvalue > 0))
        {
            return double.NegativeInfinity;
        }

        double productError = RoundingError.Gamma(term.Roundings) * term.SolutionNorm * term.SlopeNorm;
        double residual = term.ResidualNorm * (term.SolutionNorm + (term.ResidualNorm / term.SmallestEigenvalue));
        double ball = term.Multiplier * term.Radius * term.Radius;
        double form = 0.25 * (term.Product + productError + residual);
        double magnitude = ball + (0.25 * (Math.Abs(term.Product) + productError + residual)) + (term.Radius * term.SlopeError);
        double bound = -ball - form - (term.Radius * term.SlopeError) - (RoundingError.Gamma(16) * magnitude) - RoundingError.Underflow;
        return double.IsNaN(bound) ? double.NegativeInfinity : bound;
    }
}
