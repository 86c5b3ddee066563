using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Model.FixedFeatures;

namespace PurifyProofs.Bounds.LowComplexity;

/// <summary>
/// A proof that an additive polynomial f(t) = Σ_j h(t_j) keeps its label under every ℓ2 perturbation of norm τ. By weak duality, for any
/// μ ≥ 0, min_{‖δ‖≤τ} y f(t + δ) ≥ Σ_j min_{|s|≤τ} [y h(t_j + s) + μs²] − μτ²: one polynomial of one variable for each coordinate.
/// docs/lower-bounds.md, part 6.
/// </summary>
public sealed class AdditivePolynomialCertificate
{
    // Errors of the shift and of the change of basis are below 200 roundings of the sum of all absolute terms.
    private const double RoundingReserve = 1e-12;

    // Teacher coordinates come from a dictionary that is orthonormal up to float32 rounding.
    private const double IsometryReserve = 1e-5;

    // Of one coordinate's minimum, relative to its absolute terms: looser bounds cost proofs, not soundness.
    private const double Tolerance = 1e-7;

    private const int Multipliers = 24;
    private const int TrainingMultipliers = 12;

    private readonly double[] powers = new double[BernsteinMinimum.Count];

    /// <summary>Of an additive polynomial.</summary>
    /// <exception cref="ArgumentException">A feature with a coefficient other than 0 is a product of several power sums.</exception>
    public AdditivePolynomialCertificate(FeatureClassifier polynomial)
    {
        ArgumentNullException.ThrowIfNull(polynomial);
        if (polynomial.Map is not InvariantPolynomials map)
        {
            throw new ArgumentException("Only polynomials in power sums can be additive.", nameof(polynomial));
        }

        for (int feature = 0; feature < map.Count; feature++)
        {
            IReadOnlyList<int> factors = map.Factors(feature);
            if (factors.Count == 1)
            {
                powers[factors[0]] = polynomial.Coefficients[feature] * Math.Pow(map.CoordinateScale, factors[0]);
            }
            else if (polynomial.Coefficients[feature] != 0)
            {
                throw new ArgumentException("The polynomial holds a product of power sums, so it is not additive.", nameof(polynomial));
            }
        }
    }

    /// <summary>Points whose label no perturbation of norm τ changes, proved, among all.</summary>
    /// <param name="points">Samples in teacher coordinates.</param>
    /// <param name="radius">τ.</param>
    public Proportion Certify(LabelledVectors points, double radius)
    {
        ArgumentNullException.ThrowIfNull(points);
        int certified = 0;
        Parallel.For(0, points.Count, i =>
        {
            if (LowerBound(points.X[i], points.Y[i], radius) > 0)
            {
                Interlocked.Increment(ref certified);
            }
        });
        return new Proportion(certified, points.Count);
    }

    /// <summary>A number not above the smallest margin y f(t + δ), ‖δ‖ ≤ τ; the search for μ ends when it is positive.</summary>
    /// <param name="point">t [D].</param>
    /// <param name="label">y.</param>
    /// <param name="radius">τ.</param>
    public double LowerBound(ReadOnlySpan<double> point, double label, double radius)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(radius);
        return Search(point, label, radius * (1 + IsometryReserve), Multipliers, 0, new double[point.Length]);
    }

    /// <summary>
    /// t + δ for the δ that the dual's minima choose, shortened into the ball: the smallest margin where the dual has no gap, and no descent that
    /// could end in a lesser minimum.
    /// </summary>
    /// <param name="point">t [D].</param>
    /// <param name="label">y.</param>
    /// <param name="radius">τ.</param>
    public double[] WorstPoint(ReadOnlySpan<double> point, double label, double radius)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(radius);
        var steps = new double[point.Length];
        Search(point, label, radius, TrainingMultipliers, double.PositiveInfinity, steps);
        double length = System.Numerics.Tensors.TensorPrimitives.Norm<double>(steps);
        System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(steps, length > radius ? radius / length : 1, point, steps);
        return steps;
    }

    // Concave in μ, with slope Σs² − τ²: bisection on its sign, over ln μ, until the bound exceeds what is asked for.
    private double Search(ReadOnlySpan<double> point, double label, double reach, int multipliers, double enough, double[] steps)
    {
        double lowest = -9, highest = 12, best = double.NegativeInfinity;
        for (int step = 0; step < multipliers && best <= enough; step++)
        {
            double middle = (lowest + highest) / 2;
            (double bound, double slope) = Dual(point, label, reach, Math.Exp(middle), steps);
            best = Math.Max(best, bound);
            (lowest, highest) = slope > 0 ? (middle, highest) : (lowest, middle);
        }

        return best;
    }

    private (double Bound, double Slope) Dual(ReadOnlySpan<double> point, double label, double reach, double multiplier, double[] steps)
    {
        double sum = 0, absolute = 0, squares = 0;
        Span<double> shifted = stackalloc double[BernsteinMinimum.Count];
        for (int j = 0; j < point.Length; j++)
        {
            double coordinate = point[j];
            double size = Shift(shifted, coordinate - reach, 2 * reach, Math.Abs(coordinate) + (3 * reach), label);
            double square = multiplier * reach * reach;
            shifted[0] += square;
            shifted[1] -= 4 * square;
            shifted[2] += 4 * square;
            double reserve = RoundingReserve * (size + (9 * square));
            (double lower, double at) = BernsteinMinimum.Of(shifted, Tolerance * size);
            double step = reach * ((2 * at) - 1);
            steps[j] = step;
            sum += lower - reserve;
            absolute += Math.Abs(lower);
            squares += step * step;
        }

        return (sum - (RoundingReserve * absolute) - (multiplier * reach * reach * (1 + RoundingReserve)), squares - (reach * reach));
    }

    // y h(start + width · x) in powers of x; returns a bound of the sum of all absolute terms on the way.
    private double Shift(Span<double> shifted, double start, double width, double largest, double label)
    {
        double size = 0, factor = 1;
        for (int i = 0; i < powers.Length; i++)
        {
            shifted[i] = label * powers[i];
        }

        for (int i = powers.Length - 1; i >= 0; i--)
        {
            size = (size * largest) + Math.Abs(powers[i]);
        }

        for (int low = 0; low < powers.Length - 1; low++)
        {
            for (int i = powers.Length - 2; i >= low; i--)
            {
                shifted[i] += start * shifted[i + 1];
            }
        }

        for (int i = 0; i < powers.Length; i++)
        {
            shifted[i] *= factor;
            factor *= width;
        }

        return size;
    }
}
