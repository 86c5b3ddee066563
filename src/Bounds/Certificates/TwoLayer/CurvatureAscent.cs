using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using PurifyProofs.Bounds.Rounding;

namespace PurifyProofs.Bounds.Certificates.TwoLayer;

/// <summary>
/// Improves a certificate of one point with a μ of its own for every neuron. The bound is ascended with the barrier ε log det B that
/// keeps B = νI − Wᵀdiag(μ)W positive definite; at the maximum each μ_i makes the variance its envelope mixes equal to
/// ε w_iᵀB⁻¹w_i, and ν makes ‖δ‖² + ε tr B⁻¹ = τ². δ takes Newton steps, μ and ν damped ones; ε falls geometrically. One
/// iteration costs O(md²).
/// </summary>
internal sealed class CurvatureAscent
{
    private const int Lanes = LaneMatrix.Lanes;
    private const int Bisections = 20;
    private const int NewtonSteps = 3;
    private const double LeastStep = 0.05;
    private const double FirstBarrierShare = 0.4;
    private const double Damping = 0.3;
    private const double BarrierDecay = 0.8;
    private const double LeastRelativeWidth = 0.002;

    private readonly CertifiableNetwork network;
    private readonly double[] preactivations, low, high;
    private readonly double radius;
    private readonly int width, dimension;
    private readonly double[] images, slopes, bends, variances, shares;
    private readonly double[] factor, newton;
    private double neuronSum, barrier;

    /// <summary>Prepares the ascent for one lane of a block.</summary>
    public CurvatureAscent(LaneBlock block, int lane)
    {
        (network, radius) = (block.Network, block.Radii[lane]);
        (width, dimension) = (network.Width, network.Dimension);
        int space = (width + Lanes - 1) / Lanes * Lanes;
        (preactivations, low, high) = (new double[space], new double[space], new double[space]);
        (images, slopes, bends, variances, shares) = (new double[space], new double[space], new double[space], new double[space], new double[space]);
        for (int i = 0; i < width; i++)
        {
            int at = (i * Lanes) + lane;
            (preactivations[i], low[i], high[i]) = (block.Preactivations[at], block.Low[at], block.High[at]);
        }

        (factor, newton) = (new double[dimension * dimension], new double[dimension * dimension]);
        Curvatures = new double[space];
        (BestSlopes, BestCurvatures, BestSolution) = (new double[width], new double[width], new double[dimension]);
        Position = new double[dimension];
    }

    /// <summary>δ, where the search is [d].</summary>
    public double[] Position { get; }

    /// <summary>μ, where the search is [m].</summary>
    public double[] Curvatures { get; }

    /// <summary>ν, where the search is.</summary>
    public double Multiplier { get; set; }

    /// <summary>The best bound, as computed.</summary>
    public double BestBound { get; private set; } = double.NegativeInfinity;

    /// <summary>α of the best bound [m].</summary>
    public double[] BestSlopes { get; }

    /// <summary>μ of the best bound [m].</summary>
    public double[] BestCurvatures { get; }

    /// <summary>v of the best bound [d].</summary>
    public double[] BestSolution { get; }

    /// <summary>ν of the best bound.</summary>
    public double BestMultiplier { get; private set; }

    /// <summary>Ascends from the position, curvatures and multiplier set.</summary>
    /// <param name="iterations">Number of iterations.</param>
    /// <param name="gap">What there is to gain, as far as known; sets the first barrier.</param>
    /// <param name="target">The ascent ends when the bound is above this.</param>
    public void Run(int iterations, double gap, double target)
    {
        barrier = FirstBarrierShare * Math.Max(gap, 1e-12) / dimension;
        for (int iteration = 0; iteration < iterations && BestBound <= target; iteration++, barrier *= BarrierDecay)
        {
            Factorise();
            MovePosition();
            Record();
            double inverseTrace = MeasureInverse(out double inverseSquare);
            MoveCurvatures();
            double square = TensorPrimitives.SumOfSquares<double>(Position);
            double slope = (barrier * inverseSquare) + (2 * square / Multiplier);
            double move = (square + (barrier * inverseTrace) - (radius * radius)) / slope;
            Multiplier += Math.Clamp(move, -0.05 * Multiplier, 0.3 * Multiplier);
        }

        Factorise();
        MovePosition();
        Record();
    }

