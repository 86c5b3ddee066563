namespace PurifyProofs.Bounds.Certificates.TwoLayer;

/// <summary>Which terms the relaxation may use.</summary>
public enum Relaxation
{
    /// <summary>α per neuron, μ = 0: linear lower bounds of every neuron, as in CROWN.</summary>
    Linear,

    /// <summary>α per neuron and one μ for all neurons.</summary>
    Quadratic,

    /// <summary>
    /// As <see cref="Quadratic"/>, and a μ of its own for every neuron at the points which one μ leaves open, that is with a bound of at
    /// most 0 and no perturbation known that reaches 0; such a point costs some hundred times as much.
    /// </summary>
    QuadraticPerNeuron,
}

/// <summary>How hard the parameters of a certificate are searched for.</summary>
/// <param name="Relaxation">The relaxation.</param>
/// <param name="Iterations">Most gradient steps.</param>
/// <param name="Tolerance">A point is left alone when its bound is within this share of its clean margin of an attained margin.</param>
public sealed record CertificateSettings(Relaxation Relaxation, int Iterations, double Tolerance)
{
    /// <summary>The quadratic certificate, fast: points end within about 0.005 of the clean margin of the best scalar-μ bound.</summary>
    public static CertificateSettings Default { get; } = new(Relaxation.Quadratic, 40, 0.002);

    /// <summary>
    /// For a share of certified points: a point is left alone as soon as its bound is positive, and one that a single μ leaves open
    /// gets a μ for every neuron.
    /// </summary>
    public static CertificateSettings ToDecide { get; } = Default with { Relaxation = Relaxation.QuadraticPerNeuron, Target = 0 };

    /// <summary>The same with one μ for all neurons: fast where many points cannot be certified.</summary>
    public static CertificateSettings ToDecideFast { get; } = Default with { Target = 0 };

    /// <summary>
    /// A plain ReLU has no slope at its kink; the search (never the bound) smooths it by this share of the range of t.
    /// </summary>
    internal double LeastRelativeWidth { get; init; } = 0.01;

    /// <summary>A point is left alone when its bound is above this.</summary>
    internal double Target { get; init; } = double.PositiveInfinity;

    /// <summary>Iterations of the search for a μ of its own for every neuron.</summary>
    internal int CurvatureIterations { get; init; } = 16;
}
