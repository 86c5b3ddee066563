using System.Numerics.Tensors;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Model.FixedFeatures;

/// <summary>
/// The smallest margin that any of these perturbations gives each point: none, −yτu, and projected descent from the sample, from −yτu
/// and from random points of the sphere.
/// </summary>
/// <param name="Radius">τ.</param>
/// <param name="Direction">u [d], unit norm.</param>
/// <param name="Steps">Steps of each descent.</param>
/// <param name="RandomStarts">Descents from random starts.</param>
/// <param name="Seed">Seed of the starts.</param>
public sealed record FeatureAttackEnsemble(double Radius, double[] Direction, int Steps, int RandomStarts, ulong Seed)
{
    // Starts lie this much inside the ball, so that no rounding leaves it.
    private const double Inside = 1 - 1e-12;

    /// <summary>The points x + δ at the smallest margins met.</summary>
    public LabelledVectors Run(FeatureClassifier classifier, LabelledVectors points)
    {
        ArgumentNullException.ThrowIfNull(points);
        AttackSettings settings = AttackSettings.ProjectedGradient(Radius, Steps);
        LabelledVectors worst = FeatureAttack.Run(classifier, points, settings);
        foreach (LabelledVectors starts in Starts(points))
        {
            worst = Worse(classifier, worst, FeatureAttack.Run(classifier, points, settings, starts));
        }

        return worst;
    }

    /// <summary>y f(x + δ) [n] at the smallest margins met.</summary>
    public double[] Margins(FeatureClassifier classifier, LabelledVectors points) => MarginsAt(classifier, Run(classifier, points));

    /// <summary>y f(x) [n].</summary>
    public static double[] MarginsAt(FeatureClassifier classifier, LabelledVectors points)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(points);
        var margins = new double[points.Count];
        Parallel.For(0, margins.Length, i => margins[i] = points.Y[i] * classifier.Score(points.X[i]));
        return margins;
    }

    private IEnumerable<LabelledVectors> Starts(LabelledVectors points)
    {
        yield return ObliviousShift.Apply(points, Direction, Radius * Inside);
        for (int start = 0; start < RandomStarts; start++)
        {
            int restart = start;
            yield return points with { X = [.. points.X.Select((x, i) => RandomPoint(x, i, restart))] };
        }
    }

    private double[] RandomPoint(double[] x, int index, int restart)
    {
        var random = new RandomSequence(Seed, (uint)index, (uint)restart, (uint)RandomStream.EvaluationAttackStarts << 1);
        var point = new double[x.Length];
        for (int j = 0; j < point.Length; j++)
        {
            point[j] = random.NextNormal();
        }

        TensorPrimitives.MultiplyAdd<double>(point, Radius * Inside / TensorPrimitives.Norm<double>(point), x, point);
        return point;
    }

    private static LabelledVectors Worse(FeatureClassifier classifier, LabelledVectors left, LabelledVectors right)
    {
        double[] leftMargins = MarginsAt(classifier, left), rightMargins = MarginsAt(classifier, right);
        return left with { X = [.. left.X.Select((x, i) => leftMargins[i] <= rightMargins[i] ? x : right.X[i])] };
    }
}
