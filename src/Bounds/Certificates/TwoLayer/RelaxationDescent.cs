using System.Runtime.Intrinsics;
using PurifyProofs.Model.SparseCoding;
using static PurifyProofs.Bounds.Certificates.TwoLayer.LaneVectors;

namespace PurifyProofs.Bounds.Certificates.TwoLayer;

/// <summary>
/// Searches good parameters of the certificate for eight points at once, by descending the relaxation it is dual to: for a
/// fixed μ the convex function Σ_i env(h_i + μt²)(⟨w_i, δ⟩) + μ δᵀ(λ_max I − WᵀW)δ on the ball. Slopes of the envelopes are α, and
/// every step yields a bound. Steps are accelerated proximal ones in the metric of WᵀW (A. Beck and M. Teboulle 2009, with
/// the restart of B. O'Donoghue and E. Candès 2015); μ is searched beside, by the sign of the bound's derivative in μ.
/// All vectors over inputs are in the eigenbasis of WᵀW.
/// </summary>
internal sealed class RelaxationDescent
{
    private const int Lanes = LaneMatrix.Lanes;
    private const int AttackSteps = 8;
    private const int StageLength = 5;
    private const int Corrections = 4;
    private const double StallShare = 0.5;
    private const double LeastShare = 0.02;

    // μ moves by factors, so it must not start at 0.
    private const double LeastStartShare = 1e-3;

    private readonly LaneBlock block;
    private readonly CertifiableNetwork network;
    private readonly CertificateSettings settings;
    private readonly double[] position, previous, extrapolated, bestRelaxed, slopeSum, linear, quadratic;
    private readonly double[] images, slopes, lastImages, lastSlopes, bestImages, offsets;
    private readonly Vector512<double> radius;
    private Vector512<double> curvature, proximity, momentum;
    private Vector512<double> active;
    private Vector512<double> neuronSum;
    private Vector512<double> boundBefore = Vector512.Create(double.NegativeInfinity);
    private Vector512<double> gainedBefore = Vector512<double>.AllBitsSet;
    private Vector512<double> gainedEarlier = Vector512<double>.AllBitsSet;

    /// <summary>Prepares a search for the points of a block.</summary>
    public RelaxationDescent(LaneBlock block, CertificateSettings settings)
    {
        (this.block, network, this.settings) = (block, block.Network, settings);
        int inputs = LaneMatrix.Space(network.Dimension), neurons = LaneMatrix.Space(network.Width);
        (position, previous, extrapolated) = (new double[inputs], new double[inputs], new double[inputs]);
        (slopeSum, linear, quadratic) = (new double[inputs], new double[inputs], new double[inputs]);
        (images, slopes, lastImages, lastSlopes) = (new double[neurons], new double[neurons], new double[neurons], new double[neurons]);
        (bestImages, offsets) = (new double[neurons], new double[neurons]);
        radius = block.Radius;
        BestSlopes = new double[neurons];
        (BestPosition, bestRelaxed) = (new double[inputs], new double[inputs]);
        active = Vector512<double>.AllBitsSet;
    }

    /// <summary>α of the best bound, eight vectors [m].</summary>
    public double[] BestSlopes { get; }

    /// <summary>The perturbation with the smallest margin seen, in the eigenbasis, eight vectors [d].</summary>
    public double[] BestPosition { get; }

    /// <summary>μ of the best bound.</summary>
    public Vector512<double> BestCurvature { get; private set; }

    /// <summary>ν − μλ_max of the best bound.</summary>
    public Vector512<double> BestMultiplier { get; private set; }

    /// <summary>The best bound, as computed.</summary>
    public Vector512<double> BestBound { get; private set; } = Vector512.Create(double.NegativeInfinity);

    /// <summary>The smallest margin y f(x + δ) seen, as computed.</summary>
    public Vector512<double> AttackedMargin { get; private set; } = Vector512.Create(double.PositiveInfinity);

    /// <summary>y f(x), as computed.</summary>
    public Vector512<double> CleanMargin { get; private set; }

    private double LargestEigenvalue => network.Eigenvalues[^1];

