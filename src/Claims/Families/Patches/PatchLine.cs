using System.Globalization;
using PurifyProofs.Model.Patches;

namespace PurifyProofs.Claims.Families.Patches;

/// <summary>Lines of structured data, for example <c>preset=patches,K=5,P=32,d=64,m=16,radius=0.54,seed=7</c>.</summary>
public static class PatchLine
{
    private const string ClassesKey = "K";
    private const string PatchesKey = "P";
    private const string DimensionKey = "d";
    private const string NeuronsKey = "m";

    /// <summary>The line: preset, K, P, d, m, radius and seed, and whatever differs from the preset at that size.</summary>
    public static string Print(PatchInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        StructuredPatchLaw law = instance.Law;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{LineValues.PresetKey}={instance.Preset},{ClassesKey}={law.Classes},{PatchesKey}={law.Patches},{DimensionKey}={law.Dimension},{NeuronsKey}={instance.Plan.NeuronsPerClass},{PatchFields.All.Print(instance, PatchPreset.AtSizeOf(instance))}");
    }

    internal static PatchInstance Read(LineValues values)
    {
        StructuredPatchLaw pilot = StructuredPatchLaw.Pilot;
        PatchInstance start = PatchPreset.AtSize(
            values.TakeInteger(ClassesKey, pilot.Classes),
            values.TakeInteger(PatchesKey, pilot.Patches),
            values.TakeInteger(DimensionKey, pilot.Dimension),
            values.TakeInteger(NeuronsKey, PatchTrainingPlan.Pilot.NeuronsPerClass),
            1);
        return PatchFields.All.Apply(start, values.Rest, "preset, K, P, d, m");
    }
}
