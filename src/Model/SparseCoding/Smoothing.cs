namespace PurifyProofs.Model.SparseCoding;

/// <summary>The law of the noise ρ that smooths the ReLU: r(u; s) = E ReLU(u + ρ).</summary>
public enum Smoothing
{
    /// <summary>No noise: plain ReLU.</summary>
    None,

    /// <summary>ρ uniform on [−s, s]: piecewise quadratic, exactly sparse.</summary>
    Uniform,

    /// <summary>ρ ~ N(0, s²): r = uΦ(u/s) + sφ(u/s).</summary>
    Gaussian,
}
