using System.Numerics.Tensors;
using PurifyProofs.Bounds.Rounding;
using PurifyProofs.Model.Files;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Bounds.Certificates.TwoLayer;

/// <summary>
/// A bound of how far the outputs of a network in its file and of its float32 form are apart (docs/certificates.md, section 7). With
/// h = r(p − b; s) − r(−p − b; s), b ≥ 0: |∂h/∂p| ≤ 1, |∂h/∂b| ≤ 1 and |∂h/∂s| ≤ κ, so |h| ≤ |p| and
/// |f_file(z) − f(z)| ≤ (|a| + Δa) Σ_i (Δw_i ‖z‖ + Δb_i + κ Δs_i) + Δa Σ_i ‖w_i‖ ‖z‖.
/// </summary>
public sealed class NetworkRoundingBound
{
    private readonly bool isZero;
    private readonly int roundings;
    private readonly double constant;
    private readonly double slope;

    /// <summary>Prepares the sums over neurons.</summary>
    public NetworkRoundingBound(SymmetricReluNetwork network, NetworkRounding rounding)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(rounding);
        isZero = rounding.IsZero;
        roundings = network.Width + 8;
        double norms = 0;
        for (int i = 0; i < network.Width; i++)
        {
            var weights = new double[network.Dimension];
            TensorPrimitives.ConvertTruncating<float, double>(network.Weights.Row(i), weights);
            norms += EuclideanNorm.UpperBound(weights);
        }

        double scale = Math.Abs((double)network.OutputScale) + rounding.OutputScale;
        slope = (scale * rounding.Weights.Sum()) + (rounding.OutputScale * norms);
        constant = scale * (rounding.Bias.Sum() + (WidthSlope(network.Smoothing) * rounding.SmoothingWidth.Sum()));
    }

    /// <summary>An upper bound of |f_file(z) − f(z)| for every ‖z‖ ≤ <paramref name="reach"/>; 0 where no parameter was rounded.</summary>
    public double Of(double reach) => isZero ? 0 : RoundingError.Above((slope * reach) + constant, roundings);

    // κ: ∂r/∂s is (s² − u²)/4s² where |u| ≤ s for the uniform law, and φ(u/s) ≤ 1/√(2π) for the Gaussian one.
    private static double WidthSlope(Smoothing smoothing) => smoothing switch
    {
        Smoothing.None => 0,
        Smoothing.Uniform => 0.25,
        _ => 0.4,
    };
}
