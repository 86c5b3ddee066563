using System.IO.Compression;

namespace PurifyProofs.Model.Files;

/// <summary>Reads one member of a <c>.npz</c> file without believing anything it says of itself.</summary>
internal static class NpzMember
{
    // Deflate expands at most 1032-fold (RFC 1951: 258 bytes by a length and a distance of one bit each).
    private const long LargestExpansion = 1032;

    /// <summary>Reads the array <paramref name="name"/> of the file <paramref name="path"/>.</summary>
    /// <exception cref="InvalidDataException">One sentence: file, array, what is wrong, the mend.</exception>
    public static NpyArray Read(string path, string name, ZipArchiveEntry member)
    {
        try
        {
            return Read($"'{path}': the array '{name}'", member);
        }
        catch (MalformedArrayException exception)
        {
            throw new InvalidDataException($"'{path}': the array '{name}' {exception.Message}.", exception);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            throw new InvalidDataException($"'{path}': the array '{name}' is truncated, damaged or packed by an unknown method; write the file again with numpy.savez.", exception);
        }
    }

    private static NpyArray Read(string origin, ZipArchiveEntry member)
    {
        using Stream content = member.Open();
        ChecksummedStream checksummed = new(content);
        NpyHeader header = NpyHeader.Read(checksummed);
        RequirePossibleSize(header, member);
        NpyArray array = NpyElements.Read(checksummed, header, origin);
        if (checksummed.ReadByte() >= 0)
        {
            throw new MalformedArrayException("holds more bytes than its shape asks for; write the file again");
        }

        return checksummed.Checksum == member.Crc32
            ? array
            : throw new MalformedArrayException("is damaged (its CRC-32 does not fit); copy or write the file again");
    }

    private static void RequirePossibleSize(NpyHeader header, ZipArchiveEntry member)
    {
        if (header.ElementCount > Array.MaxLength)
        {
            throw new MalformedArrayException($"claims {header.ElementCount} elements, more than one array can hold; split it and save again");
        }

        // Checked before anything is allocated: a header of a few bytes must not cost gigabytes.
        if (header.ElementCount * header.Storage.Size > LargestExpansion * member.CompressedLength)
        {
            throw new MalformedArrayException("is shorter than its shape asks for; write the file again");
        }
    }
}
