using MathNet.Numerics;
using MathNet.Numerics.RootFinding;

namespace PurifyProofs.Bounds.Confidence;

/// <summary>
/// Upper quantiles of Student's t from the tail itself: MathNet's <c>StudentT.InvCDF</c> (5.0.0) is asked for 1 − α, gives up at
/// small α and few degrees of freedom, and below 1e-11 answers 800 with more of them.
/// </summary>
public static class StudentQuantile
{
    private const double LogAccuracy = 1e-14;

    /// <summary>The t with P(T &gt; t) = α, to 1e-10 of itself.</summary>
    /// <param name="degrees">Degrees of freedom ν, at least 1.</param>
    /// <param name="tail">α, above 0 and below 1/2.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside these.</exception>
    public static double OfUpperTail(int degrees, double tail)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degrees, 1);
        if (tail is not (> 0 and < 0.5))
        {
            throw new ArgumentOutOfRangeException(nameof(tail), tail, "The tail of a quantile lies above 0 and below 1/2.");
        }

        return degrees switch
        {
            1 => 1 / Math.Tan(Math.PI * tail),
            2 => (1 - (2 * tail)) / Math.Sqrt(2 * tail * (1 - tail)),
            _ => Solved(degrees, tail),
        };
    }

    // In ln t, where the logarithm of the tail is nearly straight at every level.
    private static double Solved(int degrees, double tail)
    {
        double low = 0, high = 1;
        while (Excess(low) < 0)
        {
            low -= 2;
        }

        while (Excess(high) > 0)
        {
            high += 2;
        }

        return Math.Exp(Brent.FindRoot(Excess, low, high, LogAccuracy));

        double Excess(double logT) => Math.Log(Tail(degrees, Math.Exp(logT))) - Math.Log(tail);
    }

    /// <summary>P(T &gt; t) = I_x(ν/2, 1/2) / 2 with x = ν / (ν + t²) (Abramowitz and Stegun, 26.7.1 and 26.5.27).</summary>
    private static double Tail(int degrees, double t) => SpecialFunctions.BetaRegularized(degrees / 2.0, 0.5, degrees / (degrees + (t * t))) / 2;
}
