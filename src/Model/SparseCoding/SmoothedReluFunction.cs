namespace PurifyProofs.Model.SparseCoding;

/// <summary>The smoothed ReLU r(u; s) = E ReLU(u + ρ) in float64.</summary>
public static class SmoothedReluFunction
{
    private const double RootTwoPi = 2.5066282746310002;

    /// <summary>r(u; s).</summary>
    public static double Value(Smoothing smoothing, double u, double width)
    {
        if (width == 0 || smoothing == Smoothing.None)
        {
            return Math.Max(u, 0);
        }

        if (smoothing == Smoothing.Uniform)
        {
            double t = Math.Clamp(u + width, 0, 2 * width);
            return (t * t / (4 * width)) + Math.Max(u - width, 0);
        }

        double z = u / width;
        return (u * NormalCumulative(z)) + (width * Math.Exp(-0.5 * z * z) / RootTwoPi);
    }

    /// <summary>r'(u; s) = P(u + ρ > 0).</summary>
    public static double Derivative(Smoothing smoothing, double u, double width)
    {
        if (width == 0 || smoothing == Smoothing.None)
        {
            return u > 0 ? 1 : 0;
        }

        return smoothing == Smoothing.Uniform ? Math.Clamp((u + width) / (2 * width), 0, 1) : NormalCumulative(u / width);
    }

    /// <summary>r''(u; s), the density of −ρ at u; 0 for plain ReLU, at its kink too.</summary>
    public static double SecondDerivative(Smoothing smoothing, double u, double width)
    {
        if (width == 0 || smoothing == Smoothing.None)
        {
            return 0;
        }

        double z = u / width;
        return smoothing == Smoothing.Uniform ? (Math.Abs(z) < 1 ? 0.5 / width : 0) : Math.Exp(-0.5 * z * z) / (RootTwoPi * width);
    }

    /// <summary>
    /// Φ(z) to about 1e-15 absolute: Taylor series around 0 within |z| ≤ 6 (G. Marsaglia, "Evaluating the normal
    /// distribution", J. Stat. Softw. 11(4), 2004), continued fraction in the tails.
    /// </summary>
    public static double NormalCumulative(double z)
    {
        if (Math.Abs(z) > 6)
        {
            double tail = Math.Exp(-0.5 * z * z) / RootTwoPi / TailFraction(Math.Abs(z));
            return z > 0 ? 1 - tail : tail;
        }

        double term = z;
        double sum = z;
        for (int i = 3; Math.Abs(term) > 1e-18; i += 2)
        {
            term *= z * z / i;
            sum += term;
        }

        return 0.5 + (sum * Math.Exp(-0.5 * z * z) / RootTwoPi);
    }

    // Mills' ratio is 1 / (z + 1/(z + 2/(z + 3/(z + ...)))).
    private static double TailFraction(double z)
    {
        double fraction = z;
        for (int depth = 30; depth >= 1; depth--)
        {
            fraction = z + (depth / fraction);
        }

        return fraction;
    }
}
