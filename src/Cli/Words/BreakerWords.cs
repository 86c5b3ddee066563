using PurifyProofs.Claims.Claim;

namespace PurifyProofs.Cli.Words;

/// <summary>Breakers as the reports list them.</summary>
internal static class BreakerWords
{
    /// <summary>A breaker as a sentence.</summary>
    public static string Sentence(Breaker breaker)
    {
        string strength = breaker.Strength == BreakerStrength.NearThreshold ? "near the threshold" : "grossly";
        return $"{breaker.Name}: breaks, {strength}, that {breaker.BrokenHypothesis} (key {breaker.Key}, on {breaker.Base.Description}).";
    }
}
