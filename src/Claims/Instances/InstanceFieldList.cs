namespace PurifyProofs.Claims.Instances;

/// <summary>What all families do with the keys of their lines.</summary>
internal static class InstanceFieldList
{
    /// <summary>The instance with a key set to a number.</summary>
    /// <exception cref="ArgumentException">There is no such key, or it holds no number.</exception>
    public static TInstance With<TInstance>(this IReadOnlyList<InstanceField<TInstance>> fields, TInstance instance, string key, double value)
        where TInstance : Instance =>
        fields.FirstOrDefault(field => field.Key == key)?.Write is { } write
            ? write(instance, value)
            : throw new ArgumentException($"Lines of this family have no key '{key}' that holds a number.", nameof(key));

    /// <summary>The parts of a line: keys that are always printed, and whatever differs from <paramref name="start"/>.</summary>
    public static string Print<TInstance>(this IReadOnlyList<InstanceField<TInstance>> fields, TInstance instance, TInstance start)
        where TInstance : Instance =>
        string.Join(',', fields.Where(field => field.AlwaysPrinted || field.Differs(instance, start)).Select(field => $"{field.Key}={field.Print(instance)}"));

    /// <summary>The instance with the values of a line set, in their order.</summary>
    /// <param name="fields">The keys.</param>
    /// <param name="instance">The instance that the line starts from.</param>
    /// <param name="values">Keys and values.</param>
    /// <param name="others">Keys of the family's lines that are read elsewhere, for the refusal.</param>
    /// <exception cref="FormatException">A key is unknown or a value makes no sense.</exception>
    public static TInstance Apply<TInstance>(this IReadOnlyList<InstanceField<TInstance>> fields, TInstance instance, IEnumerable<KeyValuePair<string, string>> values, string others)
        where TInstance : Instance
    {
        foreach ((string key, string value) in values)
        {
            InstanceField<TInstance> field = fields.FirstOrDefault(candidate => candidate.Key == key)
                ?? throw new FormatException($"An instance has no '{key}'; the keys are {others}, {string.Join(", ", fields.Select(static known => known.Key))}.");
            instance = field.Set(instance, value);
        }

        return instance;
    }
}
