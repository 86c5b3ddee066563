namespace PurifyProofs.Model.Patches;

/// <summary>
/// The smoothed ReLU of the structured-data paper in float64: σ(z) = 0 for z ≤ 0, z^q/(qϱ^{q−1}) for 0 ≤ z ≤ ϱ, z − (1 − 1/q)ϱ for
/// z ≥ ϱ. Convex, non-decreasing, of Lipschitz constant 1.
/// </summary>
/// <param name="Exponent">q ≥ 2.</param>
/// <param name="Threshold">ϱ > 0.</param>
public readonly record struct PowerReluFunction(int Exponent, double Threshold)
{
    /// <summary>σ(z).</summary>
    public double Value(double z)
    {
        double share = Math.Clamp(z / Threshold, 0, 1);
        return (Threshold / Exponent * share * Power(share)) + Math.Max(z - Threshold, 0);
    }

    /// <summary>σ'(z) = min(max(z, 0)/ϱ, 1)^{q−1}.</summary>
    public double Derivative(double z) => Power(Math.Clamp(z / Threshold, 0, 1));

    private double Power(double share)
    {
        double power = share;
        for (int e = 2; e < Exponent; e++)
        {
            power *= share;
        }

        return power;
    }
}
