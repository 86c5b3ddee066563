using System.Collections.Immutable;
using System.IO.Compression;

namespace PurifyProofs.Model.Files;

/// <summary>
/// Named arrays in a <c>.npz</c> file, a zip of <c>.npy</c> members as <c>numpy.savez</c> and <c>numpy.load</c> know it.
/// </summary>
public sealed class NpzArchive
{
    private const string Extension = ".npy";

    private static readonly DateTimeOffset EarliestZipTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private NpzArchive(string path, ImmutableSortedDictionary<string, NpyArray> arrays)
    {
        Path = path;
        Arrays = arrays;
    }

    /// <summary>The file it was read from.</summary>
    public string Path { get; }

    /// <summary>The arrays by name, in ordinal order.</summary>
    public ImmutableSortedDictionary<string, NpyArray> Arrays { get; }

    /// <summary>Writes the arrays so that the file at <paramref name="path"/> is the old or the new one, whole.
    /// The same arrays give the same bytes: members in ordinal order, no times.</summary>
    /// <exception cref="ArgumentException">A name is empty or holds a separator of folders.</exception>
    /// <exception cref="IOException">The folder is missing or the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, NpyArray> arrays)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        foreach (string name in arrays.Keys)
        {
            RequireName(name);
        }

        AtomicFile.Write(path, stream => WriteMembers(stream, arrays));
    }

    /// <summary>Reads every array; NaN and infinities are let through.</summary>
    /// <exception cref="InvalidDataException">The file is truncated, damaged, no <c>.npz</c>, or holds an array that is not
    /// supported; one sentence with the file, what is wrong and the mend.</exception>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static NpzArchive Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        using ZipArchive zip = OpenZip(path, file);
        var arrays = ImmutableSortedDictionary.CreateBuilder<string, NpyArray>(StringComparer.Ordinal);
        foreach (ZipArchiveEntry member in zip.Entries.Where(static member => member.FullName.EndsWith(Extension, StringComparison.Ordinal)))
        {
            string name = member.FullName[..^Extension.Length];
            if (!arrays.TryAdd(name, NpzMember.Read(path, name, member)))
            {
                throw new InvalidDataException($"'{path}' holds the array '{name}' twice; write the file again with numpy.savez.");
            }
        }

        return arrays.Count > 0
            ? new NpzArchive(path, arrays.ToImmutable())
            : throw new InvalidDataException($"'{path}' holds no .npy array; name a file written by this tool or by numpy.savez.");
    }

    /// <summary>The array called <paramref name="name"/> with <paramref name="rank"/> dimensions.</summary>
    /// <exception cref="InvalidDataException">It is missing or has another number of dimensions; one sentence.</exception>
    public NpyArray Require(string name, int rank)
    {
        NpyArray array = Require(name);
        return array.Rank == rank
            ? array
            : throw new InvalidDataException($"'{Path}': the array '{name}' has shape {Print(array.Shape)} where {rank} dimensions are needed; reshape it and save again.");
    }

    /// <summary>The array called <paramref name="name"/> with exactly <paramref name="shape"/>.</summary>
    /// <exception cref="InvalidDataException">It is missing or has another shape; one sentence.</exception>
    public NpyArray RequireShape(string name, params ReadOnlySpan<int> shape)
    {
        NpyArray array = Require(name);
        return array.Shape.AsSpan().SequenceEqual(shape)
            ? array
            : throw new InvalidDataException($"'{Path}': the array '{name}' has shape {Print(array.Shape)} where {Print([.. shape])} is needed; reshape it and save again.");
    }

    private NpyArray Require(string name) =>
        Arrays.TryGetValue(name, out NpyArray? array)
            ? array
            : throw new InvalidDataException($"'{Path}' has no array '{name}' (it holds {string.Join(", ", Arrays.Keys)}); add it and save again.");

    private static void WriteMembers(Stream stream, IReadOnlyDictionary<string, NpyArray> arrays)
    {
        using ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach ((string name, NpyArray array) in arrays.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            ZipArchiveEntry member = zip.CreateEntry(name + Extension, CompressionLevel.Fastest);
            member.LastWriteTime = EarliestZipTime;
            member.ExternalAttributes = 0;
            using Stream content = member.Open();
            NpyElements.Write(content, array);
        }
    }

    private static ZipArchive OpenZip(string path, FileStream file)
    {
        try
        {
            ZipArchive zip = new(file, ZipArchiveMode.Read);
            // The list of members is read on first use; a lie in it belongs to this message.
            _ = zip.Entries.Count;
            return zip;
        }
        catch (Exception exception) when (exception is InvalidDataException or ArgumentException or IOException or OverflowException)
        {
            throw new InvalidDataException($"'{path}' is truncated or is no .npz file (its list of members cannot be read); name a file written by this tool or by numpy.savez, or write it again.", exception);
        }
    }

    private static void RequireName(string name)
    {
        if (name.Length == 0 || name.AsSpan().IndexOfAny('/', '\\') >= 0)
        {
            throw new ArgumentException($"'{name}' cannot name an array in a .npz file; use a plain word.", nameof(name));
        }
    }

    private static string Print(ImmutableArray<int> shape) => $"({string.Join(", ", shape)})";
}
