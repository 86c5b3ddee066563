using System.Runtime.Intrinsics;

namespace PurifyProofs.Bounds.Certificates.TwoLayer;

/// <summary>
/// Bisection for the best μ of eight points, by signs of the bound's derivative in μ. A sign comes from an α that is still on its
/// way and may be wrong; therefore the end that a closed bracket is pushed against is given up, and the search goes on beyond it.
/// </summary>
internal sealed class CurvatureBracket
{
    // Until there are two ends.
    private const double Factor = 1.6;

    // The bound is flat around the best μ: nothing is gained by bisecting further.
    private const double ClosedRatio = 1.02;

    private static readonly Vector512<double> Unknown = Vector512.Create(double.PositiveInfinity);
    private Vector512<double> low = Vector512<double>.Zero;
    private Vector512<double> high = Unknown;

    /// <summary>Where to look next.</summary>
    /// <param name="curvature">μ &gt; 0 [8].</param>
    /// <param name="rises">Where the bound rises with μ, all bits set, else none [8].</param>
    public Vector512<double> Next(Vector512<double> curvature, Vector512<double> rises)
    {
        low = Vector512.ConditionalSelect(rises, curvature, low);
        high = Vector512.ConditionalSelect(rises, high, curvature);
        Vector512<double> middle = Vector512.Sqrt(low * high);
        Vector512<double> next = Vector512.ConditionalSelect(
            rises,
            Vector512.ConditionalSelect(Vector512.Equals(high, Unknown), curvature * Factor, middle),
            Vector512.ConditionalSelect(Vector512.Equals(low, Vector512<double>.Zero), curvature / Factor, middle));
        Vector512<double> closed = Vector512.LessThan(high, ClosedRatio * low);
        high = Vector512.ConditionalSelect(closed & rises, Unknown, high);
        low = Vector512.ConditionalSelect(closed & ~rises, Vector512<double>.Zero, low);
        return next;
    }
}
