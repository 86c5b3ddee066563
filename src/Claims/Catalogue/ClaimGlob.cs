using System.Text.RegularExpressions;

namespace PurifyProofs.Claims.Catalogue;

/// <summary>
/// Chooses ids as a shell chooses file names: <c>*</c> is any text, <c>?</c> any character, <c>[23]</c> one of the
/// characters; several globs are separated by commas; case does not matter.
/// </summary>
public sealed partial class ClaimGlob
{
    private readonly Regex[] patterns;

    /// <summary>Reads a glob. A bracket without its partner stands for itself.</summary>
    public ClaimGlob(string glob)
    {
        ArgumentNullException.ThrowIfNull(glob);
        string[] parts = glob.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        patterns = [.. parts.Select(ToRegex)];
    }

    /// <summary>Whether one of the globs matches the whole id.</summary>
    public bool Matches(string id) => patterns.Any(pattern => pattern.IsMatch(id));

    private static Regex ToRegex(string glob)
    {
        string pattern = Symbols().Replace(glob, static symbol => symbol.Value switch
        {
            "*" => ".*",
            "?" => ".",
            ['[', .. string choices, ']'] => "[" + Escaped(choices) + "]",
            string plain => Regex.Escape(plain),
        });
        return new Regex($"^(?:{pattern})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    // A range such as 2-4 keeps its dash; whatever else has a meaning inside brackets of a regular expression loses it.
    private static string Escaped(string choices) =>
        string.Concat(choices.Select(static choice => choice is '\\' or '^' or '[' or ']' ? "\\" + choice : choice.ToString()));

    [GeneratedRegex(@"\*|\?|\[[^\]]+\]|[^*?[]+|\[")]
    private static partial Regex Symbols();
}
