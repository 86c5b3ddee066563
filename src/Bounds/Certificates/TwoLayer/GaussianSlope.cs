using System.Runtime.Intrinsics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Bounds.Certificates.TwoLayer;

/// <summary>
/// The slope at q of the convex envelope of a Gaussian neuron's h(p + t) + μt² on its range: the derivative where G touches its envelope, else
/// the α at which the minima left and right of q agree, by the Illinois form of the secant method. It proposes α; nothing here is proved.
/// </summary>
internal static class GaussianSlope
{
    private const int Steps = 10;
    private const double Tolerance = 1e-6;
    private static readonly GaussianMinimum Minimum = new();

    /// <summary>
    /// Replaces slopes of the uniform smoothing that the search works with by those of the Gaussian envelopes at the same point, and adds the
    /// difference to the linear terms that make the searched function have them.
    /// </summary>
    /// <param name="block">The points.</param>
    /// <param name="images">q, eight vectors [m].</param>
    /// <param name="curvature">μ of each lane.</param>
    /// <param name="slopes">α, eight vectors [m]; replaced.</param>
    /// <param name="offsets">The linear terms, eight vectors [m]; added to.</param>
    public static void Correct(LaneBlock block, double[] images, Vector512<double> curvature, double[] slopes, double[] offsets)
    {
        CertifiableNetwork network = block.Network;
        for (int k = 0; k < network.Width * LaneMatrix.Lanes; k++)
        {
            (int i, int lane) = Math.DivRem(k, LaneMatrix.Lanes);
            if (lane < block.Count && network.SmoothingWidth[i] > 0)
            {
                var term = new NeuronTerm(
                    network.OutputScale,
                    network.Bias[i],
                    network.SmoothingWidth[i],
                    block.Preactivations[k],
                    block.Low[k],
                    block.High[k],
                    0,
                    curvature[lane]);
                double slope = At(term, images[k]);
                offsets[k] += slope - slopes[k];
                slopes[k] = slope;
            }
        }
    }

    /// <summary>α for the neuron of <paramref name="term"/>, whose own slope is ignored.</summary>
    public static double At(in NeuronTerm term, double q)
    {
        double inside = Math.Clamp(q, term.Low, term.High);
        NeuronTerm touching = term with { Slope = Derivative(term, inside) };
        double here = Minimum.LowerBound(touching with { Low = inside, High = inside });
        double tolerance = Tolerance * term.Lipschitz * (term.High - term.Low);
        return Minimum.LowerBound(touching) >= here - tolerance ? touching.Slope : Chord(touching, inside);
    }

    // The difference right − left falls with α.
    private static double Chord(NeuronTerm term, double q)
    {
        double steps = Math.Abs(term.OutputScale);
        double low = term.Slope - steps, high = term.Slope + steps;
        double atLow = Difference(term, q, low), atHigh = Difference(term, q, high);
        double slope = term.Slope;
        for (int step = 0; step < Steps && atLow > 0 && atHigh < 0; step++)
        {
            slope = ((low * atHigh) - (high * atLow)) / (atHigh - atLow);
            double difference = Difference(term, q, slope);
            if (difference > 0)
            {
                (low, atLow, atHigh) = (slope, difference, 0.5 * atHigh);
            }
            else
            {
                (high, atHigh, atLow) = (slope, difference, 0.5 * atLow);
            }
        }

        return slope;
    }

    private static double Difference(in NeuronTerm term, double q, double slope) =>
        Minimum.LowerBound(term with { Slope = slope, Low = q }) - Minimum.LowerBound(term with { Slope = slope, High = q });

    private static double Derivative(in NeuronTerm term, double t)
    {
        double u = term.Preactivation + t;
        double h = SmoothedReluFunction.Derivative(Smoothing.Gaussian, u - term.Bias, term.SmoothingWidth)
            + SmoothedReluFunction.Derivative(Smoothing.Gaussian, -u - term.Bias, term.SmoothingWidth);
        return (term.OutputScale * h) + (2 * term.Curvature * t);
    }
}
