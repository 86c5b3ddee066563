using System.Numerics.Tensors;

namespace PurifyProofs.Model.FixedFeatures;

/// <summary>min_v (1/n) Σ ℓ(y_i⟨v, φ_i⟩) + (ε/2)‖v‖², ε relative to the mean square of a feature; damped Newton steps.</summary>
/// <param name="Loss">ℓ; regularised logistic regression with <see cref="SoftHingeLoss.Logistic"/>.</param>
/// <param name="Ridge">Relative ε.</param>
/// <param name="Steps">Most Newton steps.</param>
public sealed record SoftHingeRegression(SoftHingeLoss Loss, double Ridge, int Steps = 25) : ICoefficientTrainer
{
    private const double Tolerance = 1e-9;

    public string Name => Loss == SoftHingeLoss.Logistic ? "logistic regression" : "soft hinge";

    public double[] Fit(IReadOnlyList<double[]> features, IReadOnlyList<double> labels)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels);
        double scale = features.Average(static row => TensorPrimitives.SumOfSquares<double>(row)) / features[0].Length;
        double penalty = Ridge * scale * features.Count;
        var v = new double[features[0].Length];
        double objective = Objective(features, labels, v, penalty);
        for (int step = 0; step < Steps; step++)
        {
            double[] direction = NewtonDirection(features, labels, v, penalty);
            (double[] next, double reached) = Search(features, labels, v, direction, penalty, objective);
            bool converged = objective - reached < Tolerance * objective;
            (v, objective) = (next, reached);
            if (converged)
            {
                break;
            }
        }

        return v;
    }

    private double[] NewtonDirection(IReadOnlyList<double[]> features, IReadOnlyList<double> labels, double[] v, double penalty)
    {
        var weights = new double[features.Count];
        Parallel.For(0, weights.Length, i => weights[i] = Loss.Weight(labels[i] * TensorPrimitives.Dot<double>(v, features[i])));
        var descent = new double[v.Length];
        TensorPrimitives.MultiplyAdd<double>(v, -penalty, descent, descent);
        for (int i = 0; i < weights.Length; i++)
        {
            TensorPrimitives.MultiplyAdd<double>(features[i], labels[i] * weights[i], descent, descent);
        }

        return new PositiveDefiniteSystem(features, i => Loss.Sharpness * weights[i] * (1 - weights[i])).Solve(penalty, descent);
    }

    // Halves the step until the objective falls; Newton's own step is taken near the optimum.
    private (double[] V, double Objective) Search(
        IReadOnlyList<double[]> features, IReadOnlyList<double> labels, double[] v, double[] direction, double penalty, double objective)
    {
        for (double length = 1; length > 1e-6; length /= 2)
        {
            var candidate = new double[v.Length];
            TensorPrimitives.MultiplyAdd<double>(direction, length, v, candidate);
            double reached = Objective(features, labels, candidate, penalty);
            if (reached < objective)
            {
                return (candidate, reached);
            }
        }

        return (v, objective);
    }

    private double Objective(IReadOnlyList<double[]> features, IReadOnlyList<double> labels, double[] v, double penalty)
    {
        var losses = new double[features.Count];
        Parallel.For(0, losses.Length, i => losses[i] = Loss.Value(labels[i] * TensorPrimitives.Dot<double>(v, features[i])));
        return TensorPrimitives.Sum<double>(losses) + (0.5 * penalty * TensorPrimitives.SumOfSquares<double>(v));
    }
}
