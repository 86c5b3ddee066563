using System.IO.Compression;
using System.Text;
using PurifyProofs.Model.Files;
using Xunit;

namespace PurifyProofs.Properties.Files;

/// <summary>Archives that are whole zips but lie or hold what is not supported: the sentence says what, and the mend.</summary>
public sealed class ForeignNpzTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("'descr': '|O', 'fortran_order': False, 'shape': (1,)", 4, "has elements of type '|O' where numbers are needed; convert it with astype('<f8') and save again.")]
    [InlineData("'descr': '<c8', 'fortran_order': False, 'shape': (1,)", 8, "has elements of type '<c8' where numbers are needed; convert it with astype('<f8') and save again.")]
    [InlineData("'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (1,)", 4, "has a header that is no .npy dictionary of a plain array; write the file again with numpy.savez.")]
    [InlineData("'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 1)", 4, "has shape (1, 1, 1) where 1 dimensions are needed; reshape it and save again.")]
    [InlineData("'descr': '<f4', 'fortran_order': False, 'shape': (9999999999,)", 4, "has the impossible extent '9999999999' in its shape; write the file again with numpy.savez.")]
    [InlineData("'descr': '<f4', 'fortran_order': False, 'shape': (-1,)", 4, "has the impossible extent '-1' in its shape; write the file again with numpy.savez.")]
    [InlineData("'descr': '<f8', 'fortran_order': False, 'shape': (2147483647, 2147483647, 2147483647)", 4, "claims 9903520300447984150353281023 elements, more than one array can hold; split it and save again.")]
    [InlineData("'descr': '<f8', 'fortran_order': False, 'shape': (2147483647, 2147483647)", 4, "claims 4611686014132420609 elements, more than one array can hold; split it and save again.")]
    [InlineData("'descr': '<f8', 'fortran_order': False, 'shape': (2147480000,)", 4, "is shorter than its shape asks for; write the file again.")]
    [InlineData("'descr': '<f4', 'fortran_order': False, 'shape': (2,)", 4, "is truncated, damaged or packed by an unknown method; write the file again with numpy.savez.")]
    [InlineData("'descr': '<f4', 'fortran_order': False, 'shape': (2,)", 12, "holds more bytes than its shape asks for; write the file again.")]
    [InlineData("'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,)", 4, "has a header that is no .npy dictionary of a plain array; write the file again with numpy.savez.")]
    [InlineData("'descr': '<f4', 'shape': (1,)", 4, "has a header that is no .npy dictionary of a plain array; write the file again with numpy.savez.")]
    public void A_lying_or_unsupported_header_is_refused(string dictionary, int dataLength, string complaint)
    {
        byte[] text = Encoding.ASCII.GetBytes("{" + dictionary + "}\n");
        WriteZip(("W.npy", [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, 0, .. text, .. new byte[dataLength]]));

        Assert.Equal($"'{Path}': the array 'W' {complaint}", Refusal());
    }

    [Fact]
    public void A_member_that_is_no_array_is_refused()
    {
        WriteZip(("W.npy", [.. "this is a text, not an array"u8]));
        Assert.Equal($"'{Path}': the array 'W' is not in .npy format; write the file again with numpy.savez.", Refusal());
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 0)]
    [InlineData(0, 9)]
    public void An_unknown_version_is_refused(byte major, byte minor)
    {
        WriteZip(("W.npy", [0x93, .. "NUMPY"u8, major, minor, 2, 0, .. "{}"u8]));
        Assert.Equal(
            $"'{Path}': the array 'W' is in .npy format {major}.{minor}, and only 1.0, 2.0 and 3.0 are known; write the file again with numpy.savez.",
            Refusal());
    }

    [Fact]
    public void A_header_of_gigabytes_is_refused_before_it_is_read()
    {
        WriteZip(("W.npy", [0x93, .. "NUMPY"u8, 2, 0, 255, 255, 255, 255, .. "{}"u8]));
        Assert.Equal(
            $"'{Path}': the array 'W' has a header of 4294967295 bytes, which no plain array needs; write the file again with numpy.savez.",
            Refusal());
    }

    [Fact]
    public void A_file_replaced_between_two_arrays_is_refused()
    {
        NpzArchive.Write(Path, new Dictionary<string, NpyArray> { ["W"] = NpyArray.Scalar(1), ["b"] = NpyArray.Scalar(1) });
        NpzArchive archive = NpzArchive.Read(Path);
        archive.Require("W");
        NpzArchive.Write(Path, new Dictionary<string, NpyArray> { ["W"] = NpyArray.Scalar(2), ["b"] = NpyArray.Vector([1f, 2f]) });
        Assert.Equal(
            $"'{Path}' was replaced while it was read; run again when nobody writes it.",
            Assert.Throws<InvalidDataException>(() => archive.Require("b")).Message);
    }

    [Fact]
    public void A_zip_of_other_things_is_refused()
    {
        WriteZip(("mimetype", [1, 2, 3]));
        Assert.Equal($"'{Path}' holds no .npy array; name a file written by this tool or by numpy.savez.", Refusal());
    }

    [Fact]
    public void An_array_that_is_there_twice_is_refused()
    {
        byte[] scalar = [0x93, .. "NUMPY"u8, 1, 0, 0, 0, .. "{'descr': '<f4', 'fortran_order': False, 'shape': (), }   \n"u8, 0, 0, 0, 0];
        scalar[8] = (byte)(scalar.Length - 14);
        WriteZip(("W.npy", scalar), ("W.npy", scalar));
        Assert.Equal($"'{Path}' holds the array 'W' twice; write the file again with numpy.savez.", Refusal());
    }

    [Fact]
    public void A_missing_array_and_a_wrong_shape_are_named()
    {
        NpzArchive.Write(Path, new Dictionary<string, NpyArray> { ["W"] = NpyArray.Matrix([1f, 2f], 1, 2) });
        NpzArchive archive = NpzArchive.Read(Path);

        Assert.Equal(
            $"'{Path}' has no array 'b' (it holds W); add it and save again.",
            Assert.Throws<InvalidDataException>(() => archive.Require("b", rank: 1)).Message);
        Assert.Equal(
            $"'{Path}': the array 'W' has shape (1, 2) where 1 dimensions are needed; reshape it and save again.",
            Assert.Throws<InvalidDataException>(() => archive.Require("W", rank: 1)).Message);
        Assert.Equal(
            $"'{Path}': the array 'W' has shape (1, 2) where (2, 1) is needed; reshape it and save again.",
            Assert.Throws<InvalidDataException>(() => archive.RequireShape("W", 2, 1)).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../W")]
    public void A_name_that_leaves_the_archive_is_not_written(string name) =>
        Assert.Throws<ArgumentException>(() => NpzArchive.Write(Path, new Dictionary<string, NpyArray> { [name] = NpyArray.Scalar(1) }));

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();

    private string Path => folder["foreign.npz"];

    private string Refusal() => Assert.Throws<InvalidDataException>(() => NpzArchive.Read(Path).Require("W", rank: 1)).Message;

    private void WriteZip(params ReadOnlySpan<(string Name, byte[] Content)> members)
    {
        using ZipArchive zip = ZipFile.Open(Path, ZipArchiveMode.Create);
        foreach ((string name, byte[] content) in members)
        {
            using Stream stream = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
            stream.Write(content);
        }
    }
}
