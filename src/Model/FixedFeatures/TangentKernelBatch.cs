using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Model.FixedFeatures;

/// <summary>
/// The tangent-kernel model on a whole batch in float32: with X [n × d], P = WXᵀ, Q = VXᵀ and gates G = g(P), the scores are
/// m^{−1/2} Σ_i G ∘ Q, the gradients in x the columns of m^{−1/2}[Wᵀ(g'(P) ∘ Q) + VᵀG], that in V m^{−1/2}(G diag(c)) X for slopes c.
/// Dense products, for a half of all gates is open at the initial weights.
/// </summary>
public sealed unsafe class TangentKernelBatch : IDisposable
{
    private readonly SymmetricReluNetwork network;
    private readonly TangentKernelFeatures features;
    private readonly Matrix transposed;
    private readonly Matrix preActivations;
    private readonly Matrix projections;
    private readonly Matrix gates;
    private readonly Matrix partialGradient;
    private readonly Matrix transposedGradient;
    private readonly float scale;

    /// <summary>Memory for n points.</summary>
    /// <param name="network">The network whose tangent features are used.</param>
    /// <param name="capacity">n.</param>
    public TangentKernelBatch(SymmetricReluNetwork network, int capacity)
    {
        this.network = network;
        features = new TangentKernelFeatures(network);
        (int m, int d) = (network.Width, network.Dimension);
        scale = 1 / MathF.Sqrt(m);
        Points = new Matrix(capacity, d);
        Gradient = new Matrix(capacity, d);
        transposed = new Matrix(d, capacity);
        preActivations = new Matrix(m, capacity);
        projections = new Matrix(m, capacity);
        gates = new Matrix(m, capacity);
        partialGradient = new Matrix(d, capacity);
        transposedGradient = new Matrix(d, capacity);
        Scores = new float[capacity];
        SquaredFeatureNorms = new double[capacity];
    }

    /// <summary>X [n × d]; set before evaluating.</summary>
    public Matrix Points { get; }

    /// <summary>∇_x f [n × d] of the last call of <see cref="ComputeGradient"/>.</summary>
    public Matrix Gradient { get; }

    /// <summary>f(x) [n].</summary>
    public float[] Scores { get; }

    /// <summary>‖φ(x)‖² [n] of the last call of <see cref="Gate"/>.</summary>
    public double[] SquaredFeatureNorms { get; }

    /// <summary>Gates of the points: all that features need.</summary>
    public void Gate()
    {
        DenseProduct.Transpose(Points, transposed);
        DenseProduct.Multiply(network.Weights, transposed, preActivations);
        Parallel.For(0, network.Width, i =>
        {
            float* p = preActivations.RowStart(i), g = gates.RowStart(i);
            for (int j = 0; j < gates.Columns; j++)
            {
                g[j] = (float)features.Gate(i, p[j]);
            }
        });
    }

    /// <summary>Gates and scores for coefficients V [m × d].</summary>
    public void Evaluate(Matrix coefficients)
    {
        Gate();
        DenseProduct.Multiply(coefficients, transposed, projections);
        var sums = new double[Scores.Length];
        for (int i = 0; i < network.Width; i++)
        {
            float* g = gates.RowStart(i), q = projections.RowStart(i);
            for (int j = 0; j < sums.Length; j++)
            {
                sums[j] += g[j] * q[j];
            }
        }

        for (int j = 0; j < sums.Length; j++)
        {
            Scores[j] = (float)(scale * sums[j]);
        }
    }

    /// <summary>Gradients in x, after <see cref="Evaluate"/> with the same V.</summary>
    public void ComputeGradient(Matrix coefficients)
    {
        Parallel.For(0, network.Width, i =>
        {
            float* p = preActivations.RowStart(i), q = projections.RowStart(i);
            for (int j = 0; j < projections.Columns; j++)
            {
                q[j] *= (float)features.GateSlope(i, p[j]);
            }
        });
        DenseProduct.MultiplyTransposed(network.Weights, projections, partialGradient);
        DenseProduct.MultiplyTransposed(coefficients, gates, transposedGradient);
        for (int k = 0; k < network.Dimension; k++)
        {
            VectorKernels.AddScaled(transposedGradient.RowStart(k), partialGradient.RowStart(k), 1, partialGradient.Columns);
            VectorKernels.Scale(transposedGradient.RowStart(k), scale, transposedGradient.Columns);
        }

        DenseProduct.Transpose(transposedGradient, Gradient);
    }

    /// <summary>sum [m × d] = Σ_j slopes_j φ(x_j), after <see cref="Gate"/>; the gates are spent.</summary>
    public void SumFeatures(float[] slopes, Matrix sum)
    {
        Parallel.For(0, network.Width, i =>
        {
            float* g = gates.RowStart(i);
            for (int j = 0; j < slopes.Length; j++)
            {
                g[j] *= scale * slopes[j];
            }
        });
        DenseProduct.Multiply(gates, Points, sum);
    }

    /// <summary>‖φ(x_j)‖² = ‖x_j‖² Σ_i g_i²/m, after <see cref="Gate"/>.</summary>
    public void MeasureFeatures()
    {
        Array.Clear(SquaredFeatureNorms);
        for (int i = 0; i < network.Width; i++)
        {
            float* g = gates.RowStart(i);
            for (int j = 0; j < SquaredFeatureNorms.Length; j++)
            {
                SquaredFeatureNorms[j] += (double)g[j] * g[j] / network.Width;
            }
        }

        for (int j = 0; j < SquaredFeatureNorms.Length; j++)
        {
            SquaredFeatureNorms[j] *= VectorKernels.SquaredNorm(Points.RowStart(j), network.Dimension);
        }
    }

    public void Dispose()
    {
        foreach (Matrix matrix in new[] { Points, Gradient, transposed, preActivations, projections, gates, partialGradient, transposedGradient })
        {
            matrix.Dispose();
        }
    }
}
