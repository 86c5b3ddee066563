using System.Runtime.Intrinsics;
using PurifyProofs.Bounds.Rounding;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Bounds.Certificates.TwoLayer;

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
        Low = new double[Preactivations.Length];
        High = new double[Preactivations.Length];
        for (int k = 0; k < network.Width * Lanes; k++)
        {
            High[k] = RoundingError.Above(Radii[k % Lanes] * network.NormBounds[k / Lanes], 1);
            Low[k] = -High[k];
        }
    }

    /// <summary>The network.</summary>
    public CertifiableNetwork Network { get; }

    /// <summary>Lanes in use.</summary>
    public int Count { get; }

    /// <summary>yx, eight vectors [d].</summary>
    public double[] Points { get; }

    /// <summary>Computed p = W(yx), eight vectors [m].</summary>
    public double[] Preactivations { get; }

    /// <summary>Least t_i considered, eight vectors [m]; −τ‖w_i‖ at first, raised by branching.</summary>
    public double[] Low { get; }

    /// <summary>Greatest t_i considered, eight vectors [m]; τ‖w_i‖ at first, lowered by branching.</summary>
    public double[] High { get; }

    /// <summary>τ of each lane [8].</summary>
    public double[] Radii { get; }

    /// <summary>τ as a vector.</summary>
    public Vector512<double> Radius => Vector512.Create(Radii);

    /// <summary>Perturbations from the eigenbasis in input coordinates, shortened to the ball where rounding made them longer.</summary>
    public double[] InBall(ReadOnlySpan<double> eigenCoordinates)
    {
        var perturbations = new double[LaneMatrix.Space(Network.Dimension)];
        Network.Rotate.Multiply(eigenCoordinates, perturbations);
        for (int lane = 0; lane < Lanes; lane++)
        {
            double square = 0;
            for (int at = lane; at < perturbations.Length; at += Lanes)
            {
                square += perturbations[at] * perturbations[at];
            }

            double length = RoundingError.Above(Math.Sqrt(square), Network.Dimension + 2);
            for (int at = lane; at < perturbations.Length && length > Radii[lane]; at += Lanes)
            {
                perturbations[at] *= Radii[lane] / length * (1 - (4 * RoundingError.Unit));
            }
        }

        return perturbations;
    }

    /// <summary>y f(x + yδ) of each lane, to rounding [8].</summary>
    /// <param name="perturbations">δ, eight vectors [d].</param>
    public double[] Margins(ReadOnlySpan<double> perturbations)
    {
        var images = new double[LaneMatrix.Space(Network.Width)];
        Network.Forward.Multiply(perturbations, images);
        var margins = new double[Lanes];
        for (int k = 0; k < Network.Width * Lanes; k++)
        {
            double u = Preactivations[k] + images[k], bias = Network.Bias[k / Lanes], width = Network.SmoothingWidth[k / Lanes];
            margins[k % Lanes] += Network.OutputScale
                * (SmoothedReluFunction.Value(Network.Smoothing, u - bias, width) - SmoothedReluFunction.Value(Network.Smoothing, -u - bias, width));
        }

        return margins;
    }
}
