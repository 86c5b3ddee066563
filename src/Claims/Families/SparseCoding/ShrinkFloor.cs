namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>
/// How small shrinking may make an instance. At toy sizes every asymptotic claim fails, so the smallest violating instance of all says
/// little; the smallest <em>of a scale's sizes</em> says which setting or law it takes.
/// </summary>
/// <param name="Sparsity">The smallest k.</param>
/// <param name="Dimension">The smallest d; where the window of the core hypotheses is empty it is raised to the first d at which it is not.</param>
/// <param name="WidthFactor">The smallest multiple of d that m may be; at least one neuron stays.</param>
public sealed record ShrinkFloor(int Sparsity, int Dimension, double WidthFactor)
{
    /// <summary>No floor but the core hypotheses' window.</summary>
    public static ShrinkFloor Lowest { get; } = new(1, 2, 0);

    /// <summary>The smallest sizes that a scale draws.</summary>
    public static ShrinkFloor Of(Scale scale)
    {
        InstanceLaw law = InstanceLaw.Of(scale);
        return new ShrinkFloor(InstanceLaw.Sparsity, law.Dimensions.Min(), law.WidthFactors.Lowest);
    }

    internal int SmallestDimension(int sparsity) => Math.Max(Dimension, CoreHypotheses.SmallestDimension(sparsity));

    internal int SmallestWidth(int dimension) => (int)Math.Max(1, Math.Ceiling(WidthFactor * dimension));
}
