namespace PurifyProofs.Claims.Families.Patches;

/// <summary>Breakers of structured data by the hypothesis they deny, for the claims to choose from.</summary>
internal static class BrokenPatchHypothesis
{
    /// <summary>
    /// Σα_p^q = 2.5 Σβ_p^q: what is learnt first is no longer non-robust. (At 1.4 the claim fails on half of the instances only: once σ has left its power,
    /// the many patches of the non-robust features weigh more than the condition says.)
    /// </summary>
    public static Breaker StrongRobustFeatures(ControlBase instances) =>
        new("strong-robust-features", "Σα_p^q is below Σβ_p^q", BreakerStrength.NearThreshold, instances, "alpha", static instance => Strength(instance.Of<PatchInstance>(), 2.5));

    /// <summary>α = ε/2: the robust features are too weak to be learnt.</summary>
    public static Breaker WeakRobustFeatures(ControlBase instances) =>
        new("weak-robust-features", "the robust features are stronger than the radius", BreakerStrength.NearThreshold, instances, "alpha", static instance => Math.Round(instance.Radius / 2, 4));

    /// <summary>β = 0: there is no non-robust feature.</summary>
    public static Breaker NoNonRobustFeatures(ControlBase instances) =>
        new("no-non-robust-features", "the data have non-robust features", BreakerStrength.Gross, instances, "beta", static _ => 0);

    /// <summary>ε = 0.45 β: the adversary can hardly weaken the non-robust features, let alone erase them.</summary>
    public static Breaker RadiusBelowHalfStrength(BreakerStrength strength, ControlBase instances) =>
        new("radius-below-half-strength", "the radius exceeds β", strength, instances, "radius", static instance => Math.Round(0.45 * instance.Of<PatchInstance>().Law.NonRobust.Smallest, 4));

    private static double Strength(PatchInstance instance, double power)
    {
        int exponent = instance.Plan.Activation.Exponent;
        double wanted = power * instance.Law.NonRobust.SmallestPower(exponent);
        return Math.Round(Math.Pow(wanted / instance.Law.Robust.Patches, 1.0 / exponent), 4);
    }
}
