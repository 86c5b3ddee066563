namespace PurifyProofs.Model.FixedFeatures;

/// <summary>φ(x) = x: linear classifiers without bias.</summary>
/// <param name="dimension">d.</param>
public sealed class LinearFeatures(int dimension) : IFeatureMap
{
    /// <inheritdoc/>
    public int InputDimension => dimension;

    /// <inheritdoc/>
    public int Count => dimension;

    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<double> x, Span<double> features) => x.CopyTo(features);

    /// <inheritdoc/>
    public void InputGradient(ReadOnlySpan<double> x, ReadOnlySpan<double> coefficients, Span<double> gradient) => coefficients.CopyTo(gradient);
}
