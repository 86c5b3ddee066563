using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using PurifyProofs.Bounds.Rounding;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Bounds.Certificates.TwoLayer;

/// <summary>
/// What the certificates of all points of one network share: its float64 weights packed for products, proved bounds of norms,
/// a proved bound of λ_max(WᵀW), and an eigenbasis of WᵀW. The eigenbasis only proposes parameters; no bound relies on it.
/// </summary>
public sealed class CertifiableNetwork
{
    private readonly double[] weights;

    /// <summary>Copies the network and prepares it; costs O(md² + d³).</summary>
    /// <exception cref="ArgumentException">A weight, bias, width or the output scale is not finite, or a bias is negative; or no array or not the memory of this machine holds what is prepared.</exception>
    public CertifiableNetwork(SymmetricReluNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        RequireFinite(network);
        RequireMemory(network.Width, network.Dimension);
        (Width, Dimension, OutputScale, Smoothing) = (network.Width, network.Dimension, network.OutputScale, network.Smoothing);
        Bias = Array.ConvertAll(network.Bias, static value => (double)value);
        SmoothingWidth = Array.ConvertAll(network.SmoothingWidth, value => Smoothing == Smoothing.None ? 0 : (double)value);
        SearchWidth = Array.ConvertAll(SmoothingWidth, width => Smoothing == Smoothing.Gaussian ? width * Math.Sqrt(Math.PI / 2) : width);
        weights = new double[Width * Dimension];
        for (int i = 0; i < Width; i++)
        {
            TensorPrimitives.ConvertTruncating<float, double>(network.Weights.Row(i), weights.AsSpan(i * Dimension, Dimension));
        }

        NormBounds = [.. Enumerable.Range(0, Width).Select(i => NormBound(Row(i)))];
        FrobeniusBound = NormBound(NormBounds);
        Evd<double> eigen = Gram().Evd(Symmetricity.Symmetric);
        Eigenvalues = [.. eigen.EigenValues.Select(static value => Math.Max(value.Real, 0))];
        LargestEigenvalueBound = BoundLargestEigenvalue();
        (Forward, Backward, EigenForward, EigenBackward, Rotate) = Pack(eigen.EigenVectors);
    }

    /// <summary>m.</summary>
    public int Width { get; }

    /// <summary>d.</summary>
    public int Dimension { get; }

    /// <summary>a.</summary>
    public double OutputScale { get; }

    /// <summary>Law of the smoothing noise.</summary>
    public Smoothing Smoothing { get; }

    /// <summary>A proved upper bound of λ_max(WᵀW).</summary>
    public double LargestEigenvalueBound { get; }

    /// <summary>b [m].</summary>
    internal double[] Bias { get; }

    /// <summary>s [m]; 0 where the smoothing is none.</summary>
    internal double[] SmoothingWidth { get; }

    /// <summary>
    /// Half-width of the uniform smoothing whose largest second derivative is that of the network's own [m]: the search works with that,
    /// whatever the law.
    /// </summary>
    internal double[] SearchWidth { get; }

    /// <summary>The proved minima for the network's smoothing.</summary>
    internal INeuronMinimum NeuronMinimum => Smoothing == Smoothing.Gaussian ? new GaussianMinimum() : new PiecewiseQuadraticMinimum();

    /// <summary>Proved upper bounds of ‖w_i‖ [m].</summary>
    internal double[] NormBounds { get; }

    /// <summary>A proved upper bound of ‖W‖_F.</summary>
    internal double FrobeniusBound { get; }

    /// <summary>Eigenvalues of WᵀW [d], ascending, approximate.</summary>
    internal double[] Eigenvalues { get; }

    /// <summary>W [m × d].</summary>
    internal LaneMatrix Forward { get; }

    /// <summary>Wᵀ [d × m].</summary>
    internal LaneMatrix Backward { get; }

    /// <summary>WQ [m × d], approximate.</summary>
    internal LaneMatrix EigenForward { get; }

    /// <summary>(WQ)ᵀ [d × m], approximate.</summary>
    internal LaneMatrix EigenBackward { get; }

    /// <summary>Q [d × d]: coordinates in the eigenbasis to input coordinates, approximate.</summary>
    internal LaneMatrix Rotate { get; }

    /// <summary>w_i [d].</summary>
    internal ReadOnlySpan<double> Row(int neuron) => weights.AsSpan(neuron * Dimension, Dimension);

    /// <summary>Adds sign · Wᵀdiag(<paramref name="neuronWeights"/>)W to the lower triangle of <paramref name="target"/> [d × d].</summary>
    internal void AddGram(double[] target, double[] neuronWeights, double sign)
    {
        for (int i = 0; i < Width; i++)
        {
            ReadOnlySpan<double> row = Row(i);
            double weight = sign * neuronWeights[i];
            for (int j = 0; j < Dimension && weight != 0; j++)
            {
                Span<double> part = target.AsSpan(j * Dimension, j + 1);
                TensorPrimitives.MultiplyAdd(row[..(j + 1)], weight * row[j], part, part);
            }
        }
    }

