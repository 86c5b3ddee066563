using PurifyProofs.Bounds.Rounding;

namespace PurifyProofs.Bounds.Certificates.TwoLayer;

/// <summary>
/// Uniform smoothing and plain ReLU: G is quadratic between the breakpoints u = ±b ± s. Concave pieces have their minimum at
/// an end; on a convex piece the tangent at an approximate stationary point bounds G from below, however inexact the point is.
/// The derivation of the error constant stands in docs/certificates.md.
/// </summary>
internal sealed class PiecewiseQuadraticMinimum : INeuronMinimum
{
    // In units of u · Lipschitz constant · argument size; the derivation needs 90.
    private const double ErrorUnits = 256;

    // Computed breakpoints are off by at most 3u times the argument size.
    private const double BreakpointUnits = 8;

    public double LowerBound(in NeuronTerm term)
    {
        double outer = term.Bias + term.SmoothingWidth, inner = Math.Abs(term.Bias - term.SmoothingWidth);
        double steepness = term.SmoothingWidth > 0 ? term.OutputScale / (2 * term.SmoothingWidth) : 0;
        double lowest = Math.Min(Value(term, term.Low), Value(term, term.High));
        double start = term.Low;
        lowest = Math.Min(lowest, NextPiece(term, ref start, -outer, 0));
        lowest = Math.Min(lowest, NextPiece(term, ref start, -inner, -steepness));
        lowest = Math.Min(lowest, NextPiece(term, ref start, inner, 0));
        lowest = Math.Min(lowest, NextPiece(term, ref start, outer, steepness));
        lowest = Math.Min(lowest, NextPiece(term, ref start, double.PositiveInfinity, 0));
        double bound = lowest - (ErrorUnits * RoundingError.Unit * term.Lipschitz * term.ArgumentSize) - RoundingError.Underflow;
        return double.IsNaN(bound) ? double.NegativeInfinity : bound;
    }

    // The piece from start to the breakpoint u; start moves on to its end. Curvature is that of h.
    private static double NextPiece(in NeuronTerm term, ref double start, double breakpoint, double curvature)
    {
        double margin = BreakpointUnits * RoundingError.Unit * term.ArgumentSize;
        double end = Math.Min(Math.Max(breakpoint - term.Preactivation, term.Low), term.High);
        double low = start + margin, high = end - margin;
        start = end;
        double atEnd = Value(term, end);
        double bending = (2 * term.Curvature) + curvature;
        return high > low && bending > 0 ? Math.Min(atEnd, TangentBound(term, low, high, bending)) : atEnd;
    }

    private static double TangentBound(in NeuronTerm term, double low, double high, double bending)
    {
        double middle = low + (0.5 * (high - low));
        double point = Math.Clamp(middle - (Derivative(term, middle) / bending), low, high);
        double slope = Derivative(term, point);
        double drop = Math.Min(slope * (low - point), slope * (high - point));
        return Value(term, point) + Math.Min(drop, 0);
    }

    private static double Value(in NeuronTerm term, double t)
    {
        double u = term.Preactivation + t;
        double h = Relu(u - term.Bias, term.SmoothingWidth) - Relu(-u - term.Bias, term.SmoothingWidth);
        return (term.OutputScale * h) + (t * ((term.Curvature * t) - term.Slope));
    }

    private static double Derivative(in NeuronTerm term, double t)
    {
        double u = term.Preactivation + t;
        double h = ReluSlope(u - term.Bias, term.SmoothingWidth) + ReluSlope(-u - term.Bias, term.SmoothingWidth);
        return (term.OutputScale * h) - term.Slope + (2 * term.Curvature * t);
    }

    // (c/2s)(c/2) instead of c²/4s: neither under- nor overflows for the smallest widths.
    private static double Relu(double z, double width)
    {
        double position = Math.Clamp(z + width, 0, 2 * width);
        return (width > 0 ? position / (2 * width) * (0.5 * position) : 0) + Math.Max(z - width, 0);
    }

    private static double ReluSlope(double z, double width) =>
        width > 0 ? Math.Clamp((z + width) / (2 * width), 0, 1) : z > 0 ? 1 : 0;
}
