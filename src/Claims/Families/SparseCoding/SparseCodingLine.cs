using System.Globalization;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>Lines of sparse coding.</summary>
public static class SparseCodingLine
{
    private const string DimensionKey = "d";
    private const string SparsityKey = "k";
    private const string WidthKey = "m";

    /// <summary>
    /// The line: preset, d, k, m, radius and seed, and whatever differs from the preset at that width. Parsing it gives an
    /// equal instance.
    /// </summary>
    public static string Print(SparseCodingInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{LineValues.PresetKey}={instance.Preset},{DimensionKey}={instance.Law.Dimension},{SparsityKey}={instance.Law.Sparsity},{WidthKey}={instance.Plan.Width},{SparseCodingFields.All.Print(instance, PresetCatalogue.AtSizeOf(instance))}");
    }

    /// <summary>Reads a line of sparse coding. What is not given comes from the preset, sizes too.</summary>
    /// <exception cref="FormatException">One sentence: which part is wrong and the mend.</exception>
    /// <exception cref="ArgumentException">The values do not fit together; one sentence.</exception>
    public static SparseCodingInstance Parse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        LineValues values = LineValues.Split(line);
        SparseCodingInstance instance = Read(values.Take(LineValues.PresetKey) ?? PresetCatalogue.DefaultName, values);
        instance.Validate();
        return instance;
    }

    internal static SparseCodingInstance Read(string presetName, LineValues values)
    {
        Preset preset = PresetCatalogue.Find(presetName);
        int dimension = values.TakeInteger(DimensionKey, preset.Dimension), sparsity = values.TakeInteger(SparsityKey, preset.Sparsity);
        if (dimension < 2 || sparsity < 1 || sparsity > dimension)
        {
            throw new FormatException($"d={dimension},k={sparsity} is no instance: the dimension d must be at least 2 and the sparsity k between 1 and d.");
        }

        SparseCodingInstance instance = preset.Create(dimension, sparsity, 1);
        if (values.Take(WidthKey) is { } m)
        {
            instance = instance with { Plan = instance.Plan.WithWidth(ParseWidth(m)) };
        }

        return SparseCodingFields.All.Apply(instance, values.Rest, "preset, d, k, m");
    }

    // The other settings follow the width, so a width that is no width must be refused before they are scaled.
    private static int ParseWidth(string text)
    {
        int width = FieldText.Integer(WidthKey, text);
        return width >= 1 ? width : throw new FormatException($"m={text} is no width; the number of neurons m must be at least 1.");
    }
}
