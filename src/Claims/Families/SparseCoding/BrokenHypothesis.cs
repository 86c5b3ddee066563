using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>Breakers by the hypothesis they deny, for the claims to choose from.</summary>
internal static class BrokenHypothesis
{
    /// <summary>
    /// Three labels in a hundred are wrong, in training and in evaluation: no network exceeds 97 %. (At two in a hundred one
    /// instance in five stays undecided at quick: so few points do not always tell 98 from 99 %.)
    /// </summary>
    public static Breaker FlippedLabels(ControlBase instances) =>
        new("flipped-labels", "labels are the teacher's", BreakerStrength.NearThreshold, instances, "flip", static _ => 0.03);

    /// <summary>τ = 1.1√(k/d), below the window's 1.4: the points whose k features all agree with the label stand.</summary>
    public static Breaker RadiusBelowWindow(ControlBase instances) =>
        new("radius-below-window", "the radius is at least 1.4√(k/d)", BreakerStrength.NearThreshold, instances, "radius", static instance => Radius(instance, 1.1));

    /// <summary>τ = 0.2√(k/d): most points stand.</summary>
    public static Breaker TinyRadius(ControlBase instances) =>
        new("tiny-radius", "the radius is at least 1.4√(k/d)", BreakerStrength.Gross, instances, "radius", static instance => Radius(instance, 0.2));

    /// <summary>τ = 0.8/√(kd), a little below the margins of the linear classifier along the dense mixture: 1/√(kd) or three times that at k = 3.</summary>
    public static Breaker RadiusBelowMargins(ControlBase instances) =>
        new("radius-below-margins", "the radius is at least 1.4√(k/d)", BreakerStrength.NearThreshold, instances, "radius", static instance => Radius(instance, 0.8 / instance.Of<SparseCodingInstance>().Law.Sparsity));

    /// <summary>τ = 0.02√(k/d): no perturbation to speak of.</summary>
    public static Breaker VanishingRadius(ControlBase instances) =>
        new("vanishing-radius", "the radius is at least 1.4√(k/d)", BreakerStrength.Gross, instances, "radius", static instance => Radius(instance, 0.02));

    /// <summary>Per-coordinate noise 0.1/√k: a quarter, and polynomials of degree 7 are robust again (at d = 256 they stop near 0.15).</summary>
    public static Breaker LessNoise(BreakerStrength strength, ControlBase instances) =>
        new("less-noise", "per-coordinate noise is 0.4/√k", strength, instances, "noise", static instance => NoiseOf(instance.Of<SparseCodingInstance>(), 0.1));

    /// <summary>Noise as on the scale's own instances.</summary>
    public static Breaker LittleNoise(ControlBase instances) =>
        new("little-noise", "per-coordinate noise is 0.4/√k", BreakerStrength.Gross, instances, "noise", static _ => 0.05);

    /// <summary>Tangent features at the adversarially trained weights.</summary>
    public static Breaker TrainedFeatures(ControlBase instances) =>
        new("trained-features", "the features are those of the initial weights", BreakerStrength.Gross, instances, "kernel-share", static _ => 1);

    /// <summary>A share of the signs of w* is wrong in the dense mixture: its cosine with the true one is 1 − 2 times the share.</summary>
    public static Breaker WrongMixture(string name, BreakerStrength strength, ControlBase instances, double share) =>
        new(name, "the dense mixture is that of the teacher", strength, instances, "mixture-flip", _ => share);

    /// <summary>A share of the neurons starts adversarial training from weights of a fresh direction.</summary>
    public static Breaker FreshStart(string name, BreakerStrength strength, ControlBase instances, double share) =>
        new(name, "adversarial training starts from the clean-trained weights", strength, instances, "adv-fresh", _ => share);

    /// <summary>Adversarial training is at a tenth of τ: what it learns to withstand is not what it is attacked with.</summary>
    public static Breaker TimidTraining(ControlBase instances) => new(
        "timid-training",
        "adversarial training is at about the radius of the claim",
        BreakerStrength.Gross,
        instances,
        "adv-radius",
        static instance => instance.Radius / 10);

    /// <summary>Initial weights of scale σ_0.</summary>
    public static Breaker LargeInitialWeights(string name, BreakerStrength strength, ControlBase instances, double scale) =>
        new(name, "initial weights are small beside trained ones", strength, instances, "init", _ => scale);

    /// <summary>The noise level σ_x at which every coordinate has noise of a fraction of 1/√k.</summary>
    internal static double NoiseOf(SparseCodingInstance instance, double fraction) =>
        Math.Round(fraction * Math.Sqrt((double)instance.Law.Dimension / instance.Law.Sparsity), 3);

    private static double Radius(Instance instance, double factor)
    {
        SparseCodingLaw law = instance.Of<SparseCodingInstance>().Law;
        return Math.Round(factor * Math.Sqrt((double)law.Sparsity / law.Dimension), 4);
    }
}
