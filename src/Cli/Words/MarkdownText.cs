namespace PurifyProofs.Cli.Words;

/// <summary>Prose inside Markdown.</summary>
internal static class MarkdownText
{
    /// <summary>The text with all that Markdown would read as its own taken literally: starred symbols (w*) would become emphasis, comparisons tags.</summary>
    public static string Prose(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("*", "\\*", StringComparison.Ordinal)
        .Replace("`", "\\`", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal);

    /// <summary>The same inside a table, where a bar would end the cell.</summary>
    public static string Cell(string text) => Prose(text).Replace("|", "\\|", StringComparison.Ordinal);
}
