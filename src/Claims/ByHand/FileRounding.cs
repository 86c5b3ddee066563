using PurifyProofs.Bounds.Certificates.TwoLayer;
using PurifyProofs.Model.Files;
using PurifyProofs.Model.Numerics;

namespace PurifyProofs.Claims.ByHand;

/// <summary>
/// What a proof about the float32 network and points needs beside itself to be one about those of the files
/// (docs/certificates.md, section 7): y f(x + δ) ≥ L for ‖δ‖ ≤ <see cref="Radius"/> in float32 makes y f(x + δ) ≥ L − <see cref="Loss"/>
/// for ‖δ‖ ≤ τ in the files.
/// </summary>
/// <param name="network">The network.</param>
/// <param name="points">The points.</param>
internal sealed class FileRounding(ReadNetwork network, ReadPoints points)
{
    private readonly NetworkRoundingBound bound = new(network.Network, network.Rounding);

    /// <summary>Whether float32 holds the network and one of the points.</summary>
    public bool IsNone(int index) => network.Rounding.IsZero && points.RoundingDistances[index] == 0;

    /// <summary>The radius of a ball around the float32 point that contains the one of radius τ around the point of the file.</summary>
    public double Radius(int index, double radius) =>
        points.RoundingDistances[index] is var distance and > 0 ? Math.BitIncrement(radius + distance) : radius;

    /// <summary>An upper bound of what the outputs of both networks differ in the ball of radius τ around one point of the file.</summary>
    public double Loss(int index, double radius)
    {
        var x = new double[points.Points.X.Columns];
        points.CopyTo(index, x);
        return bound.Of(Math.BitIncrement(EuclideanNorm.UpperBound(x) + radius));
    }
}
