using PurifyProofs.Bounds.Certificates.TwoLayer;
using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>Robust accuracy of a network from both sides, on the same points: it lies between the two.</summary>
/// <param name="Attacked">Points that no attack brought down: an upper bound.</param>
/// <param name="Certified">Points that no perturbation of the ball can bring down: a lower bound.</param>
/// <param name="VanishingGradients">Points where the gradient of the margin is zero, so that attacks from there see no direction.</param>
/// <param name="Contradictions">Points with an attack below their certificate.</param>
public sealed record RobustAccuracy(Proportion Attacked, Proportion Certified, int VanishingGradients, int Contradictions);

/// <summary>Measures networks on fresh points of one distribution.</summary>
public sealed class RobustnessMeter(ISparseCodingDevice device, SparseCodingDistribution distribution, Effort effort) : IDisposable
{
    private readonly AttackEnsemble ensemble = new(device, distribution.DenseMixture, distribution.Seed);
    private readonly EvaluationPoints evaluation = new(device, distribution);
    private readonly WorkerPool pool = new(device.Threads);

    /// <summary>Asks to stop; the measurements then throw.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Prepares the measurement of a network, which must not change until all is measured.</summary>
    public NetworkRobustness Of(SymmetricReluNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var certifier = new Lazy<Certifier>(() => new Certifier(new CertifiableNetwork(network), pool));
        var attack = new EnsembleSettings(0, effort.AttackSteps, effort.Restarts);
        TwoSidedSearch Search(int crossChecks) => new(device, ensemble, distribution.DenseMixture, network, certifier, attack, crossChecks) { Cancellation = Cancellation };
        return new NetworkRobustness(network, evaluation, effort, Search(effort.CrossChecks), Search(0));
    }

    /// <inheritdoc/>
    public void Dispose() => pool.Dispose();
}

/// <summary>The robust accuracy of one network.</summary>
public sealed class NetworkRobustness
{
    private readonly SymmetricReluNetwork network;
    private readonly EvaluationPoints evaluation;
    private readonly Effort effort;
    private readonly TwoSidedSearch search;
    private readonly TwoSidedSearch curveSearch;

    internal NetworkRobustness(SymmetricReluNetwork network, EvaluationPoints evaluation, Effort effort, TwoSidedSearch search, TwoSidedSearch curveSearch) =>
        (this.network, this.evaluation, this.effort, this.search, this.curveSearch) = (network, evaluation, effort, search, curveSearch);

    /// <summary>Both accuracies, measured until both are decided against the threshold.</summary>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public RobustAccuracy Measure(double radius, double threshold)
    {
        int vanishing = 0, contradictions = 0;
        Proportion[] proportions = effort.Accuracy.MeasureTogether(threshold, (look, trials) =>
        {
            using LabelledPoints points = evaluation.OfLook(look, trials);
            TwoSidedOutcome outcome = search.Run(points, radius, CertificateSettings.ToDecide);
            vanishing += evaluation.CountVanishing(network, points);
            contradictions += outcome.Contradicted;
            return [outcome.Standing, outcome.Certified];
        });
        return new RobustAccuracy(proportions[0], proportions[1], vanishing, contradictions);
    }

    /// <summary>Both accuracies on a fixed number of points, nothing searched at length: for maps of many networks.</summary>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public RobustAccuracy Look(double radius, int count)
    {
        using LabelledPoints points = evaluation.OfCurve(count);
        TwoSidedOutcome outcome = curveSearch.Run(points, radius, effort.CurveCertificates);
        return new RobustAccuracy(new Proportion(outcome.Standing, count), new Proportion(outcome.Certified, count), evaluation.CountVanishing(network, points), outcome.Contradicted);
    }

    /// <summary>
    /// (radius, attacked accuracy) and (radius, certified accuracy) around the given radius, on the same points. A point is
    /// looked at where bisection needs it: broken at a radius it is broken at every larger one, certified it is certified at every
    /// smaller one; one that stood uncertified counts as standing below, not as certified above.
    /// </summary>
    public (IReadOnlyList<SeriesPoint> Attacked, IReadOnlyList<SeriesPoint> Certified) ByRadius(double radius, Action<double> progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        using LabelledPoints points = evaluation.OfCurve(effort.CurveSamples);
        var standing = new RadiusBracket(points.Count, RadiusCurve.Count);
        var certified = new RadiusBracket(points.Count, RadiusCurve.Count);
        for (int step = 0; step < RadiusCurve.Count; step++)
        {
            int index = RadiusCurve.Order[step];
            int[] open = [.. Enumerable.Range(0, points.Count).Where(point => standing.IsOpen(point, index) || certified.IsOpen(point, index))];
            using LabelledPoints selected = points.Select(open);
            TwoSidedOutcome outcome = curveSearch.Run(
                selected,
                RadiusCurve.At(radius, index),
                effort.CurveCertificates,
                point => standing.IsOpen(open[point], index),
                point => certified.IsOpen(open[point], index));
            Record(outcome, open, index, standing, certified);
            progress((step + 1.0) / RadiusCurve.Count);
        }

        return (RadiusCurve.Of(standing, radius), RadiusCurve.Of(certified, radius));
    }

    private static void Record(TwoSidedOutcome outcome, int[] points, int radius, RadiusBracket standing, RadiusBracket certified)
    {
        for (int i = 0; i < points.Length; i++)
        {
            standing.Record(points[i], radius, outcome.IsStanding(i));
            certified.Record(points[i], radius, outcome.IsCertified(i));
        }
    }
}
