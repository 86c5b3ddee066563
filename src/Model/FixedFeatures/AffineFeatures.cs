namespace PurifyProofs.Model.FixedFeatures;

/// <summary>φ(x) = (x, 1): linear classifiers with bias.</summary>
/// <param name="dimension">d.</param>
public sealed class AffineFeatures(int dimension) : IFeatureMap
{
    /// <inheritdoc/>
    public int InputDimension => dimension;

    /// <inheritdoc/>
    public int Count => dimension + 1;

    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<double> x, Span<double> features)
    {
        x.CopyTo(features);
        features[dimension] = 1;
    }

    /// <inheritdoc/>
    public void InputGradient(ReadOnlySpan<double> x, ReadOnlySpan<double> coefficients, Span<double> gradient) =>
        coefficients[..dimension].CopyTo(gradient);
}
