using PurifyProofs.Model.Patches;

namespace PurifyProofs.Claims.Families.Patches;

/// <summary>
/// The reference regime of structured data: the pilot's law with stronger non-robust features, and what trains on it. At the pilot's Σβ^q = 1.37 Σα^q the initial
/// weights decide now and then which feature is learnt first (docs/structured-data.md).
/// </summary>
public static class PatchPreset
{
    /// <summary>Its name in instance lines.</summary>
    public const string Name = "patches";

    private const double NonRobustStrength = 0.42;
    private const double Radius = 0.54;

    /// <summary>The instance of a size; all other settings are the preset's.</summary>
    /// <param name="classes">K.</param>
    /// <param name="patches">P; all of them carry the non-robust feature.</param>
    /// <param name="dimension">d.</param>
    /// <param name="neurons">m.</param>
    /// <param name="seed">The seed.</param>
    public static PatchInstance AtSize(int classes, int patches, int dimension, int neurons, ulong seed)
    {
        StructuredPatchLaw pilot = StructuredPatchLaw.Pilot;
        StructuredPatchLaw law = pilot with { Classes = classes, Patches = patches, Dimension = dimension, NonRobust = new FeatureLaw(NonRobustStrength, patches) };
        return new PatchInstance(law, PatchTrainingPlan.Pilot with { NeuronsPerClass = neurons }, PatchThreatModel.Span, Radius, seed, Name);
    }

    /// <summary>Where the other fields of an instance started from.</summary>
    public static PatchInstance AtSizeOf(PatchInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return AtSize(instance.Law.Classes, instance.Law.Patches, instance.Law.Dimension, instance.Plan.NeuronsPerClass, instance.Seed);
    }
}
