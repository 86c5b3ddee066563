using PurifyProofs.Model.Patches;

namespace PurifyProofs.Claims.Families.Patches;

/// <summary>What the adversary of structured data may do to a sample.</summary>
public enum PatchThreatModel
{
    /// <summary>‖δ_p‖ ≤ ε for every patch, inside the span of the non-robust features: the claims' set.</summary>
    Span,

    /// <summary>‖δ_p‖ ≤ ε for every patch.</summary>
    Patch,

    /// <summary>|δ_{p,j}| ≤ ε for every patch and coordinate.</summary>
    Maximum,

    /// <summary>‖δ‖ ≤ ε over all patches together.</summary>
    Global,
}

/// <summary>From the word to the set.</summary>
internal static class PatchThreatModels
{
    /// <summary>The threat model at a radius.</summary>
    public static PatchThreat At(this PatchThreatModel model, StructuredPatchDistribution distribution, double radius) => model switch
    {
        PatchThreatModel.Span => PatchThreat.NonRobustSpan(distribution, radius),
        PatchThreatModel.Patch => PatchThreat.Full(distribution, PerturbationSet.PatchBall, radius),
        PatchThreatModel.Maximum => PatchThreat.Full(distribution, PerturbationSet.MaximumNorm, radius),
        _ => PatchThreat.Full(distribution, PerturbationSet.GlobalBall, radius),
    };
}
