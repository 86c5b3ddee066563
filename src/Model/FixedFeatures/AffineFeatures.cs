namespace PurifyProofs.Model.FixedFeatures;

/// <summary>φ(x) = (x, 1): linear classifiers with bias.</summary>
/// <param name="dimension">d.</param>
public sealed class AffineFeatures(int dimension) : IFeatureMap
{
    public int InputDimension => dimension;

    public int Count => dimension + 1;

    public void Evaluate(ReadOnlySpan<double> x, Span<double> features)
    {
        x.CopyTo(features);
        features[dimension] = 1;
    }

    public void InputGradient(ReadOnlySpan<double> x, ReadOnlySpan<double> coefficients, Span<double> gradient) =>
        coefficients[..dimension].CopyTo(gradient);
}