    // L of B = νI − Wᵀdiag(μ)W; ν is raised until B is positive definite.
    private void Factorise()
    {
        var gram = new double[dimension * dimension];
        network.AddGram(gram, Curvatures, -1);
        while (true)
        {
            gram.CopyTo(factor, 0);
            SymmetricMatrix.AddDiagonal(factor, dimension, Multiplier);
            if (CholeskyVerification.Factorise(factor, dimension))
            {
                return;
            }

            Multiplier = (1.005 * Multiplier) + 1e-100;
        }
    }

    // Returns Σ env_i + δᵀBδ.
    private double EvaluateEnvelopes()
    {
        neuronSum = 0;
        double merit = Multiplier * TensorPrimitives.SumOfSquares<double>(Position);
        for (int i = 0; i < width; i++)
        {
            images[i] = TensorPrimitives.Dot(network.Row(i), Position);
        }

        for (int i = 0; i < images.Length; i += Lanes)
        {
            Vector512<double> curvature = Load(Curvatures, i), q = Load(images, i);
            LaneNeuron neuron = Neuron(i, curvature);
            LaneEnvelope envelope = LaneEnvelope.At(neuron, q, curvature, Load(low, i), Load(high, i));
            Vector512<double> touches = Vector512.Equals(envelope.Variance, Vector512<double>.Zero);
            Vector512<double> bend = touches & Vector512.Max((2 * curvature) + neuron.SecondDerivative(q), Vector512<double>.Zero);
            Store(envelope.Slope, slopes, i);
            Store(bend, bends, i);
            Store(envelope.Variance, variances, i);
            neuronSum += Vector512.Sum(envelope.Minimum);
            merit += Vector512.Sum(envelope.Minimum + (envelope.Slope * q) - (curvature * q * q));
        }

        return merit;
    }

    private void Record()
    {
        double[] sum = SlopeSum();
        var solution = (double[])sum.Clone();
        CholeskyVerification.Solve(factor, dimension, solution);
        double bound = neuronSum - (Multiplier * radius * radius) - (0.25 * TensorPrimitives.Dot<double>(sum, solution));
        if (bound > BestBound)
        {
            (BestBound, BestMultiplier) = (bound, Multiplier);
            slopes.AsSpan(0, width).CopyTo(BestSlopes);
            Curvatures.AsSpan(0, width).CopyTo(BestCurvatures);
            solution.CopyTo(BestSolution, 0);
        }
    }

    // Newton's method on Σ env_i(⟨w_i, δ⟩) + δᵀBδ with the second derivatives of the first step, halving steps that do not descend.
    private void MovePosition()
    {
        FactoriseNewton();
        double merit = EvaluateEnvelopes();
        for (int step = 0; step < NewtonSteps; step++)
        {
            double[] direction = Gradient();
            CholeskyVerification.Solve(newton, dimension, direction);
            var start = (double[])Position.Clone();
            double length = 1, before = merit;
            do
            {
                TensorPrimitives.MultiplyAdd<double>(direction, -length, start, Position);
                merit = EvaluateEnvelopes();
                length *= 0.5;
            }
            while (merit > before && length > LeastStep);
            if (merit > before)
            {
                start.CopyTo(Position, 0);
                merit = EvaluateEnvelopes();
                return;
            }
        }
    }

    // Wᵀα + 2Bδ.
    private double[] Gradient()
    {
        double[] gradient = SlopeSum();
        for (int i = 0; i < width; i++)
        {
            TensorPrimitives.MultiplyAdd(network.Row(i), -2 * Curvatures[i] * images[i], gradient, gradient);
        }

        TensorPrimitives.MultiplyAdd<double>(Position, 2 * Multiplier, gradient, gradient);
        return gradient;
    }

    private void FactoriseNewton()
    {
        EvaluateEnvelopes();
        var excess = new double[width];
        for (int i = 0; i < width; i++)
        {
            excess[i] = bends[i] - (2 * Curvatures[i]);
        }

        Array.Clear(newton);
        network.AddGram(newton, excess, 1);
        SymmetricMatrix.AddDiagonal(newton, dimension, 2 * Multiplier);

        // Positive definite in exact arithmetic, because bends are not negative and B is.
        if (!CholeskyVerification.Factorise(newton, dimension))
        {
            Array.Clear(newton);
            SymmetricMatrix.AddDiagonal(newton, dimension, Math.Sqrt(4 * Multiplier));
        }
    }

