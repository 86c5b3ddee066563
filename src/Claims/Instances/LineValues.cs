namespace PurifyProofs.Claims.Instances;

/// <summary>The keys and values of an instance line that were not read yet, in their order.</summary>
public sealed class LineValues
{
    /// <summary>The key whose value says of which family a line is.</summary>
    public const string PresetKey = "preset";

    private readonly OrderedDictionary<string, string> values;

    private LineValues(OrderedDictionary<string, string> values) => this.values = values;

    /// <summary>What is left.</summary>
    public IEnumerable<KeyValuePair<string, string>> Rest => values;

    /// <summary>Splits a line.</summary>
    /// <exception cref="FormatException">One sentence: which part is wrong and the mend.</exception>
    public static LineValues Split(string line)
    {
        // Messages quote the part that is wrong, and a message is one line.
        if (line.Any(static character => char.IsControl(character) || character is '\u2028' or '\u2029'))
        {
            throw new FormatException("An instance is one line without line breaks, tabs or other control characters; write it as preset=two-sided,d=256,k=3,seed=7.");
        }

        var values = new OrderedDictionary<string, string>(StringComparer.Ordinal);
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

        return new LineValues(values);
    }

    /// <summary>Reads a value, once; null when it was not given.</summary>
    public string? Take(string key) => values.Remove(key, out string? value) ? value : null;

    /// <summary>Reads a whole number, once.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public int TakeInteger(string key, int otherwise) => Take(key) is { } text ? FieldText.Integer(key, text) : otherwise;
}
