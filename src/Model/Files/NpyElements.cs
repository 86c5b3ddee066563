using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PurifyProofs.Model.Files;

/// <summary>
/// The elements of a <c>.npy</c> member, one after the other. Narrow types are widened to the next <see cref="NpyElementType"/> that holds
/// all their values.
/// </summary>
internal static class NpyElements
{
    // A span of bytes holds at most 2³¹ − 1 of them, an array may be longer.
    private const int ElementsAtOnce = 1 << 20;

    /// <summary>Writes header and elements, little-endian.</summary>
    public static void Write(Stream stream, NpyArray array)
    {
        stream.Write(new NpyHeader(NpyStorage.Of(array.ElementType), ColumnMajor: false, array.Shape).Print());
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

    /// <summary>Reads the elements that a header announces; <paramref name="origin"/> begins sentences about them.</summary>
    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    /// <exception cref="MalformedArrayException">An unsigned integer is beyond 2⁶³ − 1.</exception>
    public static NpyArray Read(Stream stream, NpyHeader header, string origin) => (header.Storage.Kind, header.Storage.Size) switch
    {
        ('f', 2) => Read<Half, float>(stream, header, origin),
        ('f', 4) => Read<float, float>(stream, header, origin),
        ('f', 8) => Read<double, double>(stream, header, origin),
        ('b', 1) => Read<byte, int>(stream, header, origin, largest: 1),
        ('u', 1) => Read<byte, int>(stream, header, origin),
        ('i', 1) => Read<sbyte, int>(stream, header, origin),
        ('u', 2) => Read<ushort, int>(stream, header, origin),
        ('i', 2) => Read<short, int>(stream, header, origin),
        ('i', 4) => Read<int, int>(stream, header, origin),
        ('u', 4) => Read<uint, long>(stream, header, origin),
        ('i', 8) => Read<long, long>(stream, header, origin),
        _ => Read<ulong, long>(stream, header, origin),
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

    private static NpyArray Read<TStored, T>(Stream stream, NpyHeader header, string origin, T? largest = null)
        where TStored : unmanaged, INumber<TStored>
        where T : unmanaged, INumber<T>
    {
        RequireLittleEndian();
        T[] elements = new T[(long)header.ElementCount];
        TStored[] stored = new TStored[int.Min(ElementsAtOnce, elements.Length)];
        for (Span<T> rest = elements; !rest.IsEmpty; rest = rest[int.Min(ElementsAtOnce, rest.Length)..])
        {
            Span<TStored> part = stored.AsSpan(0, int.Min(ElementsAtOnce, rest.Length));
            stream.ReadExactly(MemoryMarshal.AsBytes(part));
            if (header.Storage.BigEndian)
            {
                ReverseBytes(part);
            }

            Widen(part, rest);
        }

        if (largest is { } limit)
        {
            TensorPrimitives.Min<T>(elements, limit, elements);
        }

        return NpyArray.Adopt(header.ColumnMajor ? RowMajor(elements, header.Shape) : elements, header.Shape, origin);
    }

    private static void Widen<TStored, T>(ReadOnlySpan<TStored> stored, Span<T> elements)
        where TStored : unmanaged, INumber<TStored>
        where T : unmanaged, INumber<T>
    {
        try
        {
            TensorPrimitives.ConvertChecked(stored, elements);
        }
        catch (OverflowException)
        {
            throw new MalformedArrayException(
                $"holds whole numbers beyond {long.MaxValue}, which have no place here; convert it with astype('<f8') and save again");
        }
    }

    private static void ReverseBytes<T>(Span<T> elements)
        where T : unmanaged
    {
        if (Unsafe.SizeOf<T>() == 2)
        {
            Span<ushort> words = MemoryMarshal.Cast<T, ushort>(elements);
            BinaryPrimitives.ReverseEndianness(words, words);
        }
        else if (Unsafe.SizeOf<T>() == 4)
        {
            Span<uint> words = MemoryMarshal.Cast<T, uint>(elements);
            BinaryPrimitives.ReverseEndianness(words, words);
        }
        else if (Unsafe.SizeOf<T>() == 8)
        {
            Span<ulong> words = MemoryMarshal.Cast<T, ulong>(elements);
            BinaryPrimitives.ReverseEndianness(words, words);
        }
    }

    private static T[] RowMajor<T>(T[] columnMajor, ImmutableArray<int> shape)
    {
        T[] rowMajor = new T[columnMajor.Length];
        long[] strides = new long[shape.Length];
        for (int axis = 0; axis < strides.Length; axis++)
        {
            strides[axis] = axis == 0 ? 1 : strides[axis - 1] * shape[axis - 1];
        }

        var index = new int[shape.Length];
        long from = 0;
        for (long to = 0; to < rowMajor.LongLength; to++)
        {
            rowMajor[to] = columnMajor[from];
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                from += strides[axis];
                if (++index[axis] < shape[axis])
                {
                    break;
                }

                from -= strides[axis] * shape[axis];
                index[axis] = 0;
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
