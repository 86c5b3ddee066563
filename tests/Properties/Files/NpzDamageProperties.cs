using System.Collections.Immutable;
using FsCheck.Fluent;
using PurifyProofs.Model.Files;
using Xunit;

namespace PurifyProofs.Properties.Files;

/// <summary>A damaged file is refused in one way only, and never gives other numbers.</summary>
public sealed class NpzDamageProperties : PropertyChecks, IDisposable
{
    // Writing an archive syncs it to the disk and takes longer than reading it many times.
    private const int ChangesPerArchive = 25;

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Every_prefix_is_refused() => Check(NpyArrays.Collections, 2, arrays =>
    {
        byte[] whole = Write(arrays);
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(folder["prefix.npz"], whole[..length]);
            AssertOneSentence(Assert.Throws<InvalidDataException>(() => NpzArchive.Read(folder["prefix.npz"])));
        }
    });

    [Fact]
    public void A_changed_byte_never_gives_other_numbers() => Check(
        from arrays in NpyArrays.Collections
        from changes in Gen.ArrayOf(Gen.Choose(0, int.MaxValue).Zip(Gen.Choose(1, 255)), ChangesPerArchive)
        select (Arrays: arrays, Changes: changes),
        40,
        damage =>
        {
            byte[] whole = Write(damage.Arrays);
            return damage.Changes.All(change => ReadChanged(whole, change.Item1 % whole.Length, (byte)change.Item2).All(pair =>
                !damage.Arrays.TryGetValue(pair.Key, out NpyArray? written) || NpyArrays.AreEqual(written, pair.Value)));
        });

    [Fact]
    public void Bytes_that_are_no_archive_are_refused() => Check(Gen.ArrayOf(Gen.Choose(0, 255)), 200, values =>
    {
        File.WriteAllBytes(folder["foreign.npz"], [.. values.Select(static value => (byte)value)]);
        AssertOneSentence(Assert.Throws<InvalidDataException>(() => NpzArchive.Read(folder["foreign.npz"])));
    });

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();

    private static void AssertOneSentence(InvalidDataException refusal)
    {
        Assert.Contains(".npz'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(';', refusal.Message);
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    private byte[] Write(IReadOnlyDictionary<string, NpyArray> arrays)
    {
        NpzArchive.Write(folder["whole.npz"], arrays);
        return File.ReadAllBytes(folder["whole.npz"]);
    }

    private Dictionary<string, NpyArray> ReadChanged(byte[] whole, int place, byte change)
    {
        byte[] changed = [.. whole];
        changed[place] ^= change;
        File.WriteAllBytes(folder["changed.npz"], changed);
        var arrays = new Dictionary<string, NpyArray>();
        NpzArchive? archive = null;
        Refuse(() => archive = NpzArchive.Read(folder["changed.npz"]));
        foreach (string name in archive?.Names ?? [])
        {
            Refuse(() => arrays.Add(name, archive!.Require(name)));
        }

        return arrays;
    }

    private static void Refuse(Action read)
    {
        try
        {
            read();
        }
        catch (InvalidDataException refusal)
        {
            AssertOneSentence(refusal);
        }
    }
}
