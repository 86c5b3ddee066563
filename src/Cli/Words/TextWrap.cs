namespace PurifyProofs.Cli.Words;

/// <summary>Breaks prose into lines for a terminal.</summary>
internal static class TextWrap
{
    /// <summary>Lines of at most <paramref name="width"/> characters, broken at spaces; a longer word has a line of its own.</summary>
    public static IReadOnlyList<string> Lines(string text, int width)
    {
        var lines = new List<string>();
        string line = string.Empty;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                lines.Add(line);
                line = string.Empty;
            }

            line = line.Length == 0 ? word : line + " " + word;
        }

        lines.Add(line);
        return lines;
    }
}
