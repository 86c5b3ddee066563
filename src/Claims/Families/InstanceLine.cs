using PurifyProofs.Claims.Families.Patches;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;

namespace PurifyProofs.Claims.Families;

/// <summary>
/// An instance as one line, for example <c>preset=two-sided,d=256,k=3,m=1024,radius=0.18,seed=7</c>. The preset says of which family;
/// without one it is the default preset of sparse coding.
/// </summary>
public static class InstanceLine
{
    internal const string PresetKey = "preset";

    /// <summary>The line; parsing it gives an equal instance.</summary>
    public static string Print(Instance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return instance.Line;
    }

    /// <summary>Reads a line. What is not given comes from the preset.</summary>
    /// <exception cref="FormatException">One sentence: which part is wrong and the mend.</exception>
    /// <exception cref="ArgumentException">The values do not fit together; one sentence.</exception>
    public static Instance Parse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        LineValues values = LineValues.Split(line);
        string preset = values.Take(PresetKey) ?? PresetCatalogue.DefaultName;
        Instance instance = preset == PatchPreset.Name ? PatchLine.Read(values) : SparseCodingLine.Read(preset, values);
        instance.Validate();
        return instance;
    }
}