    /// <summary>Searches from the steepest descent of the margin.</summary>
    public void Run()
    {
        Attack();
        curvature = settings.Relaxation == Relaxation.Linear
            ? Vector512<double>.Zero
            : NaturalCurvature();
        DescendAndCorrect();
    }

    /// <summary>Searches from given perturbations in the eigenbasis, eight vectors [d], and given μ.</summary>
    public void Run(ReadOnlySpan<double> start, Vector512<double> startCurvature)
    {
        EvaluateMargin();
        CleanMargin = AttackedMargin;
        start.CopyTo(position);
        curvature = Vector512.Max(startCurvature, LeastStartShare * NaturalCurvature());
        DescendAndCorrect();
    }

    /// <summary>How far each h_i lies above its own envelope (μ = 0) at the position of the best bound: what branching on neuron i can gain, eight vectors [m].</summary>
    public double[] EnvelopeGaps()
    {
        var gaps = new double[images.Length];
        for (int i = 0; i < network.Width; i++)
        {
            LaneNeuron neuron = Neuron(i, Vector512<double>.Zero);
            LaneEnvelope.At(neuron, Load(bestImages, i * Lanes), Vector512<double>.Zero, Load(block.Low, i * Lanes), Load(block.High, i * Lanes))
                .Gap.StoreUnsafe(ref gaps[i * Lanes]);
        }

        return gaps;
    }

    /// <summary>The position of the relaxation that gave the best bound, in the eigenbasis, eight vectors [d].</summary>
    public ReadOnlySpan<double> Position => bestRelaxed;

    // The largest μ for which a minimiser on the sphere, with gradient slopeSum, can satisfy ν ≥ μλ_max; where the gradient
    // vanishes, a small share of the μ that makes a kink within the range convex.
    private Vector512<double> NaturalCurvature()
    {
        double least = LeastShare * Math.Abs(network.OutputScale) / (network.NormBounds.Max() + 1e-150);
        return Vector512.Max(Norm(slopeSum) / ((2 * LargestEigenvalue) + 1e-150), Vector512.Create(least)) / radius;
    }

    private void Attack()
    {
        for (int step = 0; step < AttackSteps; step++)
        {
            EvaluateMargin();
            if (step == 0)
            {
                CleanMargin = AttackedMargin;
            }

            Vector512<double> length = radius * (1 - (0.8 * step / AttackSteps)) / (Norm(slopeSum) + Vector512.Create(1e-300));
            for (int j = 0; j < position.Length; j += Lanes)
            {
                (Load(position, j) - (length * Load(slopeSum, j))).StoreUnsafe(ref position[j]);
            }

            Project(position, radius);
        }

        EvaluateMargin();
    }

    // y f(x + δ) at the position, its gradient in slopeSum.
    private void EvaluateMargin()
    {
        network.EigenForward.Multiply(position, images);
        Vector512<double> margin = default;
        for (int i = 0; i < network.Width; i++)
        {
            LaneNeuron neuron = Neuron(i, Vector512<double>.Zero);
            Vector512<double> t = Load(images, i * Lanes);
            margin += neuron.Value(t);
            neuron.Derivative(t).StoreUnsafe(ref slopes[i * Lanes]);
        }

        network.EigenBackward.Multiply(slopes, slopeSum);
        RecordAttack(margin, position);
    }

    private void DescendAndCorrect()
    {
        Descend();
        for (int correction = 1; network.Smoothing == Smoothing.Gaussian && correction <= Corrections; correction++)
        {
            GaussianSlope.Correct(block, bestImages, BestCurvature, BestSlopes, offsets);
            SolveMultiplier();
            if (correction < Corrections)
            {
                Forget();
                Descend();
            }
        }
    }

    // A ν that fitted other slopes, in the hard case most of all, can cost any amount.
    private void SolveMultiplier()
    {
        network.EigenBackward.Multiply(BestSlopes, slopeSum);
        WriteExcess(BestCurvature);
        BestMultiplier = LaneTrustRegion.Solve(slopeSum, quadratic, radius, linear);
    }

