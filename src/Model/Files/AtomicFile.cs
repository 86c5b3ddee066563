using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace PurifyProofs.Model.Files;

/// <summary>Files that are either the old or the new one, whole, whatever happens while they are written.</summary>
public static class AtomicFile
{
    private const string PartialExtension = ".partial";

    /// <summary>
    /// Writes a neighbour of <paramref name="path"/>, syncs it to the disk and renames it over the path. On failure
    /// the neighbour is removed and what stood at the path stays.
    /// </summary>
    /// <exception cref="IOException">The folder is missing or the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        string partial = PartialPath(path);
        try
        {
            using (FileStream stream = new(partial, FileMode.Create, FileAccess.ReadWrite, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            RemoveIfThere(partial);
            throw;
        }
    }

    /// <summary>Writes <paramref name="text"/> as UTF-8 without a byte order mark.</summary>
    /// <exception cref="IOException">The folder is missing or the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>
    /// Name of a file that stands for <paramref name="path"/> until it is whole. The process id in it keeps two processes that
    /// write the same file apart (the last rename wins, whole), and tells whose it was when that process was killed.
    /// </summary>
    public static string PartialPath(string path) => string.Create(CultureInfo.InvariantCulture, $"{path}.{Environment.ProcessId}{PartialExtension}");

    /// <summary>Whether a file has such a name.</summary>
    public static bool IsPartial(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.EndsWith(PartialExtension, StringComparison.Ordinal) && TryReadProcessId(path, out _);
    }

    /// <summary>Removes from a folder what processes that are no more left unfinished.</summary>
    /// <exception cref="IOException">A file could not be removed.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    public static void RemoveLeftovers(string directory)
    {
        foreach (string partial in Directory.EnumerateFiles(directory, "*" + PartialExtension).Where(static file => TryReadProcessId(file, out int process) && !IsRunning(process)).ToList())
        {
            File.Delete(partial);
        }
    }

    private static bool TryReadProcessId(string partial, out int process) =>
        int.TryParse(Path.GetExtension(partial.AsSpan(0, partial.Length - PartialExtension.Length)).TrimStart('.'), NumberStyles.None, CultureInfo.InvariantCulture, out process);

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void RemoveIfThere(string partial)
    {
        if (File.Exists(partial))
        {
            File.Delete(partial);
        }
    }
}
