namespace PurifyProofs.Model.SparseCoding;

/// <summary>
/// The symmetric two-layer network f(x) = a · Σ_i [r(⟨w_i,x⟩ − b_i; s_i) − r(−⟨w_i,x⟩ − b_i; s_i)] with smoothed ReLU r.
/// f is odd; the label is sign f; the margin of (x, y) is y f(x).
/// </summary>
public sealed class SymmetricReluNetwork : IDisposable
{
    /// <summary>A network around given weights, which it owns from now on.</summary>
    /// <param name="weights">W [m × d].</param>
    /// <param name="bias">b [m], not negative.</param>
    /// <param name="smoothingWidth">s [m], not negative; half-width (uniform) or standard deviation (Gaussian) of ρ.</param>
    /// <param name="outputScale">a.</param>
    /// <param name="smoothing">Law of ρ.</param>
    /// <exception cref="ArgumentException">Shapes differ, or a bias or width is negative or not a number.</exception>
    public SymmetricReluNetwork(Matrix weights, float[] bias, float[] smoothingWidth, float outputScale, Smoothing smoothing)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(bias);
        ArgumentNullException.ThrowIfNull(smoothingWidth);
        if (bias.Length != weights.Rows || smoothingWidth.Length != weights.Rows)
        {
            throw new ArgumentException($"W has {weights.Rows} neurons, but b has {bias.Length} and s has {smoothingWidth.Length} entries; all three must agree.");
        }

        if (!bias.All(IsSize) || !smoothingWidth.All(IsSize))
        {
            throw new ArgumentException("Every bias and every smoothing width must be finite and not negative.");
        }

        (Weights, Bias, SmoothingWidth, OutputScale, Smoothing) = (weights, bias, smoothingWidth, outputScale, smoothing);
    }

    /// <summary>Number of neurons m.</summary>
    public int Width => Weights.Rows;

    /// <summary>Input dimension d.</summary>
    public int Dimension => Weights.Columns;

    /// <summary>W [m × d].</summary>
    public Matrix Weights { get; }

    /// <summary>b [m].</summary>
    public float[] Bias { get; }

    /// <summary>s [m].</summary>
    public float[] SmoothingWidth { get; }

    /// <summary>a.</summary>
    public float OutputScale { get; }

    /// <summary>Law of the smoothing noise.</summary>
    public Smoothing Smoothing { get; }

    /// <summary>An independent copy.</summary>
    public SymmetricReluNetwork Clone() =>
        new(Weights.Clone(), (float[])Bias.Clone(), (float[])SmoothingWidth.Clone(), OutputScale, Smoothing);

    public void Dispose() => Weights.Dispose();

    private static bool IsSize(float value) => float.IsFinite(value) && value >= 0;
}