    // The bounds met belong to a function that is no longer the one searched.
    private void Forget()
    {
        curvature = BestCurvature;
        BestBound = boundBefore = Vector512.Create(double.NegativeInfinity);
        active = gainedBefore = gainedEarlier = Vector512<double>.AllBitsSet;
        AttackedMargin = Vector512.Create(double.PositiveInfinity);
    }

    private void Descend()
    {
        var bracket = new CurvatureBracket();
        proximity = curvature;
        Restart();
        for (int iteration = 0; iteration < settings.Iterations; iteration++)
        {
            Vector512<double> derivative = EvaluateRelaxation();
            RecordBound();
            if (Vector512.EqualsAll(active.AsInt64(), Vector512<long>.Zero))
            {
                return;
            }

            AdaptProximity(iteration);
            if (settings.Relaxation != Relaxation.Linear && iteration % StageLength == StageLength - 1)
            {
                curvature = bracket.Next(curvature, Vector512.GreaterThan(derivative, Vector512<double>.Zero));
                Restart();
                LeaveStalled();
            }
            else
            {
                Step();
            }
        }
    }

    // Slopes and bounds of all envelopes at the extrapolated point; returns the derivative of the bound in μ.
    private Vector512<double> EvaluateRelaxation()
    {
        network.EigenForward.Multiply(extrapolated, images);
        Vector512<double> variance = default, margin = default;
        neuronSum = default;
        for (int i = 0; i < network.Width; i++)
        {
            LaneNeuron neuron = Neuron(i, curvature);
            Vector512<double> t = Load(images, i * Lanes);
            LaneEnvelope envelope = LaneEnvelope.At(neuron, t, curvature, Load(block.Low, i * Lanes), Load(block.High, i * Lanes));
            Vector512<double> offset = Load(offsets, i * Lanes);
            (envelope.Slope + offset).StoreUnsafe(ref slopes[i * Lanes]);
            neuronSum += envelope.Minimum;
            variance += envelope.Variance;
            margin += neuron.Value(t) + (offset * t);
        }

        network.EigenBackward.Multiply(slopes, slopeSum);
        RecordAttack(margin, extrapolated);
        Vector512<double> square = SumOfSquares(extrapolated);
        return variance - (LargestEigenvalue * ((radius * radius) - square));
    }

    private void RecordBound()
    {
        WriteExcess(curvature);
        Vector512<double> multiplier = LaneTrustRegion.Solve(slopeSum, quadratic, radius, linear);
        Vector512<double> form = default;
        for (int j = 0; j < quadratic.Length; j += Lanes)
        {
            form += Load(slopeSum, j) * Load(linear, j);
        }

        // −¼cᵀB⁻¹c = ½⟨c, δ⟩ at δ = −½B⁻¹c.
        Vector512<double> bound = neuronSum + (0.5 * form) - (((curvature * LargestEigenvalue) + multiplier) * radius * radius);
        Vector512<double> better = Vector512.GreaterThan(bound, BestBound) & active;
        BestBound = Vector512.ConditionalSelect(better, bound, BestBound);
        BestCurvature = Vector512.ConditionalSelect(better, curvature, BestCurvature);
        BestMultiplier = Vector512.ConditionalSelect(better, multiplier, BestMultiplier);
        Blend(better, slopes, BestSlopes);
        Blend(better, images, bestImages);
        Blend(better, extrapolated, bestRelaxed);
        active &= Vector512.GreaterThan(AttackedMargin - BestBound, settings.Tolerance * Vector512.Abs(CleanMargin))
            & Vector512.LessThan(BestBound, Vector512.Create(settings.Target));
    }

    // μ(λ_max − λ_j), by which μλ_max I exceeds A in the eigenbasis.
    private void WriteExcess(Vector512<double> bending)
    {
        for (int j = 0; j < quadratic.Length; j += Lanes)
        {
            (bending * (LargestEigenvalue - Eigenvalue(j))).StoreUnsafe(ref quadratic[j]);
        }
    }

