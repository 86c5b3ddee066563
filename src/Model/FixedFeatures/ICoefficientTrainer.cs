namespace PurifyProofs.Model.FixedFeatures;

/// <summary>Finds coefficients v of a model linear in its features.</summary>
public interface ICoefficientTrainer
{
    /// <summary>Name, for reports.</summary>
    string Name { get; }

    /// <summary>v [N] for features φ_i [n][N] with labels ±1 [n].</summary>
    double[] Fit(IReadOnlyList<double[]> features, IReadOnlyList<double> labels);
}
