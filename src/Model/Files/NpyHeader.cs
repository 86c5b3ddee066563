using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace PurifyProofs.Model.Files;

/// <summary>
/// What stands before the elements of a <c>.npy</c> member: magic, version, length of the rest, and a Python dictionary padded so that the
/// elements start at a multiple of 64 bytes (NumPy, <c>numpy.lib.format</c>). Format 1.0 is written; 1.0, 2.0 (a longer length) and 3.0
/// (UTF-8) are read.
/// </summary>
/// <param name="Storage">How the elements are stored.</param>
/// <param name="ColumnMajor">Whether the elements are in Fortran order.</param>
/// <param name="Shape">Extent of each dimension.</param>
internal sealed partial record NpyHeader(NpyStorage Storage, bool ColumnMajor, ImmutableArray<int> Shape)
{
    private const int PreambleLength = 10;
    private const int Alignment = 64;

    // Of a plain array it has some hundred bytes; a length that lies must not cost gigabytes.
    private const int LongestDictionary = 1 << 20;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Number of elements; more than memory can hold where the header lies.</summary>
    public BigInteger ElementCount => Shape.Aggregate(BigInteger.One, static (product, extent) => product * extent);

    /// <summary>The header as bytes.</summary>
    public byte[] Print()
    {
        string extents = string.Join(", ", Shape.Select(static extent => extent.ToString(CultureInfo.InvariantCulture)));
        string comma = Shape.Length == 1 ? "," : "";
        string order = ColumnMajor ? "True" : "False";
        string dictionary = $"{{'descr': '{Storage}', 'fortran_order': {order}, 'shape': ({extents}{comma}), }}";
        int unpadded = PreambleLength + dictionary.Length + 1;
        int padded = (unpadded + Alignment - 1) / Alignment * Alignment;
        string text = dictionary.PadRight(dictionary.Length + padded - unpadded) + "\n";
        return [.. Magic, 1, 0, (byte)text.Length, (byte)(text.Length >> 8), .. Encoding.Latin1.GetBytes(text)];
    }

    /// <summary>Reads the header and leaves <paramref name="stream"/> at the first element.</summary>
    /// <exception cref="MalformedArrayException">What is wrong and the mend, to follow the name of the array.</exception>
    /// <exception cref="EndOfStreamException">The stream ends within the header.</exception>
    public static NpyHeader Read(Stream stream)
    {
        Span<byte> start = stackalloc byte[Magic.Length + 2];
        stream.ReadExactly(start);
        if (!start.StartsWith(Magic))
        {
            throw new MalformedArrayException("is not in .npy format; write the file again with numpy.savez");
        }

        (int major, int minor) = (start[^2], start[^1]);
        (int lengthSize, Encoding encoding) = (major, minor) switch
        {
            (1, 0) => (2, Encoding.Latin1),
            (2, 0) => (4, Encoding.Latin1),
            (3, 0) => (4, Encoding.UTF8),
            _ => throw new MalformedArrayException(
                $"is in .npy format {major}.{minor}, and only 1.0, 2.0 and 3.0 are known; write the file again with numpy.savez"),
        };
        return Parse(encoding.GetString(ReadDictionary(stream, lengthSize)));
    }

    private static byte[] ReadDictionary(Stream stream, int lengthSize)
    {
        Span<byte> length = stackalloc byte[sizeof(uint)];
        length.Clear();
        stream.ReadExactly(length[..lengthSize]);
        uint size = BinaryPrimitives.ReadUInt32LittleEndian(length);
        if (size > LongestDictionary)
        {
            throw new MalformedArrayException(
                $"has a header of {size} bytes, which no plain array needs; write the file again with numpy.savez");
        }

        byte[] dictionary = new byte[size];
        stream.ReadExactly(dictionary);
        return dictionary;
    }

    private static NpyHeader Parse(string text)
    {
        Match match = Dictionary().Match(text);
        Group type = match.Groups["type"], order = match.Groups["order"], shape = match.Groups["shape"];
        if (!match.Success || type.Captures.Count != 1 || order.Captures.Count != 1 || shape.Captures.Count != 1)
        {
            throw new MalformedArrayException("has a header that is no .npy dictionary of a plain array; write the file again with numpy.savez");
        }

        return new NpyHeader(NpyStorage.Parse(type.Value), order.Value == "True", ParseShape(shape.Value));
    }

    private static ImmutableArray<int> ParseShape(string text) =>
        [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ParseExtent)];

    // NumPy of Python 2 wrote an L behind what did not fit into 32 bits, and still reads it.
    private static int ParseExtent(string text) =>
        int.TryParse(text.TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out int extent)
            ? extent
            : throw new MalformedArrayException($"has the impossible extent '{text}' in its shape; write the file again with numpy.savez");

    [GeneratedRegex("""
        \A\s*\{\s*(?:(?:
          ['"]descr['"]\s*:\s*['"](?<type>[^'"\s]{1,16})['"]
        | ['"]fortran_order['"]\s*:\s*(?<order>True|False)
        | ['"]shape['"]\s*:\s*\((?<shape>[-0-9L,\s]{0,1024})\)
        )\s*(?:,\s*)?)*\}\s*\z
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Dictionary();
}
