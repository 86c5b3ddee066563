using System.Text;

namespace PurifyProofs.Model.Weights;

/// <summary>Files that are either the old or the new one, whole, whatever happens while they are written.</summary>
public static class AtomicFile
{
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
        // The process id keeps two processes that write the same file apart; the last rename wins, whole.
        string partial = $"{path}.{Environment.ProcessId}.partial";
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

    private static void RemoveIfThere(string partial)
    {
        if (File.Exists(partial))
        {
            File.Delete(partial);
        }
    }
}
