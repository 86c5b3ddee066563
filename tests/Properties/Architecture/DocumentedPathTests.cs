using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace PurifyProofs.Properties.Architecture;

/// <summary>Every path of this house that README.md, docs or reports name, and every file they link, is there.</summary>
public sealed partial class DocumentedPathTests
{
    private static readonly string Root = RootOf();

    private static readonly string[] Documents =
    [
        Path.Combine(Root, "README.md"),
        Path.Combine(Root, "reports", "README.md"),
        .. Directory.GetFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories),
    ];

    [Fact]
    public void Every_path_of_a_document_exists() => Assert.Empty(Missing(NamedPath(), static (_, path) => Path.Combine(Root, path)));

    [Fact]
    public void Every_link_of_a_document_leads_somewhere() =>
        Assert.Empty(Missing(Link(), static (document, path) => Path.Combine(Path.GetDirectoryName(document)!, path)));

    // Patterns that match nothing would find nothing missing.
    [Fact]
    public void Documents_name_paths_and_links()
    {
        string text = string.Concat(Documents.Select(File.ReadAllText));
        Assert.True(NamedPath().Count(text) > 40, $"{NamedPath().Count(text)} paths");
        Assert.True(Link().Count(text) > 30, $"{Link().Count(text)} links");
    }

    private static IEnumerable<string> Missing(Regex pattern, Func<string, string, string> locate) =>
        from document in Documents
        from Match match in pattern.Matches(File.ReadAllText(document))
        let path = match.Groups["path"].Value.TrimEnd('.')
        where !Path.Exists(locate(document, path))
        select $"{Path.GetRelativePath(Root, document)}: {path}";

    [GeneratedRegex(@"(?<![\w./-])(?<path>(?:src|tests|docs|bench|reports)/[\w./-]+)")]
    private static partial Regex NamedPath();

    [GeneratedRegex(@"\]\((?!\w+:)(?<path>[^)#\s]+)")]
    private static partial Regex Link();

    private static string RootOf([CallerFilePath] string source = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "..", "..", ".."));
}
