using PurifyProofs.Bounds.Certificates;
using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Model.Attacks;
using PurifyProofs.Model.Compute;
using PurifyProofs.Model.Data;
using PurifyProofs.Model.Networks;

namespace PurifyProofs.Claims.Evidence;

/// <summary>Robust accuracy of a network from both sides, on the same points: it lies between the two.</summary>
/// <param name="Attacked">Points that no attack brought down: an upper bound.</param>
/// <param name="Certified">Points that no perturbation of the ball can bring down: a lower bound.</param>
/// <param name="VanishingGradients">Points where the gradient of the margin is zero, so that attacks from there see no direction.</param>
/// <param name="Contradictions">Points with an attack below their certificate.</param>
public sealed record RobustAccuracy(Proportion Attacked, Proportion Certified, int VanishingGradients, int Contradictions);

/// <summary>
/// Attacks points with the whole ensemble, certifies those that stand, and attacks those that neither side decides once more
/// from where the certificate has its minimum.
/// </summary>
public sealed class RobustnessMeter(IDevice device, SparseCodingDistribution distribution, Effort effort) : IDisposable
{
    // Curves are drawn from their own samples, far from the steps that decisive proportions use.
    private const int CurveStep = 1000;

    // Margins of attacks are of perturbations rounded to float32, which may stand out of the ball by that rounding.
    private const double RelativeRounding = 1e-5;

    private static readonly double[] RadiusFractions = [0.25, 0.5, 0.7, 0.85, 1, 1.1, 1.25, 1.5];

    private readonly AttackEnsemble ensemble = new(device, distribution.DenseMixture, distribution.Seed);
    private readonly WorkerPool pool = new(device.Threads);

    /// <summary>Both accuracies, measured until both are decided against the threshold.</summary>
    public RobustAccuracy Measure(SymmetricReluNetwork network, double radius, double threshold)
    {
        var certifier = new Certifier(new CertifiableNetwork(network), pool);
        int vanishing = 0, contradictions = 0;
        Proportion[] proportions = effort.Accuracy.MeasureTogether(threshold, (look, trials) =>
        {
            using LabelledPoints points = Draw(look, trials);
            PointCounts counts = Count(network, certifier, points, radius, CertificateSettings.ToDecide);
            vanishing += counts.Vanishing;
            contradictions += counts.Contradicted;
            return [counts.Standing, counts.Certified];
        });
        return new RobustAccuracy(proportions[0], proportions[1], vanishing, contradictions);
    }

    /// <summary>(radius, attacked accuracy) and (radius, certified accuracy) at fractions of the given radius, on the same points.</summary>
    public (IReadOnlyList<SeriesPoint> Attacked, IReadOnlyList<SeriesPoint> Certified) ByRadius(SymmetricReluNetwork network, double radius, Action<double> progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var certifier = new Certifier(new CertifiableNetwork(network), pool);
        using LabelledPoints points = Draw(CurveStep, effort.CurveSamples);
        var attacked = new List<SeriesPoint>();
        var certified = new List<SeriesPoint>();
        foreach (double fraction in RadiusFractions)
        {
            PointCounts counts = Count(network, certifier, points, fraction * radius, effort.CurveCertificates);
            attacked.Add(new SeriesPoint(fraction * radius, (double)counts.Standing / points.Count));
            certified.Add(new SeriesPoint(fraction * radius, (double)counts.Certified / points.Count));
            progress((double)attacked.Count / RadiusFractions.Length);
        }

        return (attacked, certified);
    }

    /// <inheritdoc/>
    public void Dispose() => pool.Dispose();

    private readonly record struct PointCounts(int Standing, int Certified, int Vanishing, int Contradicted);

    private PointCounts Count(SymmetricReluNetwork network, Certifier certifier, LabelledPoints points, double radius, CertificateSettings settings)
    {
        using EnsembleResult result = ensemble.Run(network, points, new EnsembleSettings(radius, effort.AttackSteps, effort.Restarts));
        int vanishing = CountVanishing(network, points);
        int[] standing = [.. Enumerable.Range(0, points.Count).Where(i => result.Margins[i] > 0)];
        if (standing.Length == 0)
        {
            return new PointCounts(0, 0, vanishing, 0);
        }

        using LabelledPoints candidates = points.Select(standing);
        Certificate[] certificates = certifier.Certify(candidates, radius, settings);
        double[] margins = [.. standing.Select(i => result.Margins[i])];
        AttackFromCertificates(network, candidates, certificates, radius, margins);
        return new PointCounts(
            margins.Count(static margin => margin > 0),
            certificates.Zip(margins).Count(static pair => pair.First.IsCertified && pair.Second > 0),
            vanishing,
            certificates.Zip(margins).Count(static pair => pair.First.LowerBound > pair.Second + (RelativeRounding * Math.Abs(pair.First.CleanMargin))));
    }

    private void AttackFromCertificates(SymmetricReluNetwork network, LabelledPoints points, Certificate[] certificates, double radius, double[] margins)
    {
        int[] open = [.. Enumerable.Range(0, points.Count).Where(i => !certificates[i].IsCertified)];
        if (open.Length == 0)
        {
            return;
        }

        using LabelledPoints undecided = points.Select(open);
        using var perturbations = new Matrix(open.Length, points.X.Columns);
        for (int i = 0; i < open.Length; i++)
        {
            System.Numerics.Tensors.TensorPrimitives.ConvertTruncating<double, float>(certificates[open[i]].Perturbation, perturbations.Row(i));
        }

        device.AdaptiveAttack(network, undecided.X, undecided.Y, new AdaptiveAttackSettings(radius, effort.AttackSteps), perturbations);
        double[] found = VerifiedMargins.Compute(new ReferenceNetwork(network), undecided, perturbations, radius);
        for (int i = 0; i < open.Length; i++)
        {
            margins[open[i]] = Math.Min(margins[open[i]], found[i]);
        }
    }

    private int CountVanishing(SymmetricReluNetwork network, LabelledPoints points)
    {
        using var gradients = new Matrix(points.Count, points.X.Columns);
        device.MarginGradients(network, points.X, points.Y, gradients);
        return Enumerable.Range(0, points.Count).Count(i => !gradients.Row(i).ContainsAnyExcept(0f));
    }

    private LabelledPoints Draw(int sampleStep, int count) =>
        LabelledPoints.Draw(device, distribution, RandomStream.Evaluation, sampleStep, count);
}
