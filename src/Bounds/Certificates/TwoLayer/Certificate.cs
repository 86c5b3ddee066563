namespace PurifyProofs.Bounds.Certificates.TwoLayer;

/// <summary>A proved statement about one point: y f(x + δ) ≥ <see cref="LowerBound"/> for every ‖δ‖ ≤ <see cref="Radius"/>.</summary>
/// <param name="Radius">τ.</param>
/// <param name="LowerBound">The proved bound.</param>
/// <param name="CleanMargin">y f(x), to rounding.</param>
/// <param name="AttackedMargin">The smallest y f(x + δ) met during the search, to rounding; an upper bound of what any certificate can prove.</param>
/// <param name="Perturbation">The δ [d] of that margin, a start for attacks; ‖δ‖ ≤ τ to rounding.</param>
/// <param name="Curvature">μ of the certificate, 0 without quadratic terms.</param>
/// <param name="RelaxationMinimiser">Minimiser of the relaxation in the network's eigenbasis [d]: the start for another radius.</param>
public sealed record Certificate(
    double Radius,
    double LowerBound,
    double CleanMargin,
    double AttackedMargin,
    double[] Perturbation,
    double Curvature,
    double[] RelaxationMinimiser)
{
    /// <summary>Whether the point keeps its label in the whole ball; never for a misclassified point.</summary>
    public bool IsCertified => LowerBound > 0 && CleanMargin > 0;
}
