using System.Runtime.Intrinsics;
using PurifyProofs.Model.Attacks;

namespace PurifyProofs.Bounds.Certificates;

/// <summary>Up to eight points that are certified together, one a lane; surplus lanes repeat the last point.</summary>
internal sealed class LaneBlock
{
    private const int Lanes = LaneMatrix.Lanes;

    /// <summary>Gathers the points with the given indices and computes p = W(yx).</summary>
    public LaneBlock(CertifiableNetwork network, LabelledPoints points, ReadOnlySpan<int> indices, ReadOnlySpan<double> radii)
    {
        Network = network;
        Count = indices.Length;
        Points = new double[LaneMatrix.Space(network.Dimension)];
        Preactivations = new double[LaneMatrix.Space(network.Width)];
        Radii = new double[Lanes];
        for (int lane = 0; lane < Lanes; lane++)
        {
            int index = indices[Math.Min(lane, Count - 1)];
            Radii[lane] = radii[Math.Min(lane, Count - 1)];
            Span<float> x = points.X.Row(index);
            for (int j = 0; j < x.Length; j++)
            {
                Points[(j * Lanes) + lane] = points.Y[index] * (double)x[j];
            }
        }

        network.Forward.Multiply(Points, Preactivations);
    }

    /// <summary>The network.</summary>
    public CertifiableNetwork Network { get; }

    /// <summary>Lanes in use.</summary>
    public int Count { get; }

    /// <summary>yx, eight vectors [d].</summary>
    public double[] Points { get; }

    /// <summary>Computed p = W(yx), eight vectors [m].</summary>
    public double[] Preactivations { get; }

    /// <summary>τ of each lane [8].</summary>
    public double[] Radii { get; }

    /// <summary>τ as a vector.</summary>
    public Vector512<double> Radius => Vector512.Create(Radii);
}
