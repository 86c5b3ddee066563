using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PurifyProofs.Bounds.Certificates.TwoLayer;

/// <summary>
/// The slope at q of the convex envelope of h(p + t) + μt² on an interval, for eight points; outside the interval the envelope goes on
/// as a parabola, steep enough to draw q back. Where G touches its envelope at q
/// the slope is the derivative; elsewhere a chord between a point left and a point right of q carries the envelope, and Newton's
/// method on the difference of the two restricted minima finds its slope; where it would leave the bracket known, the bracket is halved.
/// </summary>
internal readonly ref struct LaneEnvelope
{
    private const int NewtonSteps = 6;

    // Closer to an end than this share of the interval, the chord that starts there is taken.
    private const double EndShare = 1e-7;

    /// <summary>α, the slope.</summary>
    public required Vector512<double> Slope { get; init; }

    /// <summary>min of G on the interval with this slope.</summary>
    public required Vector512<double> Minimum { get; init; }

    /// <summary>(q − t_left)(t_right − q), by which E t² exceeds q² where a chord mixes two points; 0 where G touches its envelope.</summary>
    public required Vector512<double> Variance { get; init; }

    /// <summary>How far h(p + q) + μq² lies above the envelope at q; 0 where G touches it.</summary>
    public required Vector512<double> Gap { get; init; }

    /// <summary>The envelope at q on low ≤ t ≤ high.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneEnvelope At(in LaneNeuron neuron, Vector512<double> q, Vector512<double> curvature, Vector512<double> low, Vector512<double> high)
    {
        Vector512<double> margin = EndShare * (high - low);
        Vector512<double> inside = Vector512.MinNative(Vector512.MaxNative(q, low + margin), high - margin);
        Vector512<double> slope = neuron.Derivative(inside) + (2 * curvature * inside);
        Vector512<double> lowest = neuron.Minimum(slope, low, high).Value;
        Vector512<double> here = neuron.Value(inside) + (inside * ((curvature * inside) - slope));
        Vector512<double> tolerance = 1e-12 * (Vector512.Abs(here) + Vector512.Abs(slope * (high - low)));
        Vector512<double> mixes = Vector512.LessThan(lowest, here - tolerance) | ~Vector512.Equals(q, inside);
        if (Vector512.EqualsAll(mixes.AsInt64(), Vector512<long>.Zero))
        {
            return new LaneEnvelope { Slope = slope, Minimum = lowest, Variance = Vector512<double>.Zero, Gap = Vector512<double>.Zero };
        }

        return AlongChord(neuron, slope, mixes, q, inside, curvature, low, high);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static LaneEnvelope AlongChord(
        in LaneNeuron neuron,
        Vector512<double> slope,
        Vector512<double> mixes,
        Vector512<double> q,
        Vector512<double> inside,
        Vector512<double> curvature,
        Vector512<double> low,
        Vector512<double> high)
    {
        Vector512<double> variance = Vector512<double>.Zero;
        Vector512<double> flattest = Vector512.Create(double.NegativeInfinity), steepest = Vector512.Create(double.PositiveInfinity);
        for (int step = 0; step < NewtonSteps; step++)
        {
            (Vector512<double> left, Vector512<double> leftValue) = neuron.Minimum(slope, low, inside);
            (Vector512<double> right, Vector512<double> rightValue) = neuron.Minimum(slope, inside, high);
            Vector512<double> apart = Vector512.GreaterThan(right - left, 1e-12 * (high - low)) & mixes;
            Vector512<double> tooSteep = Vector512.LessThan(rightValue, leftValue);
            steepest = Vector512.ConditionalSelect(tooSteep, slope, steepest);
            flattest = Vector512.ConditionalSelect(tooSteep, flattest, slope);
            Vector512<double> next = slope + ((rightValue - leftValue) / (right - left));
            Vector512<double> leaves = Vector512.LessThanOrEqual(next, flattest) | Vector512.GreaterThanOrEqual(next, steepest);
            next = Vector512.ConditionalSelect(leaves & ~Vector512.Equals(next, slope), 0.5 * (flattest + steepest), next);
            slope = Vector512.ConditionalSelect(apart, next, slope);
            variance = Vector512.ConditionalSelect(apart, (inside - left) * (right - inside), Vector512<double>.Zero);
        }

        Vector512<double> onChord = neuron.Minimum(slope, low, high).Value;
        Vector512<double> here = neuron.Value(inside) + (inside * ((curvature * inside) - slope));
        slope += ((2 * curvature) + neuron.SlopeRange / (high - low + Vector512.Create(1e-150))) * (q - inside);
        return new LaneEnvelope
        {
            Slope = slope,
            Minimum = neuron.Minimum(slope, low, high).Value,
            Variance = variance,
            Gap = Vector512.ConditionalSelect(mixes, Vector512.Max(here - onChord, Vector512<double>.Zero), Vector512<double>.Zero),
        };
    }
}
