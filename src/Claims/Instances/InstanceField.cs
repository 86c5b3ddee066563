using System.Globalization;

namespace PurifyProofs.Claims.Instances;

/// <summary>One key of an instance line: how it prints and how it changes an instance.</summary>
/// <typeparam name="TInstance">The family whose lines have the key.</typeparam>
/// <param name="Key">The key.</param>
/// <param name="Print">Value as text that parses back to the same value.</param>
/// <param name="Set">The instance with the value set.</param>
internal sealed record InstanceField<TInstance>(string Key, Func<TInstance, string> Print, Func<TInstance, string, TInstance> Set)
    where TInstance : Instance
{
    /// <summary>Whether it is printed even where it equals the preset.</summary>
    public bool AlwaysPrinted { get; init; }

    /// <summary>The value of a field that holds a number; null for words and for the seed.</summary>
    public Func<TInstance, double>? Read { get; init; }

    /// <summary>The instance with a number set (whole fields take the nearest whole number); null for words and for the seed.</summary>
    public Func<TInstance, double, TInstance>? Write { get; init; }

    /// <summary>Whether two instances differ in it.</summary>
    public bool Differs(TInstance first, TInstance second) => Print(first) != Print(second);

    /// <summary>A key that holds a whole number.</summary>
    public static InstanceField<TInstance> Integer(string key, Func<TInstance, int> get, Func<TInstance, int, TInstance> set) =>
        new(key, i => get(i).ToString(CultureInfo.InvariantCulture), (i, text) => set(i, FieldText.Integer(key, text)))
        {
            Read = i => get(i),
            Write = (i, value) => set(i, (int)Math.Round(value)),
        };

    /// <summary>A key that holds a number.</summary>
    public static InstanceField<TInstance> Number(string key, Func<TInstance, double> get, Func<TInstance, double, TInstance> set) =>
        new(key, i => get(i).ToString("R", CultureInfo.InvariantCulture), (i, text) => set(i, FieldText.Number(key, text))) { Read = get, Write = set };

    /// <summary>A key that holds one word of an enumeration.</summary>
    public static InstanceField<TInstance> Word<T>(string key, Func<TInstance, T> get, Func<TInstance, T, TInstance> set)
        where T : struct, Enum =>
        new(key, i => Enum.GetName(get(i))!.ToLowerInvariant(), (i, text) => set(i, FieldText.Word<T>(key, text)));

    /// <summary>The key of the seed.</summary>
    public static InstanceField<TInstance> OfSeed(Func<TInstance, ulong, TInstance> set) =>
        new("seed", i => i.Seed.ToString(CultureInfo.InvariantCulture), (i, text) => set(i, FieldText.Seed(text))) { AlwaysPrinted = true };
}