    private void RecordAttack(Vector512<double> margin, double[] where)
    {
        Vector512<double> lower = Vector512.LessThan(margin, AttackedMargin) & active;
        AttackedMargin = Vector512.ConditionalSelect(lower, margin, AttackedMargin);
        Blend(lower, where, BestPosition);
    }

    // The curvature of the envelopes seen between the last two points, in the metric of WᵀW.
    private void AdaptProximity(int iteration)
    {
        Vector512<double> change = default, distance = default;
        for (int k = 0; k < images.Length; k += Lanes)
        {
            Vector512<double> difference = Load(images, k) - Load(lastImages, k);
            distance += difference * difference;
            change += difference * (Load(slopes, k) - Load(lastSlopes, k));
        }

        if (iteration > 0)
        {
            Vector512<double> seen = change / (distance + Vector512.Create(1e-300));
            proximity = Vector512.Max(1.1 * seen, 0.8 * proximity);
        }

        images.CopyTo(lastImages, 0);
        slopes.CopyTo(lastSlopes, 0);
    }

    // Three stages in a row without a gain of half the tolerance end a lane; without tolerance nothing does.
    private void LeaveStalled()
    {
        Vector512<double> gains = Vector512.GreaterThanOrEqual(BestBound - boundBefore, StallShare * settings.Tolerance * Vector512.Abs(CleanMargin));
        active &= gains | gainedBefore | gainedEarlier;
        (gainedEarlier, gainedBefore, boundBefore) = (gainedBefore, gains, BestBound);
    }

    private void Restart()
    {
        position.CopyTo(extrapolated, 0);
        position.CopyTo(previous, 0);
        momentum = Vector512<double>.One;
    }

    // δ⁺ = argmin ⟨c, δ⟩ + ρ/2 (δ − y)ᵀS(δ − y) + μ δᵀ(λ_max I − S)δ on the ball, then y⁺ = δ⁺ + β(δ⁺ − δ).
    private void Step()
    {
        for (int j = 0; j < quadratic.Length; j += Lanes)
        {
            double eigenvalue = Eigenvalue(j);
            (Load(slopeSum, j) - (proximity * eigenvalue * Load(extrapolated, j))).StoreUnsafe(ref linear[j]);
            ((curvature * (LargestEigenvalue - eigenvalue)) + (proximity * (0.5 * eigenvalue))).StoreUnsafe(ref quadratic[j]);
        }

        position.CopyTo(previous, 0);
        LaneTrustRegion.Solve(linear, quadratic, radius, position);
        Vector512<double> next = (Vector512<double>.One + Vector512.Sqrt(Vector512<double>.One + (4 * momentum * momentum))) * 0.5;
        Vector512<double> overshoot = default;
        for (int j = 0; j < quadratic.Length; j += Lanes)
        {
            overshoot += (Load(extrapolated, j) - Load(position, j)) * (Load(position, j) - Load(previous, j)) * Load(quadratic, j);
        }

        Vector512<double> turnsBack = Vector512.GreaterThan(overshoot, Vector512<double>.Zero);
        Vector512<double> factor = Vector512.ConditionalSelect(turnsBack, Vector512<double>.Zero, (momentum - Vector512<double>.One) / next);
        momentum = Vector512.ConditionalSelect(turnsBack, Vector512<double>.One, next);
        for (int j = 0; j < quadratic.Length; j += Lanes)
        {
            Vector512<double> here = Load(position, j);
            (here + (factor * (here - Load(previous, j)))).StoreUnsafe(ref extrapolated[j]);
        }

        Project(extrapolated, radius);
    }

    private LaneNeuron Neuron(int i, Vector512<double> bending)
    {
        Vector512<double> least = radius * (settings.LeastRelativeWidth * network.NormBounds[i]) + Vector512.Create(1e-200);
        Vector512<double> width = Vector512.Max(Vector512.Create(network.SearchWidth[i]), least);
        return new LaneNeuron(network.OutputScale, Vector512.Create(network.Bias[i]), width, Load(block.Preactivations, i * Lanes), bending);
    }

    private double Eigenvalue(int offset) => offset / Lanes < network.Eigenvalues.Length ? network.Eigenvalues[offset / Lanes] : 0;
}
