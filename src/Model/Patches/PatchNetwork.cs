namespace PurifyProofs.Model.Patches;

/// <summary>
/// F_i(x) = Σ_{r &lt; m} Σ_{p &lt; P} σ(⟨w_{i,r}, x_p⟩) for classes i: weights are shared by all patches, the label is the class of the
/// largest output, σ is <see cref="PowerReluFunction"/>.
/// </summary>
public sealed class PatchNetwork : IDisposable
{
    /// <summary>A network around given weights, which it owns from now on.</summary>
    /// <param name="weights">W [K·m × d], the m neurons of class 0 first.</param>
    /// <param name="classes">K.</param>
    /// <param name="activation">σ.</param>
    /// <exception cref="ArgumentException">The rows are not a multiple of the classes, there are fewer than two classes, q &lt; 2, or ϱ is not positive.</exception>
    public PatchNetwork(Matrix weights, int classes, PowerReluFunction activation)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (classes < 2 || weights.Rows == 0 || weights.Rows % classes != 0)
        {
            throw new ArgumentException($"{weights.Rows} neurons cannot be shared evenly by {classes} classes; there must be at least two classes.");
        }

        if (activation.Exponent < 2 || !(activation.Threshold > 0 && double.IsFinite(activation.Threshold)))
        {
            throw new ArgumentException(FormattableString.Invariant($"The smoothed ReLU needs q ≥ 2 and ϱ > 0, but q = {activation.Exponent} and ϱ = {activation.Threshold}."));
        }

        (Weights, Classes, Activation) = (weights, classes, activation);
    }

    /// <summary>W [K·m × d].</summary>
    public Matrix Weights { get; }

    /// <summary>K.</summary>
    public int Classes { get; }

    /// <summary>m.</summary>
    public int NeuronsPerClass => Weights.Rows / Classes;

    /// <summary>d.</summary>
    public int Dimension => Weights.Columns;

    /// <summary>σ.</summary>
    public PowerReluFunction Activation { get; }

    /// <summary>An independent copy.</summary>
    public PatchNetwork Clone() => new(Weights.Clone(), Classes, Activation);

    public void Dispose() => Weights.Dispose();
}
