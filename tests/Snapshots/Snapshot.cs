using System.Runtime.CompilerServices;
using Xunit;

namespace PurifyProofs.Snapshots;

/// <summary>
/// Compares text with an approved file beside the test, in Verify's convention: <c>Class.Test.verified.ext</c> is
/// committed; on a mismatch <c>Class.Test.received.ext</c> is written and the test fails. To approve, rename it.
/// </summary>
internal static class Snapshot
{
    /// <summary>Fails unless <paramref name="text"/> is what was approved.</summary>
    public static void Match(string text, string extension, [CallerMemberName] string test = "", [CallerFilePath] string source = "")
    {
        string stem = Path.Combine(Path.GetDirectoryName(source)!, $"{Path.GetFileNameWithoutExtension(source)}.{test}");
        Compare(text, $"{stem}.verified.{extension}", $"{stem}.received.{extension}");
    }

    /// <summary>Fails unless <paramref name="text"/> is what a committed document holds; a mismatch is written beside it.</summary>
    public static void MatchDocument(string text, string path) =>
        Compare(text, path, Path.ChangeExtension(path, $"received{Path.GetExtension(path)}"));

    private static void Compare(string text, string verified, string received)
    {
        string actual = Normalised(text);
        string? approved = File.Exists(verified) ? Normalised(File.ReadAllText(verified)) : null;
        if (approved == actual)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, actual);
        Assert.Fail($"{Path.GetFileName(verified)} {(approved is null ? "does not exist" : FirstDifference(approved, actual))}; if the new text is right, rename {Path.GetFileName(received)} to it.");
    }

    private static string FirstDifference(string approved, string actual)
    {
        string[] old = approved.Split('\n');
        string[] now = actual.Split('\n');
        int line = Enumerable.Range(0, Math.Max(old.Length, now.Length)).First(index => LineOf(old, index) != LineOf(now, index));
        return $"differs in line {line + 1}:\n  approved: {LineOf(old, line)}\n  received: {LineOf(now, line)}\n";
    }

    private static string LineOf(string[] lines, int index) => index < lines.Length ? lines[index] : "(end of file)";

    // A checkout may turn line ends.
    private static string Normalised(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);
}
