namespace PurifyProofs.Model.FixedFeatures;

/// <summary>
/// Odd polynomials of degree at most q in the coordinates t that do not change when coordinates are permuted: products of power
/// sums S_p = Σ_j (√k t_j)^p of odd total degree, 1, 4, 11, 26 of them for q = 1, 3, 5, 7. In teacher coordinates
/// t_j = sign(w*_j)⟨M_j, x⟩ they are the invariants of the symmetric data laws (docs/lower-bounds.md, part 3).
/// </summary>
public sealed class InvariantPolynomials : IFeatureMap
{
    private readonly int[][] monomials;
    private readonly double scale;

    /// <summary>The invariants.</summary>
    /// <param name="dimension">D, number of coordinates.</param>
    /// <param name="degree">q, odd, at most 7.</param>
    /// <param name="sparsity">k: √k t_j is then about ±1 on the support.</param>
    /// <exception cref="ArgumentOutOfRangeException">The degree is even, below 1 or above 7.</exception>
    public InvariantPolynomials(int dimension, int degree, int sparsity)
        : this(dimension, degree, sparsity, OddPartitions.UpTo)
    {
    }

    private InvariantPolynomials(int dimension, int degree, int sparsity, Func<int, int[][]> choose)
    {
        if (degree < 1 || degree > PowerSums.Highest || degree % 2 == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(degree), degree, "The degree must be 1, 3, 5 or 7.");
        }

        (InputDimension, Degree, scale) = (dimension, degree, Math.Sqrt(sparsity));
        monomials = choose(degree);
    }

    /// <summary>Those with one factor, S_1, S_3, …, S_q: their span is the additive polynomials Σ_j h(t_j), h odd of degree q.</summary>
    /// <param name="dimension">D, number of coordinates.</param>
    /// <param name="degree">q, odd, at most 7.</param>
    /// <param name="sparsity">k.</param>
    /// <exception cref="ArgumentOutOfRangeException">The degree is even, below 1 or above 7.</exception>
    public static InvariantPolynomials Additive(int dimension, int degree, int sparsity) =>
        new(dimension, degree, sparsity, static degree => [.. OddPartitions.UpTo(degree).Where(static factors => factors.Length == 1)]);

    /// <summary>√k, by which coordinates are multiplied before powers are taken.</summary>
    public double CoordinateScale => scale;

    /// <summary>q.</summary>
    public int Degree { get; }

    public int InputDimension { get; }

    public int Count => monomials.Length;

    /// <summary>The factors of feature <paramref name="feature"/>: (3, 1, 1) stands for S_3 S_1².</summary>
    public IReadOnlyList<int> Factors(int feature) => monomials[feature];

    public void Evaluate(ReadOnlySpan<double> x, Span<double> features)
    {
        Span<double> sums = stackalloc double[Degree];
        PowerSums.Evaluate(x, scale, sums);
        for (int m = 0; m < monomials.Length; m++)
        {
            features[m] = Product(monomials[m], sums, -1);
        }
    }

    public void InputGradient(ReadOnlySpan<double> x, ReadOnlySpan<double> coefficients, Span<double> gradient)
    {
        Span<double> sums = stackalloc double[Degree];
        Span<double> slopes = stackalloc double[Degree];
        PowerSums.Evaluate(x, scale, sums);
        slopes.Clear();
        for (int m = 0; m < monomials.Length; m++)
        {
            int[] factors = monomials[m];
            for (int position = 0; position < factors.Length; position++)
            {
                slopes[factors[position] - 1] += coefficients[m] * Product(factors, sums, position);
            }
        }

        PowerSums.Gradient(x, scale, slopes, gradient);
    }

    private static double Product(int[] factors, ReadOnlySpan<double> sums, int omitted)
    {
        double product = 1;
        for (int position = 0; position < factors.Length; position++)
        {
            product *= position == omitted ? 1 : sums[factors[position] - 1];
        }

        return product;
    }
}
