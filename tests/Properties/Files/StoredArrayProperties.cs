using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Model.Files;
using Xunit;

namespace PurifyProofs.Properties.Files;

/// <summary>Numbers of every type, byte order, layout and format are read with their value, whatever lies beside them.</summary>
public sealed class StoredArrayProperties : PropertyChecks, IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Path => folder["stored.npz"];

    [Fact]
    public void Every_type_order_layout_and_format_is_read_with_its_values() => Check(StoredArray.Any, 1_000, stored =>
    {
        StoredArray.WriteZip(Path, [("W", stored.Bytes())]);
        NpyArray read = NpzArchive.Read(Path).RequireShape("W", stored.Shape);
        return read.AsDoubles().SequenceEqual(stored.Values);
    });

    // Names that sort before and after the one asked for, contents from other types to noise, truncated members and damaged ones.
    [Fact]
    public void What_nobody_asks_for_decides_nothing() => Check(
        from asked in StoredArray.Any
        from other in StoredArray.Any
        from noise in Gen.ArrayOf(Gen.Choose(0, 255).Select(static value => (byte)value))
        from cut in Gen.Choose(0, 60)
        select (Asked: asked, Other: other.Bytes(), Noise: noise, Cut: cut),
        300,
        example =>
        {
            byte[] text = Header("'descr': '<U3', 'fortran_order': False, 'shape': (1,), ");
            byte[] structured = Header("'descr': [('x', '|O')], 'fortran_order': False, 'shape': (), ");
            (string, byte[])[] others =
                [
                    ("0", example.Other), ("A", example.Noise), ("X/y", text), ("Z", structured),
                    ("z", example.Other[..int.Min(example.Cut, example.Other.Length)]),
                ];
            StoredArray.WriteZip(Path, [.. others, ("W", example.Asked.Bytes())]);
            DamageMember("0.npy");
            return NpzArchive.Read(Path).RequireShape("W", example.Asked.Shape).AsDoubles().SequenceEqual(example.Asked.Values);
        });

    [Theory]
    [InlineData((1L << 53) + 1)]
    [InlineData(-(1L << 53) - 1)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MaxValue - 1)]
    public void A_whole_number_without_a_float64_is_refused(long value)
    {
        NpzArchive.Write(Path, new Dictionary<string, NpyArray> { ["y"] = NpyArray.Of<long>([1, value], 2) });
        Assert.Equal(
            $"'{Path}': the array 'y' holds {value}, which no float64 equals; round it to 53 bits and save again.",
            Assert.Throws<InvalidDataException>(() => NpzArchive.Read(Path).Require("y").AsDoubles()).Message);
    }

    [Theory]
    [InlineData(1L << 60)]
    [InlineData(long.MinValue)]
    [InlineData((1L << 53) + 2)]
    public void A_large_whole_number_with_a_float64_is_read(long value)
    {
        NpzArchive.Write(Path, new Dictionary<string, NpyArray> { ["y"] = NpyArray.Of<long>([value], 1) });
        Assert.Equal(value, new System.Numerics.BigInteger(NpzArchive.Read(Path).RequireScalar("y")));
    }

    [Fact]
    public void An_unsigned_number_beyond_63_bits_is_refused()
    {
        StoredArray huge = new("u8", false, false, 1, [1], [0]);
        StoredArray.WriteZip(Path, [("y", [.. huge.Bytes()[..^8], .. BitConverter.GetBytes(ulong.MaxValue)])]);
        Assert.Equal(
            $"'{Path}': the array 'y' holds whole numbers beyond 9223372036854775807, which have no place here; convert it with astype('<f8') and save again.",
            Assert.Throws<InvalidDataException>(() => NpzArchive.Read(Path).Require("y")).Message);
    }

    [Theory]
    [InlineData]
    [InlineData(1)]
    [InlineData(1, 1, 1)]
    public void A_single_element_of_any_rank_is_a_scalar(params int[] shape)
    {
        NpzArchive.Write(Path, new Dictionary<string, NpyArray> { ["a"] = NpyArray.Of<double>([0.3], shape) });
        Assert.Equal(0.3, NpzArchive.Read(Path).RequireScalar("a"));
    }

    [Fact]
    public void Two_elements_are_no_scalar()
    {
        NpzArchive.Write(Path, new Dictionary<string, NpyArray> { ["a"] = NpyArray.Vector([1f, 1f]) });
        Assert.Equal(
            $"'{Path}': the array 'a' has shape (2) where one number is needed; save that number alone.",
            Assert.Throws<InvalidDataException>(() => NpzArchive.Read(Path).RequireScalar("a")).Message);
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();

    private static byte[] Header(string dictionary) =>
        [0x93, .. "NUMPY"u8, 1, 0, (byte)(dictionary.Length + 3), 0, .. Encoding.ASCII.GetBytes("{" + dictionary + "}\n")];

    // Its last byte, or none where it has no element: the CRC-32 no longer fits.
    private void DamageMember(string name)
    {
        byte[] bytes = File.ReadAllBytes(Path);
        using (ZipArchive zip = ZipFile.OpenRead(Path))
        {
            int end = 30 + name.Length + (int)zip.GetEntry(name)!.Length;
            bytes[end - 1] ^= 1;
        }

        File.WriteAllBytes(Path, bytes);
    }
}
