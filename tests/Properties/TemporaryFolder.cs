namespace PurifyProofs.Properties;

/// <summary>A folder of its own for one test, gone with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("purify-test-");

    /// <summary>Names of the files in the folder.</summary>
    public IEnumerable<string> FileNames => folder.EnumerateFiles().Select(static file => file.Name);

    /// <summary>Path of a file in the folder.</summary>
    public string this[string name] => Path.Combine(folder.FullName, name);

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);
}
