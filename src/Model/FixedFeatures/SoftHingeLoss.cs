namespace PurifyProofs.Model.FixedFeatures;

/// <summary>ℓ(m) = log(1 + e^{s(t − m)})/s: the logistic loss for s = 1, t = 0, and close to the hinge loss for t = 1 and large s.</summary>
/// <param name="Sharpness">s.</param>
/// <param name="Target">t.</param>
public readonly record struct SoftHingeLoss(double Sharpness, double Target)
{
    /// <summary>log(1 + e^{−m}).</summary>
    public static SoftHingeLoss Logistic { get; } = new(1, 0);

    /// <summary>ℓ(m).</summary>
    public double Value(double margin)
    {
        double z = Sharpness * (Target - margin);
        return (Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z)))) / Sharpness;
    }

    /// <summary>−ℓ'(m) = σ(s(t − m)), in [0, 1].</summary>
    public double Weight(double margin) => 1 / (1 + Math.Exp(-Sharpness * (Target - margin)));
}
