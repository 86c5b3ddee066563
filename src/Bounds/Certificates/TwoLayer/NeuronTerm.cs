namespace PurifyProofs.Bounds.Certificates.TwoLayer;

/// <summary>
/// One neuron's share of the certificate: G(t) = h(p + t) − αt + μt² on low ≤ t ≤ high, with
/// h(u) = a[r(u − b; s) − r(−u − b; s)].
/// </summary>
/// <param name="OutputScale">a.</param>
/// <param name="Bias">b ≥ 0.</param>
/// <param name="SmoothingWidth">s ≥ 0.</param>
/// <param name="Preactivation">p.</param>
/// <param name="Low">Least t; −τ‖w‖ where the whole ball is meant.</param>
/// <param name="High">Greatest t.</param>
/// <param name="Slope">α.</param>
/// <param name="Curvature">μ ≥ 0.</param>
public readonly record struct NeuronTerm(
    double OutputScale,
    double Bias,
    double SmoothingWidth,
    double Preactivation,
    double Low,
    double High,
    double Slope,
    double Curvature)
{
    /// <summary>The largest |t|.</summary>
    internal double Range => Math.Max(Math.Abs(Low), Math.Abs(High));

    /// <summary>A Lipschitz constant of G on its range, because |h'| ≤ |a| for b ≥ 0 and a symmetric smoothing noise.</summary>
    internal double Lipschitz => Math.Abs(OutputScale) + Math.Abs(Slope) + (2 * Curvature * Range);

    /// <summary>The largest size of any argument: what one rounding of an argument is relative to.</summary>
    internal double ArgumentSize => Math.Abs(Preactivation) + Range + Bias + SmoothingWidth;
}

/// <summary>A lower bound of min over low ≤ t ≤ high of G(t), valid in exact arithmetic for the numbers given.</summary>
internal interface INeuronMinimum
{
    /// <summary>The bound; never above the true minimum.</summary>
    double LowerBound(in NeuronTerm term);
}
