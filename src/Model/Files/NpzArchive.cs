using System.Collections.Immutable;
using System.IO.Compression;

namespace PurifyProofs.Model.Files;

/// <summary>
/// Named arrays in a <c>.npz</c> file, a zip of <c>.npy</c> members as <c>numpy.savez</c> and <c>numpy.load</c> know it. An array is read
/// when it is asked for, so that one nobody asks for may be of any type, or damaged.
/// </summary>
public sealed class NpzArchive
{
    private const string Extension = ".npy";

    private static readonly DateTimeOffset EarliestZipTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly (long Length, DateTime Written) version;

    private NpzArchive(string path, ImmutableSortedSet<string> names, (long Length, DateTime Written) version) =>
        (Path, Names, this.version) = (path, names, version);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The names of its arrays, in ordinal order.</summary>
    public ImmutableSortedSet<string> Names { get; }

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

    /// <summary>Reads the list of arrays.</summary>
    /// <exception cref="InvalidDataException">The list is truncated or damaged, or the file is no <c>.npz</c>; one sentence with the file,
    /// what is wrong and the mend.</exception>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static NpzArchive Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream file = OpenFile(path);
        using ZipArchive zip = OpenZip(path, file);
        ImmutableSortedSet<string> names = zip.Entries.Select(static member => member.FullName)
            .Where(static member => member.EndsWith(Extension, StringComparison.Ordinal))
            .Select(static member => member[..^Extension.Length])
            .ToImmutableSortedSet(StringComparer.Ordinal);
        return names.Count > 0
            ? new NpzArchive(path, names, VersionOf(file))
            : throw new InvalidDataException($"'{path}' holds no .npy array; name a file written by this tool or by numpy.savez.");
    }

    /// <summary>The array called <paramref name="name"/>.</summary>
    /// <exception cref="InvalidDataException">It is missing, damaged or of a type that is no number; one sentence. NaN and infinities are
    /// let through.</exception>
    public NpyArray Require(string name)
    {
        if (!Names.Contains(name))
        {
            throw new InvalidDataException($"'{Path}' has no array '{name}' (it holds {string.Join(", ", Names)}); add it and save again.");
        }

        using FileStream file = OpenFile(Path);
        if (VersionOf(file) != version)
        {
            throw new InvalidDataException($"'{Path}' was replaced while it was read; run again when nobody writes it.");
        }

        using ZipArchive zip = OpenZip(Path, file);
        ZipArchiveEntry[] members = [.. zip.Entries.Where(member => member.FullName == name + Extension)];
        return members.Length == 1
            ? NpzMember.Read(Path, name, members[0])
            : throw new InvalidDataException($"'{Path}' holds the array '{name}' twice; write the file again with numpy.savez.");
    }

    /// <summary>The array called <paramref name="name"/> with <paramref name="rank"/> dimensions.</summary>
    /// <exception cref="InvalidDataException">The same, or it has another number of dimensions; one sentence.</exception>
    public NpyArray Require(string name, int rank)
    {
        NpyArray array = Require(name);
        return array.Rank == rank
            ? array
            : throw new InvalidDataException($"'{Path}': the array '{name}' has shape {Print(array.Shape)} where {rank} dimensions are needed; reshape it and save again.");
    }

    /// <summary>The array called <paramref name="name"/> with exactly <paramref name="shape"/>.</summary>
    /// <exception cref="InvalidDataException">The same, or it has another shape; one sentence.</exception>
    public NpyArray RequireShape(string name, params ReadOnlySpan<int> shape)
    {
        NpyArray array = Require(name);
        return array.Shape.AsSpan().SequenceEqual(shape)
            ? array
            : throw new InvalidDataException($"'{Path}': the array '{name}' has shape {Print(array.Shape)} where {Print([.. shape])} is needed; reshape it and save again.");
    }

    /// <summary>The one element of the array called <paramref name="name"/>, of whatever rank.</summary>
    /// <exception cref="InvalidDataException">The same, or it has another number of elements; one sentence.</exception>
    public double RequireScalar(string name)
    {
        NpyArray array = Require(name);
        return array.Length == 1
            ? array.AsDoubles()[0]
            : throw new InvalidDataException(
                $"'{Path}': the array '{name}' has shape {Print(array.Shape)} where one number is needed; save that number alone.");
    }

    private static FileStream OpenFile(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read);

    private static (long Length, DateTime Written) VersionOf(FileStream file) =>
        (file.Length, File.GetLastWriteTimeUtc(file.SafeFileHandle));

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
