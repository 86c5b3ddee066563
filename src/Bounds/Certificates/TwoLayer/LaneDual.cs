namespace PurifyProofs.Bounds.Certificates.TwoLayer;

/// <summary>
/// Parameters (α, μ, ν) of the certificate for eight points. Any values make a valid certificate; good ones make a tight one.
/// </summary>
internal sealed class LaneDual
{
    /// <summary>Parameters of zero for a network.</summary>
    public LaneDual(CertifiableNetwork network)
    {
        Slopes = new double[LaneMatrix.Space(network.Width)];
        Curvatures = new double[LaneMatrix.Space(network.Width)];
        Solutions = new double[LaneMatrix.Space(network.Dimension)];
    }

    /// <summary>α, eight vectors [m].</summary>
    public double[] Slopes { get; }

    /// <summary>μ, eight vectors [m].</summary>
    public double[] Curvatures { get; }

    /// <summary>ν [8].</summary>
    public double[] Multipliers { get; } = new double[LaneMatrix.Lanes];

    /// <summary>Proved lower bounds of λ_min(νI − Wᵀdiag(μ)W) [8].</summary>
    public double[] SmallestEigenvalues { get; } = new double[LaneMatrix.Lanes];

    /// <summary>Approximate solutions v of (νI − Wᵀdiag(μ)W)v = Wᵀα, eight vectors [d].</summary>
    public double[] Solutions { get; }
}