    // w_iᵀB⁻¹w_i = ‖L⁻¹w_i‖² into shares; returns tr B⁻¹ and ‖B⁻¹‖_F².
    private double MeasureInverse(out double inverseSquare)
    {
        double[] inverse = SymmetricMatrix.InverseFactor(factor, dimension);
        var square = new double[dimension];
        double trace = 0;
        Array.Clear(shares);
        for (int j = 0; j < dimension; j++)
        {
            trace += TensorPrimitives.SumOfSquares<double>(inverse.AsSpan(j * dimension, j + 1));
        }

        for (int i = 0; i < width; i++)
        {
            ReadOnlySpan<double> row = network.Row(i);
            double sum = 0;
            for (int j = 0; j < dimension; j++)
            {
                double value = TensorPrimitives.Dot(inverse.AsSpan(j * dimension, j + 1), row[..(j + 1)]);
                sum += value * value;
            }

            shares[i] = sum;
        }

        // ‖B⁻¹‖_F² ≤ λ_max(B⁻¹) tr B⁻¹, and the largest diagonal element stands for λ_max(B⁻¹).
        for (int j = 0; j < dimension; j++)
        {
            Span<double> row = inverse.AsSpan(j * dimension, j + 1);
            TensorPrimitives.MultiplyAdd(row, row, square.AsSpan(0, j + 1), square.AsSpan(0, j + 1));
        }

        inverseSquare = TensorPrimitives.Max<double>(square) * trace;
        return trace;
    }

    // The variance an envelope mixes falls with μ: bisect for the μ at which it is ε w_iᵀB⁻¹w_i, and go there half-way in the logarithm.
    private void MoveCurvatures()
    {
        for (int i = 0; i < images.Length; i += Lanes)
        {
            Vector512<double> target = barrier * Load(shares, i), q = Load(images, i);
            Vector512<double> current = Load(Curvatures, i) + Vector512.Create(1e-12 * Multiplier / network.LargestEigenvalueBound);
            Vector512<double> below = current * 0.2, above = current * 5;
            for (int step = 0; step < Bisections; step++)
            {
                Vector512<double> middle = Vector512.Sqrt(below * above);
                Vector512<double> variance = LaneEnvelope.At(Neuron(i, middle), q, middle, Load(low, i), Load(high, i)).Variance;
                Vector512<double> tooFlat = Vector512.GreaterThan(variance, target);
                below = Vector512.ConditionalSelect(tooFlat, middle, below);
                above = Vector512.ConditionalSelect(tooFlat, above, middle);
            }

            Store(current * Vector512.Exp(Damping * Vector512.Log(above / current)), Curvatures, i);
        }
    }

    private double[] SlopeSum()
    {
        var sum = new double[dimension];
        for (int i = 0; i < width; i++)
        {
            TensorPrimitives.MultiplyAdd(network.Row(i), slopes[i], sum, sum);
        }

        return sum;
    }

    private LaneNeuron Neuron(int i, Vector512<double> curvature)
    {
        Vector512<double> least = (LeastRelativeWidth * Load(high, i)) + Vector512.Create(1e-200);
        return new LaneNeuron(
            network.OutputScale,
            LoadNeurons(network.Bias, i),
            Vector512.Max(LoadNeurons(network.SearchWidth, i), least),
            Load(preactivations, i),
            curvature);
    }

    private static Vector512<double> LoadNeurons(double[] values, int i)
    {
        if (i + Lanes <= values.Length)
        {
            return Vector512.Create(values.AsSpan(i, Lanes));
        }

        Span<double> padded = stackalloc double[Lanes];
        padded.Clear();
        values.AsSpan(i).CopyTo(padded);
        return Vector512.Create<double>(padded);
    }

    private static Vector512<double> Load(double[] values, int i) => Vector512.Create(values.AsSpan(i, Lanes));

    private static void Store(Vector512<double> value, double[] target, int i) => value.CopyTo(target, i);
}
