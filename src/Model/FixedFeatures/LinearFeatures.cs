namespace PurifyProofs.Model.FixedFeatures;

/// <summary>φ(x) = x: linear classifiers without bias.</summary>
/// <param name="dimension">d.</param>
public sealed class LinearFeatures(int dimension) : IFeatureMap
{
    public int InputDimension => dimension;

    public int Count => dimension;

    public void Evaluate(ReadOnlySpan<double> x, Span<double> features) => x.CopyTo(features);

    public void InputGradient(ReadOnlySpan<double> x, ReadOnlySpan<double> coefficients, Span<double> gradient) => coefficients.CopyTo(gradient);
}
