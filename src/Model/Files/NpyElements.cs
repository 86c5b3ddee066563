using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace PurifyProofs.Model.Files;

/// <summary>The elements of a <c>.npy</c> member: little-endian, one after the other.</summary>
internal static class NpyElements
{
    // A span of bytes holds at most 2³¹ − 1 of them, an array may be longer.
    private const int ElementsAtOnce = 1 << 20;

    /// <summary>Writes header and elements.</summary>
    public static void Write(Stream stream, NpyArray array)
    {
        stream.Write(new NpyHeader(array.ElementType, ColumnMajor: false, array.Shape).Print());
        switch (array.ElementType)
        {
            case NpyElementType.SinglePrecision:
                Write(stream, array.Elements<float>());
                break;
            case NpyElementType.DoublePrecision:
                Write(stream, array.Elements<double>());
                break;
            case NpyElementType.Integer32:
                Write(stream, array.Elements<int>());
                break;
            default:
                Write(stream, array.Elements<long>());
                break;
        }
    }

    /// <summary>Reads the elements that <paramref name="header"/> announces.</summary>
    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    public static NpyArray Read(Stream stream, NpyHeader header) => header.ElementType switch
    {
        NpyElementType.SinglePrecision => Read<float>(stream, header),
        NpyElementType.DoublePrecision => Read<double>(stream, header),
        NpyElementType.Integer32 => Read<int>(stream, header),
        _ => Read<long>(stream, header),
    };

    private static void Write<T>(Stream stream, ReadOnlySpan<T> elements)
        where T : unmanaged
    {
        RequireLittleEndian();
        for (; !elements.IsEmpty; elements = elements[int.Min(ElementsAtOnce, elements.Length)..])
        {
            stream.Write(MemoryMarshal.AsBytes(elements[..int.Min(ElementsAtOnce, elements.Length)]));
        }
    }

    private static NpyArray Read<T>(Stream stream, NpyHeader header)
        where T : unmanaged
    {
        RequireLittleEndian();
        T[] elements = new T[header.ElementCount];
        for (Span<T> rest = elements; !rest.IsEmpty; rest = rest[int.Min(ElementsAtOnce, rest.Length)..])
        {
            stream.ReadExactly(MemoryMarshal.AsBytes(rest[..int.Min(ElementsAtOnce, rest.Length)]));
        }

        T[] rowMajor = header.ColumnMajor && header.Shape.Length == 2 ? Transpose(elements, header.Shape) : elements;
        return NpyArray.Adopt(rowMajor, header.Shape);
    }

    private static T[] Transpose<T>(T[] columnMajor, ImmutableArray<int> shape)
    {
        T[] rowMajor = new T[columnMajor.Length];
        for (int row = 0; row < shape[0]; row++)
        {
            for (int column = 0; column < shape[1]; column++)
            {
                rowMajor[((long)row * shape[1]) + column] = columnMajor[((long)column * shape[0]) + row];
            }
        }

        return rowMajor;
    }

    private static void RequireLittleEndian()
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Weights are read and written on little-endian processors only.");
        }
    }
}
