using System.Numerics.Tensors;

namespace PurifyProofs.Bounds.LowComplexity;

/// <summary>Sums λ and ψ = λyφ over fresh samples, ‖ψ‖ ≤ R, and says what their expectations can be.</summary>
internal sealed class DualAccumulator(int features, double radius)
{
    private readonly double[] sum = new double[features];
    private double weights;
    private double squares;
    private double fourthPowers;
    private long count;

    /// <summary>Adds one sample; λ counts as 0 where ‖φ‖ > R, which is a rule fixed beforehand as well.</summary>
    /// <param name="weight">λ ∈ [0, 1].</param>
    /// <param name="label">y.</param>
    /// <param name="features">φ(x + δ) [N].</param>
    public void Add(double weight, double label, ReadOnlySpan<double> features)
    {
        count++;
        double norm = TensorPrimitives.Norm(features);
        if (!(norm <= radius))
        {
            return;
        }

        double square = weight * weight * norm * norm;
        weights += weight;
        squares += square;
        fourthPowers += square * square;
        TensorPrimitives.MultiplyAdd(features, weight * label, sum, sum);
    }

    /// <summary>The certificate at a given total error probability: a third each for λ, for E‖ψ‖² and for ψ.</summary>
    public DualCertificate Conclude(double errorProbability)
    {
        double part = errorProbability / 3;
        double mean = squares / count;
        double variance = Math.Max(0, (fourthPowers / count) - (mean * mean)) * count / (count - 1.0);
        double second = mean + HilbertDeviation.OfMeanByVariance(variance, radius * radius, count, part);
        return new DualCertificate(
            count,
            weights / count,
            TensorPrimitives.Norm<double>(sum) / count,
            HilbertDeviation.OfMean(count, part),
            HilbertDeviation.OfVectorMean(radius, Math.Min(second, radius * radius), count, part),
            errorProbability);
    }
}
