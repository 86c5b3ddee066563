using PurifyProofs.Bounds.Certificates.TwoLayer;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.ByHand;

/// <summary>What complete verification says of a point.</summary>
public enum PointVerdict
{
    /// <summary>Proved: every perturbation of the ball leaves the margin above 0.</summary>
    Robust,

    /// <summary>Shown by a perturbation of the ball whose margin, computed in float64, is not above 0.</summary>
    NotRobust,

    /// <summary>Neither, within the cap on boxes.</summary>
    Undecided,
}

/// <summary>What complete verification found.</summary>
/// <param name="CleanMargins">y f(x), float64 [n].</param>
/// <param name="Enclosures">What the search knew of the smallest margin of every point when its sign was decided [n].</param>
public sealed record VerificationOutcome(double[] CleanMargins, MarginEnclosure[] Enclosures)
{
    /// <summary>The verdict of every point [n].</summary>
    public PointVerdict[] Verdicts { get; } = [.. Enclosures.Select(static enclosure => enclosure switch
    {
        { Upper: <= 0 } => PointVerdict.NotRobust,
        { Lower: > 0 } => PointVerdict.Robust,
        _ => PointVerdict.Undecided,
    })];

    /// <summary>Number of points classified correctly without perturbation.</summary>
    public int Clean => CleanMargins.Count(static margin => margin > 0);

    /// <summary>Number of points with a verdict.</summary>
    public int Count(PointVerdict verdict) => Verdicts.Count(one => one == verdict);
}

/// <summary>
/// Decides by branch and bound which points of one file the network of another classifies robustly; what is left undecided is attacked
/// as <see cref="FileAttack"/> does when not told how hard to try.
/// </summary>
/// <param name="device">Where gradients of attacks are computed.</param>
/// <param name="pool">Threads to use; no number depends on how many.</param>
/// <param name="largestBoxCount">Boxes of a point after which it stays undecided.</param>
public sealed class FileVerification(ISparseCodingDevice device, WorkerPool pool, int largestBoxCount)
{
    /// <summary>Decides every point.</summary>
    /// <param name="files">What is read.</param>
    /// <param name="radius">τ &gt; 0.</param>
    /// <param name="progress">Receives the number of points done, from any thread; what it throws ends the run.</param>
    /// <param name="cancellation">Stops between two boxes.</param>
    /// <exception cref="InvalidDataException">A file is damaged, does not fit the other or holds too many neurons; one sentence.</exception>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public VerificationOutcome Run(CertifiedFiles files, double radius, IProgress<WorkDone> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(progress);
        using CertifiedInput input = files.Read();
        RequireWidth(files.Weights, input.Network.Network.Width);
        cancellation.ThrowIfCancellationRequested();
        LabelledPoints points = input.Points.Points;
        var rounding = new FileRounding(input.Network, input.Points);
        var margins = new FileMargins(input.Network.Exact, input.Points);
        var search = new BranchAndBound(input.Network.Network, largestBoxCount) { Cancellation = cancellation };
        var enclosures = new MarginEnclosure[points.Count];
        int done = 0;
        pool.Run(points.Count, (point, _) =>
        {
            double loss = rounding.Loss(point, radius);
            MarginEnclosure found = search.Enclose(points, point, rounding.Radius(point, radius), loss);
            enclosures[point] = OfFile(found, loss, margins, point, radius);
            progress.Report(new WorkDone(Interlocked.Increment(ref done), points.Count));
        });
        if (enclosures.Any(static one => one is { Upper: > 0, Lower: <= 0 }))
        {
            FileEnsembleResult attacked = FileEnsemble.ByDefault(device, pool, radius).Run(input.Network, input.Points, input.DenseMixture);
            enclosures = [.. enclosures.Select((one, i) => Attacked(one, attacked, i))];
        }

        return new VerificationOutcome([.. Enumerable.Range(0, points.Count).Select(margins.OfPoint)], enclosures);
    }

    // The lower value less what rounding may cost, the upper one that of the perturbation as it is written.
    private static MarginEnclosure OfFile(MarginEnclosure found, double loss, FileMargins margins, int index, double radius)
    {
        double[] perturbation = FileMargins.InBall(found.Perturbation, radius);
        double attacked = margins.Of(index, perturbation), clean = margins.OfPoint(index);
        return found with
        {
            Lower = loss == 0 ? found.Lower : Math.BitDecrement(found.Lower - loss),
            Upper = attacked < clean ? attacked : clean,
            Perturbation = attacked < clean ? perturbation : new double[perturbation.Length],
        };
    }

    private static MarginEnclosure Attacked(MarginEnclosure found, FileEnsembleResult attacked, int index) =>
        found is { Upper: > 0, Lower: <= 0 } && attacked.Margins[index] < found.Upper
            ? found with { Upper = attacked.Margins[index], Perturbation = attacked.Perturbations[index] }
            : found;

    private static void RequireWidth(string path, int width)
    {
        if (width > BranchAndBound.LargestWidth)
        {
            throw new InvalidDataException(
                $"'{path}' holds {width} neurons, but --exact takes at most {BranchAndBound.LargestWidth}; "
                + "give a narrower network or drop --exact.");
        }
    }
}
