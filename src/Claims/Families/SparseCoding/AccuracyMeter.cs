using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>Accuracies of networks on fresh samples of one distribution, every margin in float64.</summary>
public sealed class AccuracyMeter(ISparseCodingDevice device, SparseCodingDistribution distribution, Effort effort)
{
    private readonly AttackEnsemble ensemble = new(device, distribution.DenseMixture, distribution.Seed);
    private readonly EvaluationPoints evaluation = new(device, distribution);

    /// <summary>Accuracy without perturbation, measured until decided against the threshold.</summary>
    public Proportion Clean(SymmetricReluNetwork network, double threshold) => effort.Accuracy.Measure(threshold, (look, trials) =>
    {
        using LabelledPoints points = evaluation.OfLook(look, trials);
        return VerifiedMargins.OfPoints(new ReferenceNetwork(network), points).Count(margin => margin > 0);
    });

    /// <summary>Accuracy under the whole ensemble, measured until decided against the threshold, and at how many of the points the gradient of the margin vanishes.</summary>
    /// <param name="network">The network.</param>
    /// <param name="radius">τ.</param>
    /// <param name="threshold">The threshold.</param>
    /// <param name="looks">On how many points it is looked at.</param>
    public (Proportion Accuracy, int VanishingGradients) Attacked(SymmetricReluNetwork network, double radius, double threshold, DecisiveProportion looks)
    {
        ArgumentNullException.ThrowIfNull(looks);
        int vanishing = 0;
        Proportion accuracy = looks.Measure(threshold, (look, trials) =>
        {
            using LabelledPoints points = evaluation.OfLook(look, trials);
            vanishing += evaluation.CountVanishing(network, points);
            return Attack(network, points, radius).Count(margin => margin > 0);
        });
        return (accuracy, vanishing);
    }

    /// <inheritdoc cref="EvaluationPoints.CountVanishing"/>
    public int CountVanishing(SymmetricReluNetwork network, LabelledPoints points) => evaluation.CountVanishing(network, points);

    /// <summary>Accuracy under perturbations that do not depend on the attacked network, measured until decided.</summary>
    public Proportion UnderPerturbations(
        SymmetricReluNetwork network,
        double radius,
        double threshold,
        Action<LabelledPoints, Matrix> perturb) => effort.Accuracy.Measure(threshold, (look, trials) =>
    {
        using LabelledPoints points = evaluation.OfLook(look, trials);
        using var perturbations = new Matrix(points.Count, points.X.Columns);
        perturb(points, perturbations);
        return VerifiedMargins.Compute(new ReferenceNetwork(network), points, perturbations, radius).Count(margin => margin > 0);
    });

    /// <summary>
    /// (radius, attacked accuracy) around the given radius. A point is attacked at the radii that bisection needs: it counts as
    /// standing below a radius at which it stood, as broken above one at which it was broken.
    /// </summary>
    public IReadOnlyList<SeriesPoint> AttackedByRadius(SymmetricReluNetwork network, double radius)
    {
        using LabelledPoints points = evaluation.OfCurve(effort.CurveSamples);
        var standing = new RadiusBracket(points.Count, RadiusCurve.Count);
        foreach (int index in RadiusCurve.Order)
        {
            int[] open = [.. Enumerable.Range(0, points.Count).Where(point => standing.IsOpen(point, index))];
            using LabelledPoints selected = points.Select(open);
            double[] margins = Attack(network, selected, RadiusCurve.At(radius, index));
            for (int i = 0; i < open.Length; i++)
            {
                standing.Record(open[i], index, margins[i] > 0);
            }
        }

        return RadiusCurve.Of(standing, radius);
    }

    private double[] Attack(SymmetricReluNetwork network, LabelledPoints points, double radius)
    {
        if (points.Count == 0)
        {
            return [];
        }

        using EnsembleResult result = ensemble.Run(network, points, new EnsembleSettings(radius, effort.AttackSteps, effort.Restarts));
        return result.Margins;
    }
}
