using System.Diagnostics;
using PurifyProofs.Model.Files;
using Xunit;

namespace PurifyProofs.Properties.Files;

/// <summary>Files are there whole or not at all, and nothing unfinished stays for ever.</summary>
public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Until_it_is_whole_the_old_file_stands()
    {
        AtomicFile.WriteText(folder["file"], "old");
        AtomicFile.Write(folder["file"], stream =>
        {
            stream.Write("ne"u8);
            stream.Flush();
            Assert.Equal("old", File.ReadAllText(folder["file"]));
            stream.Write("w"u8);
        });
        Assert.Equal("new", File.ReadAllText(folder["file"]));
        Assert.Equal(["file"], folder.FileNames);
    }

    [Fact]
    public void What_fails_leaves_the_old_file_and_nothing_else()
    {
        AtomicFile.WriteText(folder["file"], "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(folder["file"], stream =>
        {
            stream.Write("ne"u8);
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(folder["file"]));
        Assert.Equal(["file"], folder.FileNames);
    }

    [Fact]
    public void Only_what_dead_processes_left_unfinished_is_removed()
    {
        string[] kept = ["report.md", "notes.partial", "a.b.partial", "report.md.-7.partial", Path.GetFileName(AtomicFile.PartialPath("report.md"))];
        foreach (string name in kept.Append($"report.md.{IdOfDeadProcess()}.partial"))
        {
            File.WriteAllText(folder[name], name);
        }

        AtomicFile.RemoveLeftovers(Path.GetDirectoryName(folder["report.md"])!);
        Assert.Equal(kept.Order(StringComparer.Ordinal), folder.FileNames.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_name_tells_whether_its_file_is_unfinished()
    {
        Assert.True(AtomicFile.IsPartial(AtomicFile.PartialPath("report.md")));
        Assert.All(["report.md", "notes.partial", ".partial", "partial", "report.md.7"], static name => Assert.False(AtomicFile.IsPartial(name)));
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();

    // The host of this process is there wherever this process is; asked for nothing, it ends.
    private static int IdOfDeadProcess()
    {
        using Process process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, "--version") { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.Kill();
        process.WaitForExit();
        return process.Id;
    }
}
