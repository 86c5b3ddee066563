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
}
