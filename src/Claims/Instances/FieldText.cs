using System.Globalization;

namespace PurifyProofs.Claims.Instances;

/// <summary>Reads values of instance lines; what is none is refused in one sentence.</summary>
internal static class FieldText
{
    /// <summary>A whole number.</summary>
    public static int Integer(string key, string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
            ? value
            : throw new FormatException(text.TrimStart('-') is { Length: > 0 } digits && digits.All(char.IsAsciiDigit)
                ? $"{key}={text} is a whole number of more than 32 bits; the largest is {int.MaxValue}."
                : $"{key}={text} is not a whole number; write for example {key}=256.");

    /// <summary>A finite number.</summary>
    public static double Number(string key, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw new FormatException($"{key}={text} is not a number; write for example {key}=0.2.");

    /// <summary>One word of an enumeration.</summary>
    public static T Word<T>(string key, string text)
        where T : struct, Enum =>
        Enum.TryParse(text, ignoreCase: true, out T value) && Enum.IsDefined(value) && char.IsAsciiLetter(text[0])
            ? value
            : throw new FormatException($"{key}={text} is not known; choose one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}.");

    /// <summary>A seed.</summary>
    public static ulong Seed(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value)
            ? value
            : throw new FormatException($"seed={text} is not a whole number of at most 64 bits; write for example seed=7.");
}
