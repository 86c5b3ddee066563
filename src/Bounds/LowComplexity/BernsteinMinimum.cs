namespace PurifyProofs.Bounds.LowComplexity;

/// <summary>
/// The minimum of a polynomial of degree 7 on [0, 1] from below: it lies in the convex hull of its Bernstein coefficients
/// (R. T. Farouki, The Bernstein polynomial basis: a centennial retrospective, 2012), which de Casteljau's bisection tightens.
/// Rounding is the caller's to allow for.
/// </summary>
internal static class BernsteinMinimum
{
    /// <summary>Number of coefficients.</summary>
    public const int Count = 8;

    private const int MostBisections = 24;

    // C(i, j) / C(7, j) for j ≤ i.
    private static readonly double[] FromPowers = Conversion();

    /// <summary>A number not above the minimum, and where the polynomial is about that small.</summary>
    /// <param name="powers">a_0 … a_7 of Σ a_i xⁱ.</param>
    /// <param name="tolerance">How far below the minimum it may lie.</param>
    public static (double Lower, double At) Of(ReadOnlySpan<double> powers, double tolerance)
    {
        Span<double> coefficients = stackalloc double[Count];
        for (int i = 0; i < Count; i++)
        {
            double sum = 0;
            for (int j = 0; j <= i; j++)
            {
                sum += FromPowers[(i * Count) + j] * powers[j];
            }

            coefficients[i] = sum;
        }

        var search = new Search { Lower = double.PositiveInfinity, Upper = double.PositiveInfinity, Tolerance = tolerance };
        search.Visit(coefficients, 0, 1, 0);
        return (search.Lower, search.At);
    }

    private static double[] Conversion()
    {
        var table = new double[Count * Count];
        for (int i = 0; i < Count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                table[(i * Count) + j] = MathNet.Numerics.SpecialFunctions.Binomial(i, j) / MathNet.Numerics.SpecialFunctions.Binomial(Count - 1, j);
            }
        }

        return table;
    }

    private struct Search
    {
        public double Lower, Upper, At, Tolerance;

        public void Visit(ReadOnlySpan<double> coefficients, double start, double width, int depth)
        {
            Attain(coefficients[0], start);
            Attain(coefficients[^1], start + width);
            double least = System.Numerics.Tensors.TensorPrimitives.Min(coefficients);

            // What is no better than a value already met cannot hold the minimum; NaN ends here too and makes the bound NaN.
            if (!(least < Upper - Tolerance) || depth == MostBisections)
            {
                Lower = double.IsNaN(least) ? double.NaN : Math.Min(Lower, least);
                return;
            }

            Span<double> left = stackalloc double[Count];
            Span<double> right = stackalloc double[Count];
            Bisect(coefficients, left, right);
            Visit(left, start, width / 2, depth + 1);
            Visit(right, start + (width / 2), width / 2, depth + 1);
        }

        private void Attain(double value, double at)
        {
            if (value < Upper)
            {
                (Upper, At) = (value, at);
            }
        }

        private static void Bisect(ReadOnlySpan<double> coefficients, Span<double> left, Span<double> right)
        {
            coefficients.CopyTo(right);
            for (int level = 0; level < Count; level++)
            {
                left[level] = right[0];
                for (int i = 0; i < Count - 1 - level; i++)
                {
                    right[i] = 0.5 * (right[i] + right[i + 1]);
                }
            }
        }
    }
}
