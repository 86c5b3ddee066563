using PurifyProofs.Model.Patches;

namespace PurifyProofs.Claims.Families.Patches;

/// <summary>
/// The hypotheses under which the SD claims are judged: the non-robust features dominate by power, the radius lies between both strengths,
/// perturbations stay in the span of the non-robust features, and the training attack sees what can be injected.
/// </summary>
public static class PatchHypotheses
{
    /// <summary>The hypotheses as a sentence.</summary>
    public const string Sentence = "Σα_p^q < Σβ_p^q and β_p < ε < α_p at the worst strengths the law allows; ‖δ_p‖ ≤ ε for every patch, inside the span of the non-robust features.";

    /// <summary>Why the instance lies outside the hypotheses; null when it lies inside.</summary>
    public static string? Breach(PatchInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        if (instance.Threat != PatchThreatModel.Span)
        {
            return $"perturbations leave the span of the non-robust features (threat={instance.Threat.ToString().ToLowerInvariant()})";
        }

        var conditions = new StructuredPatchConditions(instance.Law, instance.Plan.Activation.Exponent, instance.Radius);
        return conditions.Violations() is { Count: > 0 } violations ? string.Join("; ", violations) : null;
    }

    /// <summary>The same for claims about adversarial training: its attack descends every margin, and begins at the injections too.</summary>
    public static string? BreachOfTraining(PatchInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        PatchAttackSettings attack = instance.Plan.Adversarial.Attack!;
        return Breach(instance)
            ?? (attack.Objective != PatchAttackObjective.EveryMargin ? "the training attack descends the loss, not every margin" : null)
            ?? (!attack.Starts.HasFlag(PatchAttackStarts.Injections) ? "the training attack does not begin at the injections" : null);
    }
}
