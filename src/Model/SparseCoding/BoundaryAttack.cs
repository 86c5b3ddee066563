using System.Numerics.Tensors;

namespace PurifyProofs.Model.SparseCoding;

/// <summary>
/// Seeks a short perturbation that turns a label, in float64. A step linearises the margin where it stands, projects both that place
/// and the point onto the plane where the linear margin is 0, and goes to a mixture of the two a little beyond; across the boundary it
/// returns a part of the way to the point (after F. Croce and M. Hein, "Minimally distorted adversarial examples with a fast adaptive boundary
/// attack", ICML 2020).
/// </summary>
/// <param name="network">The network.</param>
/// <param name="x">The point [d].</param>
/// <param name="label">y.</param>
public sealed class BoundaryAttack(ReferenceNetwork network, double[] x, double label)
{
    // α_max, η and β as published.
    private const double LargestShareOfPoint = 0.1;
    private const double Overshoot = 1.05;
    private const double Return = 0.9;

    // A flat piece sends the linear boundary anywhere; farther out than this, in units of the reach, nothing is sought.
    private const double Farthest = 4;

    private const int Halvings = 50;

    private readonly double[] place = new double[x.Length];
    private readonly double[] gradient = new double[x.Length];
    private readonly double[] plane = new double[x.Length];

    /// <summary>The shortest perturbation found that turns the label [d]; null before one was.</summary>
    public double[]? Shortest { get; private set; }

    /// <summary>Its length; infinite before there is one.</summary>
    public double Length { get; private set; } = double.PositiveInfinity;

    /// <summary>Searches from x + <paramref name="start"/> until something no longer than <paramref name="enough"/> is found.</summary>
    /// <param name="start">δ [d].</param>
    /// <param name="reach">About the length of what is sought.</param>
    /// <param name="enough">A length at which to end; 0 to use all steps.</param>
    /// <param name="steps">Most steps; each costs two passes through the network.</param>
    public void Run(double[] start, double reach, double enough, int steps)
    {
        TensorPrimitives.Add<double>(x, start, place);
        for (int step = 0; step < steps && !(Length <= enough); step++)
        {
            double margin = label * network.Output(place);
            if (margin <= 0)
            {
                Keep();
                TowardPoint(Return);
                continue;
            }

            network.InputGradient(place, gradient);
            if (!TryProject(margin))
            {
                return;
            }

            TensorPrimitives.Subtract<double>(place, x, plane);
            double length = TensorPrimitives.Norm<double>(plane);
            if (length > Farthest * reach)
            {
                TowardPoint(Farthest * reach / length);
            }
        }
    }

    /// <summary>Takes a perturbation for the shortest if it turns the label and is shorter, after it is cut where the label turns.</summary>
    public void Offer(double[] perturbation)
    {
        TensorPrimitives.Add<double>(x, perturbation, place);
        if (label * network.Output(place) <= 0)
        {
            Keep();
        }
    }

    private bool TryProject(double margin)
    {
        double square = TensorPrimitives.SumOfSquares<double>(gradient);
        if (!(square > 0 && double.IsFinite(square)))
        {
            return false;
        }

        TensorPrimitives.Subtract<double>(x, place, plane);
        double here = -margin / square;
        double atPoint = -(margin + (label * TensorPrimitives.Dot<double>(gradient, plane))) / square;
        (double near, double far) = (Math.Abs(here), Math.Abs(atPoint));
        double share = near + far > 0 ? Math.Min(near / (near + far), LargestShareOfPoint) : 0;
        double along = Overshoot * (((1 - share) * here) + (share * atPoint)) * label;
        TensorPrimitives.MultiplyAdd(plane, share, place, place);
        TensorPrimitives.MultiplyAdd(gradient, along, place, place);
        return true;
    }

    // The place turns the label; on the way to it from the point, the label turns somewhere.
    private void Keep()
    {
        TensorPrimitives.Subtract<double>(place, x, plane);
        double length = TensorPrimitives.Norm<double>(plane), low = 0, high = 1;
        for (int halving = 0; halving < Halvings && low * length < Length; halving++)
        {
            double middle = 0.5 * (low + high);
            TensorPrimitives.MultiplyAdd<double>(plane, middle, x, gradient);
            (low, high) = label * network.Output(gradient) <= 0 ? (low, middle) : (middle, high);
        }

        if (high * length < Length)
        {
            Length = high * length;
            Shortest = [.. plane.Select(coordinate => high * coordinate)];
        }
    }

    private void TowardPoint(double share)
    {
        TensorPrimitives.Subtract<double>(place, x, plane);
        TensorPrimitives.MultiplyAdd<double>(plane, share, x, place);
    }
}
