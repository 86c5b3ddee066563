namespace PurifyProofs.Bounds.Rounding;

/// <summary>
/// A-priori bounds of float64 rounding errors (N. J. Higham, "Accuracy and Stability of Numerical Algorithms", 2nd ed. 2002,
/// chapters 2 and 3). They hold for every order of summation and with fused multiply–adds.
/// </summary>
internal static class RoundingError
{
    /// <summary>u = 2⁻⁵³, the relative error of one rounded operation.</summary>
    public const double Unit = 1.0 / (1L << 53);

    /// <summary>
    /// Stands for everything that underflow can add: fewer than 10⁹ operations, each off by at most 2⁻¹⁰⁷⁴, and no factor
    /// above 10³⁰ behind it.
    /// </summary>
    public const double Underflow = 1e-280;

    /// <summary>
    /// An upper bound of γ_n = nu/(1 − nu), itself rounded up: the relative error of n roundings in a row, and of a dot
    /// product of n terms relative to the sum of magnitudes.
    /// </summary>
    public static double Gamma(long count) => count * Unit / (1 - (count * Unit)) * (1 + (4 * Unit));

    /// <summary>A number not below the exact result of up to <paramref name="operations"/> roundings of non-negative terms.</summary>
    public static double Above(double value, long operations) => value * (1 + Gamma(operations + 2)) + Underflow;
}
