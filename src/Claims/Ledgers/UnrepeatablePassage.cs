namespace PurifyProofs.Claims.Ledgers;

/// <summary>
/// Where a report shows times and machine, which differ between two runs of the same seed: between two comments, so that
/// whoever compares reports can leave the passage out.
/// </summary>
public static class UnrepeatablePassage
{
    /// <summary>The comment before it, without its marks.</summary>
    public const string Begin = " of this run alone ";

    /// <summary>The comment after it, without its marks.</summary>
    public const string End = " the same in every run ";

    /// <summary>The text without the passage; the text itself where there is none.</summary>
    public static string CutFrom(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int begin = text.IndexOf($"<!--{Begin}-->", StringComparison.Ordinal);
        int end = text.IndexOf($"<!--{End}-->", StringComparison.Ordinal);
        return begin < 0 || end < begin ? text : text[..begin] + text[end..];
    }
}
