namespace PurifyProofs.Bounds.LowComplexity;

/// <summary>
/// A lower bound of the adversarial hinge loss of **every** f = ⟨v, φ⟩ with ‖v‖ ≤ B. It is about that surrogate loss, not about any
/// accuracy: a model whose margins are right but small has a large hinge loss. See docs/lower-bounds.md, part 4.
/// </summary>
/// <param name="Samples">n, fresh samples on which perturbations and weights λ fixed beforehand were evaluated.</param>
/// <param name="MeanWeight">Ê[λ].</param>
/// <param name="ResidualNorm">‖Ê[λ y φ(x + δ)]‖.</param>
/// <param name="MeanWeightDeviation">By how much Ê[λ] may exceed E[λ].</param>
/// <param name="ResidualDeviation">By how much ‖E[λyφ]‖ may exceed ‖Ê[λyφ]‖.</param>
/// <param name="ErrorProbability">Probability that one of the two is exceeded.</param>
public sealed record DualCertificate(
    long Samples, double MeanWeight, double ResidualNorm, double MeanWeightDeviation, double ResidualDeviation, double ErrorProbability)
{
    /// <summary>Every f with ‖v‖ ≤ B has at least this adversarial hinge loss on the sample: Ê[λ] − B‖Ê[λyφ]‖, a certainty. Never below 0.</summary>
    public double OnSample(double budget) => Math.Max(0, MeanWeight - (budget * ResidualNorm));

    /// <summary>And at least this one in population, except with probability <see cref="ErrorProbability"/> over the sample, for all B at once.</summary>
    public double InPopulation(double budget) =>
        Math.Max(0, MeanWeight - MeanWeightDeviation - (budget * (ResidualNorm + ResidualDeviation)));

    /// <summary>From sums over independent samples; a third of the error probability each for λ, for E‖ψ‖² and for ψ.</summary>
    internal static DualCertificate FromSums(DualSums sums, double errorProbability)
    {
        double part = errorProbability / 3;
        double mean = sums.Squares / sums.Count;
        double variance = Math.Max(0, (sums.FourthPowers / sums.Count) - (mean * mean)) * sums.Count / (sums.Count - 1.0);
        double height = sums.Radius * sums.Radius;
        double second = Math.Min(height, mean + HilbertDeviation.OfMeanByVariance(variance, height, sums.Count, part));
        return new DualCertificate(
            sums.Count,
            sums.Weights / sums.Count,
            sums.Norm / sums.Count,
            HilbertDeviation.OfMean(sums.Count, part),
            HilbertDeviation.OfVectorMean(sums.Radius, second, sums.Count, part),
            errorProbability);
    }
}

/// <summary>What a dual bound needs to know of its samples, ψ = λyφ.</summary>
/// <param name="Count">n.</param>
/// <param name="Weights">Σλ.</param>
/// <param name="Norm">‖Σψ‖.</param>
/// <param name="Squares">Σ‖ψ‖².</param>
/// <param name="FourthPowers">Σ‖ψ‖⁴.</param>
/// <param name="Radius">R ≥ ‖ψ‖.</param>
internal readonly record struct DualSums(long Count, double Weights, double Norm, double Squares, double FourthPowers, double Radius);
