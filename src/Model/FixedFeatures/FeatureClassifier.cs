namespace PurifyProofs.Model.FixedFeatures;

/// <summary>f(x) = ⟨v, φ(x)⟩, label sign f.</summary>
public sealed class FeatureClassifier
{
    /// <summary>A classifier of given coefficients.</summary>
    /// <exception cref="ArgumentException">The number of coefficients is not that of the features.</exception>
    public FeatureClassifier(IFeatureMap map, double[] coefficients)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(coefficients);
        if (coefficients.Length != map.Count)
        {
            throw new ArgumentException($"There are {map.Count} features but {coefficients.Length} coefficients.", nameof(coefficients));
        }

        (Map, Coefficients) = (map, coefficients);
    }

    /// <summary>φ.</summary>
    public IFeatureMap Map { get; }

    /// <summary>v [N].</summary>
    public double[] Coefficients { get; }

    /// <summary>f(x).</summary>
    public double Score(ReadOnlySpan<double> x) => Map.Score(x, Coefficients);

    /// <summary>∇f(x) into <paramref name="gradient"/> [d].</summary>
    public void InputGradient(ReadOnlySpan<double> x, Span<double> gradient) => Map.InputGradient(x, Coefficients, gradient);
}
