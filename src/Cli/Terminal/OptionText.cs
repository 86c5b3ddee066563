using System.Globalization;
using PurifyProofs.Claims.Instances;

namespace PurifyProofs.Cli.Terminal;

/// <summary>Reads what was typed after an option; refusals name the option, what was typed and the mend.</summary>
internal static class OptionText
{
    /// <summary>A whole number of at least 1.</summary>
    /// <exception cref="UsageException">It is not one.</exception>
    public static int Count(string option, string text) => AtLeast(1, option, text);

    /// <summary>A whole number of at least 0.</summary>
    /// <exception cref="UsageException">It is not one.</exception>
    public static int CountOrNone(string option, string text) => AtLeast(0, option, text);

    /// <summary>Worker threads; all cores when nothing was said.</summary>
    /// <exception cref="UsageException">It is not a whole number of at least 1.</exception>
    public static int Threads(string? text) => text is null ? Environment.ProcessorCount : Count("--threads", text);

    /// <summary>A positive number; the example is what the refusal proposes.</summary>
    /// <exception cref="UsageException">It is not one.</exception>
    public static double Positive(string option, string text, string example) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number > 0 && double.IsFinite(number)
            ? number
            : throw new UsageException($"{option} '{text}' is not a positive number; write for example {option} {example}.");

    /// <summary>A seed: a whole number from 0 to 2⁶⁴ − 1.</summary>
    /// <exception cref="UsageException">It is not one.</exception>
    public static ulong Seed(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)
            ? seed
            : throw new UsageException($"--seed '{text}' is not a whole number from 0 to {ulong.MaxValue}; write for example --seed 7.");

    /// <summary>A scale by its name.</summary>
    /// <exception cref="UsageException">There is no such scale.</exception>
    public static Scale Scale(string text)
    {
        foreach (Scale scale in Enum.GetValues<Scale>())
        {
            if (text.Equals(scale.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                return scale;
            }
        }

        throw new UsageException($"--scale '{text}' is not a scale; choose smoke, quick, standard or full.");
    }

    /// <summary>A duration: a positive number and s, m or h.</summary>
    /// <exception cref="UsageException">It is not one.</exception>
    public static TimeSpan Duration(string option, string text)
    {
        const double longest = 24 * 365;
        double hours = text.Length < 2 || !double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
            ? double.NaN
            : text[^1] switch { 's' => number / 3600, 'm' => number / 60, 'h' => number, _ => double.NaN };
        return hours is > 0 and <= longest
            ? TimeSpan.FromHours(hours)
            : throw new UsageException($"{option} '{text}' is not a duration; write a positive number and s, m or h, for example 90s, 10m or 1h.");
    }

    private static int AtLeast(int least, string option, string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int count) && count >= least
            ? count
            : throw new UsageException(text.Length > 0 && text.All(char.IsAsciiDigit) && count == 0 && text.Trim('0').Length > 0
                ? $"{option} '{text}' is a whole number of more than 32 bits; the largest is {int.MaxValue}."
                : $"{option} '{text}' is not a whole number of at least {least}; write for example {option} 3.");
}