    private static void RequireFinite(SymmetricReluNetwork network)
    {
        for (int i = 0; i < network.Width; i++)
        {
            if (!AllFinite(network.Weights.Row(i)))
            {
                throw new ArgumentException($"Neuron {i} has a weight that is not finite; such a network has no certificate.", nameof(network));
            }

            // The network's own constructor refuses these, but its arrays can be written to afterwards.
            if (!IsSize(network.Bias[i]) || !IsSize(network.SmoothingWidth[i]))
            {
                throw new ArgumentException($"Neuron {i} has bias {network.Bias[i]} and smoothing width {network.SmoothingWidth[i]}; both must be finite and not negative.", nameof(network));
            }
        }

        if (!float.IsFinite(network.OutputScale))
        {
            throw new ArgumentException($"The output scale {network.OutputScale} is not finite; such a network has no certificate.", nameof(network));
        }
    }

    private static bool IsSize(float value) => float.IsFinite(value) && value >= 0;

    private static bool AllFinite(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }

    // W, its rotation and four packings of both; WᵀW, what decomposes it, and what is proved of it.
    private static void RequireMemory(double width, double dimension)
    {
        MemoryLimit.RequireArray("WᵀW [d × d]", dimension, dimension);
        MemoryLimit.RequireArray("W [m × d]", width + LaneMatrix.Lanes, dimension + LaneMatrix.Lanes);
        MemoryLimit.Require(
            FormattableString.Invariant($"A certificate of a network of m = {width} neurons in d = {dimension} dimensions"),
            sizeof(double) * ((6 * width * dimension) + (8 * dimension * dimension)));
    }

    private static double NormBound(ReadOnlySpan<double> vector) =>
        RoundingError.Above(Math.Sqrt(RoundingError.Above(TensorPrimitives.SumOfSquares(vector), vector.Length + 1)), 1);

    private Matrix<double> Gram()
    {
        var gram = new double[Dimension * Dimension];
        for (int i = 0; i < Width; i++)
        {
            ReadOnlySpan<double> row = Row(i);
            for (int j = 0; j < Dimension; j++)
            {
                Span<double> target = gram.AsSpan(j * Dimension, j + 1);
                TensorPrimitives.MultiplyAdd(row[..(j + 1)], row[j], target, target);
            }
        }

        return Matrix<double>.Build.Dense(Dimension, Dimension, (j, k) => gram[(Math.Max(j, k) * Dimension) + Math.Min(j, k)]);
    }

    // ΛI − Ŝ is proved positive definite for a Λ just above the computed λ_max; ‖Ŝ − S‖ ≤ γ_m ‖W‖_F² is added.
    private double BoundLargestEigenvalue()
    {
        Matrix<double> gram = Gram();
        double trial = Eigenvalues[^1] * (1 + 1e-13);
        double scale = Math.Max(RoundingError.Above(FrobeniusBound * FrobeniusBound, 2), RoundingError.Underflow);
        for (double slack = 1e-14; slack < 1; slack *= 10)
        {
            trial += slack * scale;
            double proved = CholeskyVerification.LowerBoundOfSmallestEigenvalue(ShiftedNegative(gram, trial), Dimension, 0);
            if (double.IsFinite(proved))
            {
                double subtraction = 2 * RoundingError.Unit * (trial + scale);
                return RoundingError.Above(trial - Math.Min(proved, 0) + subtraction + (RoundingError.Gamma(Width + 1) * scale), 8);
            }
        }

        return scale;
    }

    private double[] ShiftedNegative(Matrix<double> gram, double shift)
    {
        var shifted = new double[Dimension * Dimension];
        for (int j = 0; j < Dimension; j++)
        {
            for (int k = 0; k <= j; k++)
            {
                shifted[(j * Dimension) + k] = (j == k ? shift : 0) - gram[j, k];
            }
        }

        return shifted;
    }

    private (LaneMatrix Forward, LaneMatrix Backward, LaneMatrix EigenForward, LaneMatrix EigenBackward, LaneMatrix Rotate) Pack(Matrix<double> vectors)
    {
        double[] basis = vectors.ToColumnMajorArray();
        var rotated = new double[Width * Dimension];
        for (int i = 0; i < Width; i++)
        {
            for (int k = 0; k < Dimension; k++)
            {
                rotated[(i * Dimension) + k] = TensorPrimitives.Dot(Row(i), basis.AsSpan(k * Dimension, Dimension));
            }
        }

        return (
            new LaneMatrix(Width, Dimension, (i, j) => weights[(i * Dimension) + j]),
            new LaneMatrix(Dimension, Width, (j, i) => weights[(i * Dimension) + j]),
            new LaneMatrix(Width, Dimension, (i, j) => rotated[(i * Dimension) + j]),
            new LaneMatrix(Dimension, Width, (j, i) => rotated[(i * Dimension) + j]),
            new LaneMatrix(Dimension, Dimension, (j, k) => basis[(k * Dimension) + j]));
    }
}
