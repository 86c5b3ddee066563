namespace PurifyProofs.Model.FixedFeatures;

/// <summary>
/// Fixed features φ(x) of a point; the class of models is f_v(x) = ⟨v, φ(x)⟩, label sign f. Thread-safe: everything in float64.
/// </summary>
public interface IFeatureMap
{
    /// <summary>d.</summary>
    int InputDimension { get; }

    /// <summary>Number of features N.</summary>
    int Count { get; }

    /// <summary>Writes φ(x).</summary>
    /// <param name="x">A point [d].</param>
    /// <param name="features">Receives φ(x) [N].</param>
    void Evaluate(ReadOnlySpan<double> x, Span<double> features);

    /// <summary>Writes ∇_x⟨v, φ(x)⟩.</summary>
    /// <param name="x">A point [d].</param>
    /// <param name="coefficients">v [N].</param>
    /// <param name="gradient">Receives the gradient [d].</param>
    void InputGradient(ReadOnlySpan<double> x, ReadOnlySpan<double> coefficients, Span<double> gradient);

    /// <summary>⟨v, φ(x)⟩, for maps that can do without writing φ(x) down.</summary>
    /// <param name="x">A point [d].</param>
    /// <param name="coefficients">v [N].</param>
    double Score(ReadOnlySpan<double> x, ReadOnlySpan<double> coefficients)
    {
        Span<double> features = Count <= 1024 ? stackalloc double[Count] : new double[Count];
        Evaluate(x, features);
        return System.Numerics.Tensors.TensorPrimitives.Dot(features, coefficients);
    }
}
