using PurifyProofs.Bounds.Rounding;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Bounds.Certificates.TwoLayer;

/// <summary>
/// Gaussian smoothing: a proved enclosure of min G by branch and bound on intervals of t. For a ≥ 0, a·r(u − b) − αt + μt² is convex and
/// lies above its tangent, −a·r(−u − b) is concave and lies above its chord, so that the smaller end of a line bounds G on the interval.
/// Intervals are halved until the lowest bound is within 10⁻⁷ L·(high − low) of the lowest value met. (a &lt; 0 is the mirror image.)
/// </summary>
internal sealed class GaussianMinimum : INeuronMinimum
{
    // |Φ̂ − Φ| ≤ 2·10⁻¹³ and |r̂(z) − r(z)| ≤ 3·10⁻¹³ (|z| + s) for SmoothedReluFunction, given an exponential within 4 units of the last
    // place; the derivation stands in docs/certificates.md.
    private const double CumulativeError = 2e-13;
    private const double ReluError = 3e-13;
    private const double RoundingUnits = 256;
    private const double RelativeGap = 1e-7;
    private const int MostIntervals = 400;
    private readonly PiecewiseQuadraticMinimum plain = new();

    public double LowerBound(in NeuronTerm term)
    {
        if (term.SmoothingWidth == 0)
        {
            return plain.LowerBound(term);
        }

        NeuronTerm positive = term.OutputScale >= 0 ? term : term with
        {
            OutputScale = -term.OutputScale,
            Preactivation = -term.Preactivation,
            Low = -term.High,
            High = -term.Low,
            Slope = -term.Slope,
        };
        double bound = Enclose(positive) - Error(positive);
        return double.IsNaN(bound) ? double.NegativeInfinity : bound;
    }

    private readonly record struct Interval(double Low, double High, double AtLow, double AtHigh);

    // Two evaluations of r in every value, tangent and chord, and a tangent's slope times half an interval.
    private static double Error(in NeuronTerm term)
    {
        double smooth = term.OutputScale * ((8 * ReluError) + (2 * CumulativeError)) * term.ArgumentSize;
        return smooth + (RoundingUnits * RoundingError.Unit * term.Lipschitz * term.ArgumentSize) + RoundingError.Underflow;
    }

    private static double Enclose(in NeuronTerm term)
    {
        double lowestValue = Math.Min(Convex(term, term.Low) + Concave(term, term.Low), Convex(term, term.High) + Concave(term, term.High));
        double tolerance = RelativeGap * term.Lipschitz * (term.High - term.Low);
        var open = new PriorityQueue<Interval, double>();
        Bound(term, new Interval(term.Low, term.High, Concave(term, term.Low), Concave(term, term.High)), open, ref lowestValue);
        for (int count = 0; count < MostIntervals; count++)
        {
            open.TryPeek(out Interval interval, out double bound);
            double middle = 0.5 * (interval.Low + interval.High);
            if (!(bound < lowestValue - tolerance) || middle <= interval.Low || middle >= interval.High)
            {
                break;
            }

            open.Dequeue();
            double atMiddle = Concave(term, middle);
            Bound(term, interval with { High = middle, AtHigh = atMiddle }, open, ref lowestValue);
            Bound(term, interval with { Low = middle, AtLow = atMiddle }, open, ref lowestValue);
        }

        open.TryPeek(out _, out double lowest);
        return lowest;
    }

    private static void Bound(in NeuronTerm term, Interval interval, PriorityQueue<Interval, double> open, ref double lowestValue)
    {
        double middle = 0.5 * (interval.Low + interval.High);
        double value = Convex(term, middle), slope = ConvexSlope(term, middle);
        lowestValue = Math.Min(lowestValue, value + Concave(term, middle));
        double atLow = value + (slope * (interval.Low - middle)) + interval.AtLow;
        double atHigh = value + (slope * (interval.High - middle)) + interval.AtHigh;
        open.Enqueue(interval, Math.Min(atLow, atHigh));
    }

    private static double Convex(in NeuronTerm term, double t) =>
        (term.OutputScale * SmoothedReluFunction.Value(Smoothing.Gaussian, term.Preactivation + t - term.Bias, term.SmoothingWidth))
        + (t * ((term.Curvature * t) - term.Slope));

    private static double ConvexSlope(in NeuronTerm term, double t) =>
        (term.OutputScale * SmoothedReluFunction.Derivative(Smoothing.Gaussian, term.Preactivation + t - term.Bias, term.SmoothingWidth))
        + (2 * term.Curvature * t) - term.Slope;

    private static double Concave(in NeuronTerm term, double t) =>
        -term.OutputScale * SmoothedReluFunction.Value(Smoothing.Gaussian, -term.Preactivation - t - term.Bias, term.SmoothingWidth);
}
