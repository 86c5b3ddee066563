using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Model.Attacks;
using PurifyProofs.Model.Compute;
using PurifyProofs.Model.Data;
using PurifyProofs.Model.Networks;

namespace PurifyProofs.Claims.Evidence;

/// <summary>Accuracies of networks on fresh samples of one distribution, every margin in float64.</summary>
public sealed class AccuracyMeter(IDevice device, SparseCodingDistribution distribution, Effort effort)
{
    // Curves are drawn from their own samples, far from the steps that decisive proportions use.
    private const int CurveStep = 1000;

    private static readonly double[] RadiusFractions = [0.25, 0.5, 0.7, 0.85, 1, 1.1, 1.2, 1.35, 1.5];

    private readonly AttackEnsemble ensemble = new(device, distribution.DenseMixture, distribution.Seed);

    /// <summary>Accuracy without perturbation, measured until decided against the threshold.</summary>
    public Proportion Clean(SymmetricReluNetwork network, double threshold) => effort.Accuracy.Measure(threshold, (look, trials) =>
    {
        using LabelledPoints points = Draw(look, trials);
        return VerifiedMargins.OfPoints(new ReferenceNetwork(network), points).Count(margin => margin > 0);
    });

    /// <summary>Accuracy under the whole ensemble, measured until decided against the threshold.</summary>
    public Proportion Attacked(SymmetricReluNetwork network, double radius, double threshold) =>
        effort.Accuracy.Measure(threshold, (look, trials) => CountRobust(network, radius, look, trials));

    /// <summary>Accuracy under the whole ensemble on the first look's samples.</summary>
    public Proportion AttackedOnce(SymmetricReluNetwork network, double radius)
    {
        int trials = effort.Accuracy.FirstTrials;
        return new Proportion(CountRobust(network, radius, 0, trials), trials);
    }

    /// <summary>Accuracy under perturbations that do not depend on the attacked network, measured until decided.</summary>
    public Proportion UnderPerturbations(
        SymmetricReluNetwork network,
        double radius,
        double threshold,
        Action<LabelledPoints, Matrix> perturb) => effort.Accuracy.Measure(threshold, (look, trials) =>
    {
        using LabelledPoints points = Draw(look, trials);
        using var perturbations = new Matrix(points.Count, points.X.Columns);
        perturb(points, perturbations);
        return VerifiedMargins.Compute(new ReferenceNetwork(network), points, perturbations, radius).Count(margin => margin > 0);
    });

    /// <summary>(radius, attacked accuracy) at fractions of the given radius.</summary>
    public IReadOnlyList<SeriesPoint> AttackedByRadius(SymmetricReluNetwork network, double radius, Action<double> progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var curve = new List<SeriesPoint>();
        foreach (double fraction in RadiusFractions)
        {
            int robust = CountRobust(network, radius * fraction, CurveStep, effort.CurveSamples);
            curve.Add(new SeriesPoint(radius * fraction, (double)robust / effort.CurveSamples));
            progress((double)curve.Count / RadiusFractions.Length);
        }

        return curve;
    }

    private int CountRobust(SymmetricReluNetwork network, double radius, int sampleStep, int trials)
    {
        using LabelledPoints points = Draw(sampleStep, trials);
        using EnsembleResult result = ensemble.Run(network, points, new EnsembleSettings(radius, effort.AttackSteps, effort.Restarts));
        return result.Robust;
    }

    private LabelledPoints Draw(int sampleStep, int count) =>
        LabelledPoints.Draw(device, distribution, RandomStream.Evaluation, sampleStep, count);
}
