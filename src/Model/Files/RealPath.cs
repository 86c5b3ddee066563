namespace PurifyProofs.Model.Files;

/// <summary>Which file a path leads to.</summary>
public static class RealPath
{
    private const int MostLinks = 40;

    private static readonly char[] Separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];

    /// <summary>
    /// The path without symbolic links on the way and at its end, each name spelt as its folder lists it, so that two paths to one
    /// file are equal where the file system ignores case too. What is not there yet keeps the name given. Hard links stay apart: files
    /// are replaced by renaming (<see cref="AtomicFile"/>), which takes nothing from the other name.
    /// </summary>
    /// <exception cref="IOException">Links lead in a circle.</exception>
    public static string Of(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Of(Path.GetFullPath(path), MostLinks);
    }

    private static string Of(string path, int links)
    {
        string real = Path.GetPathRoot(path)!;
        foreach (string name in path[real.Length..].Split(Separators, StringSplitOptions.RemoveEmptyEntries))
        {
            string listed = Path.Combine(real, AsListed(real, name));
            real = new FileInfo(listed).LinkTarget is not { } target ? listed
                : links > 0 ? Of(Path.GetFullPath(target, real), links - 1)
                : throw new IOException($"'{listed}' is a symbolic link that leads in a circle; name a file.");
        }

        return real;
    }

    private static string AsListed(string folder, string name)
    {
        if (!Path.Exists(Path.Combine(folder, name)))
        {
            return name;
        }

        try
        {
            string? differing = null;
            foreach (string entry in Directory.EnumerateFileSystemEntries(folder).Select(static entry => Path.GetFileName(entry)))
            {
                if (entry == name)
                {
                    return name;
                }

                differing = string.Equals(entry, name, StringComparison.OrdinalIgnoreCase) ? entry : differing;
            }

            return differing ?? name;
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            // A folder may be passed through without being listed.
            return name;
        }
    }
}
