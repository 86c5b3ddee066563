using System.Numerics.Tensors;

namespace PurifyProofs.Model.FixedFeatures;

/// <summary>min_v (1/n) Σ (⟨v, φ_i⟩ − y_i)² + ε‖v‖² in closed form, ε relative to the mean square of a feature.</summary>
/// <param name="Ridge">Relative ε.</param>
public sealed record LeastSquares(double Ridge) : ICoefficientTrainer
{
    public string Name => "least squares";

    public double[] Fit(IReadOnlyList<double[]> features, IReadOnlyList<double> labels)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels);
        var right = new double[features[0].Length];
        for (int i = 0; i < features.Count; i++)
        {
            TensorPrimitives.MultiplyAdd<double>(features[i], labels[i], right, right);
        }

        var system = new PositiveDefiniteSystem(features, static _ => 1);
        return system.Solve(Ridge * system.MeanDiagonal, right);
    }
}
