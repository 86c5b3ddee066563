using System.Collections.Immutable;
using FsCheck.Fluent;
using PurifyProofs.Model.Files;
using Xunit;

namespace PurifyProofs.Properties.Files;

/// <summary>What is written is read again, bit for bit.</summary>
public sealed class NpzRoundTripProperties : PropertyChecks, IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Arrays_of_every_type_and_shape_are_read_as_written() => Check(NpyArrays.Collections, 200, arrays =>
    {
        NpzArchive.Write(folder["weights.npz"], arrays);
        ImmutableDictionary<string, NpyArray> read = NpyArrays.ReadAll(folder["weights.npz"]);
        return read.Keys.Order(StringComparer.Ordinal).SequenceEqual(arrays.Keys.Order(StringComparer.Ordinal))
            && arrays.All(pair => NpyArrays.AreEqual(pair.Value, read[pair.Key]));
    });

    [Fact]
    public void The_same_arrays_give_the_same_bytes_in_whatever_order_they_come() => Check(NpyArrays.Collections, 50, arrays =>
    {
        NpzArchive.Write(folder["first.npz"], arrays);
        NpzArchive.Write(folder["second.npz"], arrays.Reverse().ToImmutableSortedDictionary(StringComparer.OrdinalIgnoreCase));
        return File.ReadAllBytes(folder["first.npz"]).AsSpan().SequenceEqual(File.ReadAllBytes(folder["second.npz"]));
    });

    [Fact]
    public void Nothing_but_the_archive_is_left_in_the_folder()
    {
        NpzArchive.Write(folder["weights.npz"], new Dictionary<string, NpyArray> { ["a"] = NpyArray.Scalar(1) });
        NpzArchive.Write(folder["weights.npz"], new Dictionary<string, NpyArray> { ["a"] = NpyArray.Scalar(2) });

        Assert.Equal(["weights.npz"], folder.FileNames);
        Assert.Equal([2.0], NpzArchive.Read(folder["weights.npz"]).Require("a", rank: 0).AsDoubles());
    }

    [Fact]
    public void A_write_that_fails_leaves_the_old_file()
    {
        AtomicFile.Write(folder["weights.npz"], static stream => stream.WriteByte(7));

        Assert.Throws<IOException>(() => AtomicFile.Write(folder["weights.npz"], static stream =>
        {
            stream.WriteByte(8);
            throw new IOException("No space left on device");
        }));

        Assert.Equal([7], File.ReadAllBytes(folder["weights.npz"]));
        Assert.Equal(["weights.npz"], folder.FileNames);
    }

    [Fact]
    public void Numbers_convert_by_value() => Check(Gen.ArrayOf(Gen.Choose(-1000, 1000)), 50, values =>
    {
        NpyArray integers = NpyArray.Of<int>(values, values.Length);
        return integers.AsDoubles().SequenceEqual(values.Select(static value => (double)value));
    });

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();
}
