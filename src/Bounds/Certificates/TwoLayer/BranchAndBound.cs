using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Bounds.Certificates.TwoLayer;

/// <summary>The smallest margin of a point in the ball, enclosed.</summary>
/// <param name="Lower">Proved: y f(x + δ) ≥ this for every ‖δ‖ ≤ τ.</param>
/// <param name="Upper">Attained by <see cref="Perturbation"/>, to rounding.</param>
/// <param name="Perturbation">δ [d].</param>
/// <param name="Nodes">Boxes bounded.</param>
/// <param name="IsClosed">Whether the gap was closed; otherwise the threshold was passed, or the cap on nodes ended the search.</param>
public sealed record MarginEnclosure(double Lower, double Upper, double[] Perturbation, int Nodes, bool IsClosed);

/// <summary>
/// Complete verification of small networks: branch and bound on the ranges of t_i = ⟨w_i, δ⟩. A box of ranges is bounded by the
/// verified quadratic certificate with one-dimensional minima over those ranges; the box with the lowest bound is split on the
/// neuron whose own envelope lies farthest below it, until the lowest bound is within 10⁻⁴ · max(1, |upper|) of the smallest margin met.
/// </summary>
/// <param name="network">The network, at most <see cref="LargestWidth"/> neurons.</param>
/// <param name="largestNodeCount">Boxes after which the search ends with the gap it has.</param>
public sealed class BranchAndBound(SymmetricReluNetwork network, int largestNodeCount)
{
    /// <summary>Most neurons accepted.</summary>
    public const int LargestWidth = 32;

    /// <summary>Absolute gap, or relative to an upper value above 1, at which the search ends.</summary>
    public const double Gap = 1e-4;

    private readonly CertifiableNetwork certifiable = Accept(network);
    private readonly ReferenceNetwork reference = new(network);

    /// <summary>
    /// Where only the side of a number matters: boxes proved above it are not split, and the search ends at the first perturbation that is
    /// not above it. Without one, the gap is closed.
    /// </summary>
    public double? Threshold { get; init; }

    /// <summary>Stops between two boxes.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Encloses the smallest margin of one point.</summary>
    /// <param name="points">Points.</param>
    /// <param name="index">Which of them.</param>
    /// <param name="radius">τ &gt; 0.</param>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    /// <exception cref="ArgumentException">Shapes differ, or the radius or a coordinate is not a finite number, or the radius is not positive.</exception>
    public MarginEnclosure Enclose(LabelledPoints points, int index, double radius) => Enclose(points, index, radius, Threshold);

    /// <summary>The same with a threshold of the point's own.</summary>
    /// <inheritdoc cref="Enclose(LabelledPoints, int, double)"/>
    public MarginEnclosure Enclose(LabelledPoints points, int index, double radius, double? threshold)
    {
        ArgumentNullException.ThrowIfNull(points);
        CertificateInput.Require(certifiable, points, [.. Enumerable.Repeat(radius, points.Count)], null);
        var verified = new VerifiedBound(certifiable.NeuronMinimum, new MultiplierBound());
        var point = new SearchedPoint(reference, points, index, radius);
        var search = new BoxSearch(certifiable, verified, points, index, radius, point, threshold);
        search.BoundRoot();
        while (!search.IsDecided && search.Nodes < largestNodeCount)
        {
            Cancellation.ThrowIfCancellationRequested();
            search.BoundLowest();
        }

        return search.Enclosure();
    }

    private static CertifiableNetwork Accept(SymmetricReluNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network.Width <= LargestWidth
            ? new CertifiableNetwork(network)
            : throw new ArgumentException($"Branch and bound takes at most {LargestWidth} neurons, but the network has {network.Width}.", nameof(network));
    }
}
