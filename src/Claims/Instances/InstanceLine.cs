using System.Globalization;

namespace PurifyProofs.Claims.Instances;

/// <summary>An instance as one line, for example <c>preset=two-sided,d=256,k=3,m=1024,radius=0.18,seed=7</c>.</summary>
public static class InstanceLine
{
    private const string PresetKey = "preset";
    private const string DimensionKey = "d";
    private const string SparsityKey = "k";
    private const string WidthKey = "m";
    private const int DefaultDimension = 256;
    private const int DefaultSparsity = 3;

    /// <summary>
    /// The line: preset, d, k, m, radius and seed, and whatever differs from the preset at that width. Parsing it gives an
    /// equal instance.
    /// </summary>
    public static string Print(Instance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        Instance start = PresetCatalogue.AtSizeOf(instance);
        IEnumerable<string> parts = InstanceField.All
            .Where(field => field.AlwaysPrinted || field.Print(instance) != field.Print(start))
            .Select(field => $"{field.Key}={field.Print(instance)}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{PresetKey}={instance.Preset},{DimensionKey}={instance.Law.Dimension},{SparsityKey}={instance.Law.Sparsity},{WidthKey}={instance.Plan.Width},{string.Join(',', parts)}");
    }

    /// <summary>Reads a line. What is not given comes from the preset.</summary>
    /// <exception cref="FormatException">One sentence: which part is wrong and the mend.</exception>
    /// <exception cref="ArgumentException">The values do not fit together; one sentence.</exception>
    public static Instance Parse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        Dictionary<string, string> values = Split(line);
        string presetName = Take(values, PresetKey) ?? PresetCatalogue.DefaultName;
        int dimension = Take(values, DimensionKey) is { } d ? InstanceField.ParseInteger(DimensionKey, d) : DefaultDimension;
        int sparsity = Take(values, SparsityKey) is { } k ? InstanceField.ParseInteger(SparsityKey, k) : DefaultSparsity;
        if (dimension < 2 || sparsity < 1 || sparsity > dimension)
        {
            throw new FormatException($"d={dimension},k={sparsity} is no instance: the dimension d must be at least 2 and the sparsity k between 1 and d.");
        }

        Instance instance = PresetCatalogue.Find(presetName).Create(dimension, sparsity, 1);
        if (Take(values, WidthKey) is { } m)
        {
            instance = instance with { Plan = instance.Plan.WithWidth(ParseWidth(m)) };
        }

        foreach ((string key, string value) in values)
        {
            InstanceField field = InstanceField.All.FirstOrDefault(candidate => candidate.Key == key)
                ?? throw new FormatException($"An instance has no '{key}'; the keys are preset, d, k, m, {string.Join(", ", InstanceField.All.Select(known => known.Key))}.");
            instance = field.Set(instance, value);
        }

        instance.Validate();
        return instance;
    }

    // The other settings follow the width, so a width that is no width must be refused before they are scaled.
    private static int ParseWidth(string text)
    {
        int width = InstanceField.ParseInteger(WidthKey, text);
        return width >= 1 ? width : throw new FormatException($"m={text} is no width; the number of neurons m must be at least 1.");
    }

    private static Dictionary<string, string> Split(string line)
    {
        // Messages quote the part that is wrong, and a message is one line.
        if (line.Any(static character => char.IsControl(character) || character is '\u2028' or '\u2029'))
        {
            throw new FormatException("An instance is one line without line breaks, tabs or other control characters; write it as preset=two-sided,d=256,k=3,seed=7.");
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string part in line.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] sides = part.Split('=', 2, StringSplitOptions.TrimEntries);
            if (sides.Length != 2 || sides[0].Length == 0 || sides[1].Length == 0)
            {
                throw new FormatException($"'{part}' is no key=value; write an instance as preset=two-sided,d=256,k=3,seed=7.");
            }

            if (!values.TryAdd(sides[0], sides[1]))
            {
                throw new FormatException($"'{sides[0]}' is given twice; give it once.");
            }
        }

        return values;
    }

    private static string? Take(Dictionary<string, string> values, string key) => values.Remove(key, out string? value) ? value : null;
}
