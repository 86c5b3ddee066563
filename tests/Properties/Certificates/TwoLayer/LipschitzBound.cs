using PurifyProofs.Bounds.Certificates.TwoLayer;
using PurifyProofs.Bounds.Rounding;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Properties.Certificates.TwoLayer;

/// <summary>
/// The plain Lipschitz bound y f(x + δ) ≥ y f(x) − τ|a| Σ_i ‖w_i‖ for comparison, proved in floating point. It is the relaxation
/// with α = μ = 0 and the ranges of t ignored, hence never above the best linear one.
/// </summary>
internal static class LipschitzBound
{
    /// <summary>Lower bounds of y f(x + δ) over ‖δ‖ ≤ τ [n].</summary>
    /// <exception cref="ArgumentException">Shapes differ, or the radius or a coordinate is not a finite number, or the radius is not positive.</exception>
    public static double[] LowerBounds(CertifiableNetwork network, LabelledPoints points, double radius)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(points);
        double[] radii = [.. Enumerable.Repeat(radius, points.Count)];
        CertificateInput.Require(network, points, radii, null);
        var verified = new VerifiedBound(network.NeuronMinimum, new MultiplierBound());
        double loss = radius * Math.Abs(network.OutputScale) * network.NormBounds.Sum() * (1 + RoundingError.Gamma(network.Width + 4));
        return [.. Enumerable.Range(0, points.Count).Chunk(LaneMatrix.Lanes).SelectMany(indices =>
        {
            var block = new LaneBlock(network, points, indices, radii.AsSpan(0, indices.Length));
            Array.Clear(block.Low);
            Array.Clear(block.High);
            return indices.Select((_, lane) =>
            {
                double margin = verified.MarginBound(block, lane);
                return margin - loss - (RoundingError.Gamma(4) * (Math.Abs(margin) + loss));
            });
        })];
    }
}
