using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PurifyProofs.Model.Files;

/// <summary>
/// What stands before the elements of a <c>.npy</c> member, format version 1.0: magic, version, length of the rest,
/// and a Python dictionary padded so that the elements start at a multiple of 64 bytes
/// (NumPy, <c>numpy.lib.format</c>).
/// </summary>
/// <param name="ElementType">Type of the elements.</param>
/// <param name="ColumnMajor">Whether the elements are in Fortran order.</param>
/// <param name="Shape">Extent of each dimension.</param>
internal sealed partial record NpyHeader(NpyElementType ElementType, bool ColumnMajor, ImmutableArray<int> Shape)
{
    private const int PreambleLength = 10;
    private const int Alignment = 64;

    private static ReadOnlySpan<byte> VersionedMagic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];

    /// <summary>Number of elements; more than memory can hold where the header lies.</summary>
    public long ElementCount => Shape.Aggregate(1L, static (product, extent) => product * extent);

    /// <summary>Bytes of one element.</summary>
    public int ElementSize => ElementType is NpyElementType.SinglePrecision or NpyElementType.Integer32 ? 4 : 8;

    /// <summary>The header as bytes.</summary>
    public byte[] Print()
    {
        string extents = string.Join(", ", Shape.Select(static extent => extent.ToString(CultureInfo.InvariantCulture)));
        string comma = Shape.Length == 1 ? "," : "";
        string order = ColumnMajor ? "True" : "False";
        string dictionary = $"{{'descr': '{Description(ElementType)}', 'fortran_order': {order}, 'shape': ({extents}{comma}), }}";
        int unpadded = PreambleLength + dictionary.Length + 1;
        int padded = (unpadded + Alignment - 1) / Alignment * Alignment;
        string text = dictionary.PadRight(dictionary.Length + padded - unpadded) + "\n";
        return [.. VersionedMagic, (byte)text.Length, (byte)(text.Length >> 8), .. Encoding.Latin1.GetBytes(text)];
    }

    /// <summary>Reads the header and leaves <paramref name="stream"/> at the first element.</summary>
    /// <exception cref="MalformedArrayException">What is wrong and the mend, to follow the name of the array.</exception>
    /// <exception cref="EndOfStreamException">The stream ends within the header.</exception>
    public static NpyHeader Read(Stream stream)
    {
        Span<byte> preamble = stackalloc byte[PreambleLength];
        stream.ReadExactly(preamble);
        if (!preamble[..VersionedMagic.Length].SequenceEqual(VersionedMagic))
        {
            throw new MalformedArrayException("is not in .npy format version 1.0; write the file again with numpy.savez");
        }

        byte[] text = new byte[preamble[8] | (preamble[9] << 8)];
        stream.ReadExactly(text);
        return Parse(Encoding.Latin1.GetString(text));
    }

    private static NpyHeader Parse(string text)
    {
        Match match = Dictionary().Match(text);
        Group type = match.Groups["type"], order = match.Groups["order"], shape = match.Groups["shape"];
        if (!match.Success || type.Captures.Count != 1 || order.Captures.Count != 1 || shape.Captures.Count != 1)
        {
            throw new MalformedArrayException("has a header that is no .npy dictionary of a plain array; write the file again with numpy.savez");
        }

        return new NpyHeader(ParseElementType(type.Value), order.Value == "True", ParseShape(shape.Value));
    }

    private static string Description(NpyElementType elementType) => elementType switch
    {
        NpyElementType.SinglePrecision => "<f4",
        NpyElementType.DoublePrecision => "<f8",
        NpyElementType.Integer32 => "<i4",
        _ => "<i8",
    };

    private static NpyElementType ParseElementType(string description) => description switch
    {
        "<f4" => NpyElementType.SinglePrecision,
        "<f8" => NpyElementType.DoublePrecision,
        "<i4" => NpyElementType.Integer32,
        "<i8" => NpyElementType.Integer64,
        ['>', ..] => throw new MalformedArrayException($"is big-endian ('{description}'); convert it with astype('<{description[1..]}') and save again"),
        _ => throw new MalformedArrayException($"has elements of type '{description}'; convert it with astype to '<f4', '<f8', '<i4' or '<i8' and save again"),
    };

    private static ImmutableArray<int> ParseShape(string text)
    {
        string[] extents = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (extents.Length > NpyArray.MaximumRank)
        {
            throw new MalformedArrayException($"has {extents.Length} dimensions; reshape it to at most {NpyArray.MaximumRank} and save again");
        }

        return [.. extents.Select(ParseExtent)];
    }

    private static int ParseExtent(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int extent)
            ? extent
            : throw new MalformedArrayException($"has the impossible extent '{text}' in its shape; write the file again with numpy.savez");

    [GeneratedRegex("""
        \A\s*\{\s*(?:(?:
          ['"]descr['"]\s*:\s*['"](?<type>[^'"\s]{1,16})['"]
        | ['"]fortran_order['"]\s*:\s*(?<order>True|False)
        | ['"]shape['"]\s*:\s*\((?<shape>[0-9,\x20]{0,64})\)
        )\s*(?:,\s*)?)*\}\s*\z
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Dictionary();
}
