using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PurifyProofs.Bounds.Certificates.TwoLayer;

/// <summary>
/// Eight times G(t) = h(p + t) − αt + μt² (eight points of a neuron, or eight neurons of a point), with the uniform smoothing of half-width s &gt; 0. It
/// proposes; nothing here is proved.
/// </summary>
internal readonly struct LaneNeuron
{
    // Keeps quotients by a curvature of 0 infinite instead of NaN.
    private const double Tiny = 1e-280;

    private readonly Vector512<double> scale;
    private readonly Vector512<double> bias;
    private readonly Vector512<double> width;
    private readonly Vector512<double> steepness;
    private readonly Vector512<double> preactivation;
    private readonly Vector512<double> curvature;

    /// <summary>Eight pre-activations p with biases b, with curvatures μ and smoothing half-widths s &gt; 0.</summary>
    public LaneNeuron(double outputScale, Vector512<double> bias, Vector512<double> width, Vector512<double> preactivation, Vector512<double> curvature)
    {
        (scale, this.bias, this.width) = (Vector512.Create(outputScale), bias, width);
        (this.preactivation, this.curvature) = (preactivation, curvature);
        steepness = scale * 0.5 / width;
    }

    /// <summary>|a|, by which slopes of h can differ.</summary>
    public Vector512<double> SlopeRange => Vector512.Abs(scale);

    /// <summary>h''(p + t), 0 where it jumps down to 0.</summary>
    public Vector512<double> SecondDerivative(Vector512<double> t)
    {
        Vector512<double> u = preactivation + t;
        return (Inside(u - bias) & steepness) - (Inside(-u - bias) & steepness);
    }

    /// <summary>h(p + t).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Value(Vector512<double> t)
    {
        Vector512<double> u = preactivation + t;
        return scale * (Relu(u - bias) - Relu(-u - bias));
    }

    /// <summary>h'(p + t).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Derivative(Vector512<double> t)
    {
        Vector512<double> u = preactivation + t;
        return steepness * (Position(u - bias) + Position(-u - bias));
    }

    /// <summary>
    /// The minimum of G over low ≤ t ≤ high and where it lies. Every convex piece has its minimum at its stationary point held
    /// inside the piece; the ends of a concave piece belong to its convex neighbours.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (Vector512<double> Point, Vector512<double> Value) Minimum(Vector512<double> slope, Vector512<double> low, Vector512<double> high)
    {
        Vector512<double> outer = bias + width, inner = Vector512.Abs(bias - width);
        Vector512<double> flat = (curvature * 2) + Vector512.Create(Tiny);
        Vector512<double> far = Vector512.Create(1e280);
        Vector512<double> middleSlope = scale * Vector512.Max(Vector512<double>.Zero, (width - bias) / width);
        Vector512<double> below = -outer - preactivation, left = -inner - preactivation;
        Vector512<double> right = inner - preactivation, above = outer - preactivation;
        Vector512<double> outward = (slope - scale) / flat;

        (Vector512<double> Point, Vector512<double> Value) best = Try(slope, Clamp(Clamp(outward, -far, below), low, high));
        best = Lower(best, Try(slope, Clamp(Clamp(Stationary(slope - (steepness * (width - bias - preactivation)), flat - steepness, below), below, left), low, high)));
        best = Lower(best, Try(slope, Clamp(Clamp((slope - middleSlope) / flat, left, right), low, high)));
        best = Lower(best, Try(slope, Clamp(Clamp(Stationary(slope - (steepness * (preactivation - bias + width)), flat + steepness, right), right, above), low, high)));
        return Lower(best, Try(slope, Clamp(Clamp(outward, above, far), low, high)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Stationary(Vector512<double> numerator, Vector512<double> bending, Vector512<double> otherwise) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(bending, Vector512<double>.Zero), numerator / bending, otherwise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Clamp(Vector512<double> value, Vector512<double> low, Vector512<double> high) =>
        Vector512.MinNative(Vector512.MaxNative(value, low), high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Point, Vector512<double> Value) Lower(
        (Vector512<double> Point, Vector512<double> Value) one,
        (Vector512<double> Point, Vector512<double> Value) other)
    {
        Vector512<double> isLower = Vector512.LessThan(other.Value, one.Value);
        return (Vector512.ConditionalSelect(isLower, other.Point, one.Point), Vector512.ConditionalSelect(isLower, other.Value, one.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (Vector512<double> Point, Vector512<double> Value) Try(Vector512<double> slope, Vector512<double> t) =>
        (t, Value(t) + (t * ((curvature * t) - slope)));

    private Vector512<double> Inside(Vector512<double> z) => Vector512.LessThan(Vector512.Abs(z), width);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<double> Position(Vector512<double> z) => Clamp(z + width, Vector512<double>.Zero, width + width);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<double> Relu(Vector512<double> z)
    {
        Vector512<double> position = Position(z);
        return (position * position * 0.25 / width) + Vector512.MaxNative(z - width, Vector512<double>.Zero);
    }
}
