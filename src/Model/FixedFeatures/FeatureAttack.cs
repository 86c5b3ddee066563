using System.Numerics.Tensors;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Model.FixedFeatures;

/// <summary>Projected descent of the margin y f(x + δ) in the ℓ2 ball in float64, with the schedule of <see cref="AttackSettings"/>.</summary>
public static class FeatureAttack
{
    // A perturbation is kept this much inside the ball, so that no rounding of its norm leaves it.
    private const double Inside = 1 - 1e-12;

    /// <summary>Attacks every point from δ = 0; returns x + δ at the smallest margins visited, start included.</summary>
    public static LabelledVectors Run(FeatureClassifier classifier, LabelledVectors points, AttackSettings settings) =>
        Run(classifier, points, settings, points);

    /// <summary>The same from given starts in the ball.</summary>
    /// <param name="classifier">The attacked classifier.</param>
    /// <param name="points">Samples (x, y).</param>
    /// <param name="settings">Radius, steps and step length.</param>
    /// <param name="starts">x + δ₀ of every sample.</param>
    public static LabelledVectors Run(FeatureClassifier classifier, LabelledVectors points, AttackSettings settings, LabelledVectors starts)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(starts);
        var attacked = new double[points.Count][];
        Parallel.For(0, attacked.Length, i => attacked[i] = OnPoint(classifier, points.X[i], points.Y[i], settings, starts.X[i]));
        return points with { X = attacked };
    }

    /// <summary>The same for one point x [d] of label y from the start x + δ₀ [d].</summary>
    public static double[] OnPoint(FeatureClassifier classifier, double[] x, double label, AttackSettings settings, double[] start)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(start);
        var point = (double[])start.Clone();
        var gradient = new double[x.Length];
        var best = (double[])start.Clone();
        double bestMargin = label * classifier.Score(start);
        for (int step = 0; step < settings.Steps; step++)
        {
            classifier.InputGradient(point, gradient);
            double norm = TensorPrimitives.Norm<double>(gradient);
            if (!(norm > 0 && double.IsFinite(norm)))
            {
                break;
            }

            TensorPrimitives.MultiplyAdd<double>(gradient, -label * settings.StepLength(step) / norm, point, point);
            Project(x, settings.Radius, point);
            double margin = label * classifier.Score(point);
            if (margin < bestMargin)
            {
                bestMargin = margin;
                point.CopyTo(best, 0);
            }
        }

        return best;
    }

    private static void Project(double[] centre, double radius, double[] point)
    {
        double distance = TensorPrimitives.Distance<double>(point, centre);
        if (distance > radius * Inside)
        {
            // x + (τ/‖δ‖)δ
            TensorPrimitives.Subtract(point, centre, point);
            TensorPrimitives.MultiplyAdd<double>(point, radius * Inside / distance, centre, point);
        }
    }
}
