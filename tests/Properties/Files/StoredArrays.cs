using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using static System.Buffers.Binary.BinaryPrimitives;

namespace PurifyProofs.Properties.Files;

/// <summary>An array as some writer stores it, with the values it means.</summary>
/// <param name="Type">Kind and size, such as <c>u2</c>.</param>
/// <param name="BigEndian">Whether the most significant byte comes first.</param>
/// <param name="ColumnMajor">Whether it is in Fortran order.</param>
/// <param name="Version">1, 2 or 3.</param>
/// <param name="Shape">Extents.</param>
/// <param name="Values">Its values in row-major order.</param>
internal sealed record StoredArray(string Type, bool BigEndian, bool ColumnMajor, int Version, int[] Shape, double[] Values)
{
    private static readonly Dictionary<string, (Func<double, byte[]> Write, double Smallest, double Largest)> Types = new()
    {
        ["b1"] = (static value => [(byte)value], 0, 1),
        ["i1"] = (static value => [(byte)(sbyte)value], sbyte.MinValue, sbyte.MaxValue),
        ["u1"] = (static value => [(byte)value], byte.MinValue, byte.MaxValue),
        ["i2"] = (static value => Bytes(2, bytes => WriteInt16LittleEndian(bytes, (short)value)), short.MinValue, short.MaxValue),
        ["u2"] = (static value => Bytes(2, bytes => WriteUInt16LittleEndian(bytes, (ushort)value)), ushort.MinValue, ushort.MaxValue),
        ["i4"] = (static value => Bytes(4, bytes => WriteInt32LittleEndian(bytes, (int)value)), int.MinValue, int.MaxValue),
        ["u4"] = (static value => Bytes(4, bytes => WriteUInt32LittleEndian(bytes, (uint)value)), uint.MinValue, uint.MaxValue),
        ["i8"] = (static value => Bytes(8, bytes => WriteInt64LittleEndian(bytes, (long)value)), -(1L << 53), 1L << 53),
        ["u8"] = (static value => Bytes(8, bytes => WriteUInt64LittleEndian(bytes, (ulong)value)), 0, 1L << 53),
        ["f2"] = (static value => Bytes(2, bytes => WriteHalfLittleEndian(bytes, (Half)value)), -2048, 2048),
        ["f4"] = (static value => Bytes(4, bytes => WriteSingleLittleEndian(bytes, (float)value)), -(1 << 24), 1 << 24),
        ["f8"] = (static value => Bytes(8, bytes => WriteDoubleLittleEndian(bytes, value)), -(1L << 53), 1L << 53),
    };

    /// <summary>Whole numbers, the ends of the range often, that the type holds.</summary>
    public static Gen<StoredArray> Any { get; } =
        from type in Gen.Elements(Types.Keys.ToArray())
        from rank in Gen.Choose(0, 4)
        from shape in Gen.ArrayOf(Gen.Choose(0, 4), rank)
        from shares in Gen.ArrayOf(Gen.Choose(0, 1000), shape.Aggregate(1, static (product, extent) => product * extent))
        from bigEndian in Gen.Elements(true, false)
        from columnMajor in Gen.Elements(true, false)
        from version in Gen.Choose(1, 3)
        let range = Types[type]
        let values = shares.Select(share => Math.Round(range.Smallest + (share / 1000.0 * (range.Largest - range.Smallest))))
        select new StoredArray(type, bigEndian, columnMajor, version, shape, [.. values]);

    /// <summary>The bytes of the member.</summary>
    public byte[] Bytes()
    {
        char order = Type[1] == '1' ? '|' : BigEndian ? '>' : '<';
        string extents = string.Concat(Shape.Select(static extent => $"{extent}, "));
        byte[] text = Encoding.UTF8.GetBytes(
            $"{{'descr': '{order}{Type}', 'fortran_order': {ColumnMajor}, 'shape': ({extents.TrimEnd()}), }}\n");
        byte[] length = BitConverter.GetBytes(text.Length);
        IEnumerable<byte> elements = Order().SelectMany(at => Element(Values[at]));
        return [0x93, .. "NUMPY"u8, (byte)Version, 0, .. length.Take(Version == 1 ? 2 : 4), .. text, .. elements];
    }

    /// <summary>Writes members into a zip as <c>name.npy</c>.</summary>
    public static void WriteZip(string path, IEnumerable<(string Name, byte[] Content)> members)
    {
        using ZipArchive zip = new(File.Create(path), ZipArchiveMode.Create);
        foreach ((string name, byte[] content) in members)
        {
            using Stream stream = zip.CreateEntry(name + ".npy", CompressionLevel.NoCompression).Open();
            stream.Write(content);
        }
    }

    private byte[] Element(double value)
    {
        byte[] bytes = Types[Type].Write(value);
        if (BigEndian)
        {
            Array.Reverse(bytes);
        }

        return bytes;
    }

    // Row-major places in the order of storage: in Fortran's the first index runs fastest.
    private IEnumerable<int> Order() => !ColumnMajor
        ? Enumerable.Range(0, Values.Length)
        : Enumerable.Range(0, Values.Length).OrderBy(
            place => Indices(place).Reverse().Aggregate(0, (sum, pair) => (sum * pair.Extent) + pair.Index));

    private (int Index, int Extent)[] Indices(int place)
    {
        var indices = new (int Index, int Extent)[Shape.Length];
        for (int axis = Shape.Length - 1; axis >= 0; axis--)
        {
            indices[axis] = (place % Shape[axis], Shape[axis]);
            place /= Shape[axis];
        }

        return indices;
    }

    private static byte[] Bytes(int size, Action<byte[]> write)
    {
        byte[] bytes = new byte[size];
        write(bytes);
        return bytes;
    }
}
