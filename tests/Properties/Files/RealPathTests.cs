using PurifyProofs.Model.Files;
using Xunit;

namespace PurifyProofs.Properties.Files;

/// <summary>Two paths to one file are one.</summary>
public sealed class RealPathTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public RealPathTests()
    {
        Directory.CreateDirectory(folder["real"]);
        File.WriteAllText(folder["real/file"], "x");
        File.CreateSymbolicLink(folder["link"], folder["real/file"]);
        File.CreateSymbolicLink(folder["second"], "link");
        Directory.CreateSymbolicLink(folder["folder"], folder["real"]);
    }

    [Theory]
    [InlineData("real/file")]
    [InlineData("real/../real/./file")]
    [InlineData("link")]
    [InlineData("second")]
    [InlineData("folder/file")]
    public void Links_and_dots_lead_to_the_file(string path) =>
        Assert.Equal(RealPath.Of(folder["real"]) + Path.DirectorySeparatorChar + "file", RealPath.Of(folder[path]));

    [Fact]
    public void What_is_not_there_is_resolved_as_far_as_it_goes() =>
        Assert.Equal(RealPath.Of(folder["real"]) + Path.DirectorySeparatorChar + "new", RealPath.Of(folder["folder/new"]));

    [Fact]
    public void A_link_to_nothing_leads_there()
    {
        File.CreateSymbolicLink(folder["dangling"], folder["folder/new"]);
        Assert.Equal(RealPath.Of(folder["real/new"]), RealPath.Of(folder["dangling"]));
    }

    [Fact]
    public void Another_spelling_is_the_file_where_the_file_system_says_so() =>
        Assert.Equal(File.Exists(folder["real/FILE"]), RealPath.Of(folder["real/file"]) == RealPath.Of(folder["real/FILE"]));

    [Fact]
    public void A_circle_is_refused()
    {
        File.CreateSymbolicLink(folder["a"], folder["b"]);
        File.CreateSymbolicLink(folder["b"], folder["a"]);
        Assert.Throws<IOException>(() => RealPath.Of(folder["a"]));
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();
}
