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

    /// <summary>The certificate at a given total error probability.</summary>
    public DualCertificate Conclude(double errorProbability) => DualCertificate.FromSums(
        new DualSums(count, weights, TensorPrimitives.Norm<double>(sum), squares, fourthPowers, radius), errorProbability);
}
