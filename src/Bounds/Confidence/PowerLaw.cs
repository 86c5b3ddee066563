namespace PurifyProofs.Bounds.Confidence;

/// <summary>y ∝ x^exponent, fitted by least squares on logarithms, with a t interval for the exponent.</summary>
/// <param name="Exponent">Least-squares slope of ln y on ln x.</param>
/// <param name="Lower">Lower confidence limit of the slope.</param>
/// <param name="Upper">Upper confidence limit of the slope.</param>
public sealed record PowerLaw(double Exponent, double Lower, double Upper)
{
    /// <summary>
    /// Fits a power law. The interval is the usual one of linear regression with independent normal errors of equal
    /// variance in the logarithms (N. R. Draper and H. Smith, Applied Regression Analysis, 1998, section 1.4).
    /// </summary>
    /// <param name="x">At least three positive values, not all equal.</param>
    /// <param name="y">As many positive values.</param>
    /// <param name="errorProbability">Of each one-sided limit.</param>
    /// <exception cref="ArgumentException">Too few points, different counts, or a value that is not positive.</exception>
    public static PowerLaw Fit(double[] x, double[] y, double errorProbability)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Length != y.Length || x.Length < 3 || x.Concat(y).Any(value => !(value > 0)) || x.Distinct().Count() < 2)
        {
            throw new ArgumentException("A power law is fitted to at least three pairs of positive values at two or more sizes.");
        }

        double[] logX = Array.ConvertAll(x, Math.Log);
        double[] logY = Array.ConvertAll(y, Math.Log);
        (double intercept, double slope) = MathNet.Numerics.Fit.Line(logX, logY);
        double mean = logX.Average();
        double spread = logX.Sum(value => (value - mean) * (value - mean));
        double residual = logX.Zip(logY, (u, v) => Math.Pow(v - intercept - (slope * u), 2)).Sum();
        double deviation = Math.Sqrt(residual / (x.Length - 2) / spread);
        double quantile = StudentQuantile.OfUpperTail(x.Length - 2, errorProbability);
        return new PowerLaw(slope, slope - (quantile * deviation), slope + (quantile * deviation));
    }
}
