using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Claims.Ledgers;
using Xunit;

namespace PurifyProofs.Properties.Ledgers;

/// <summary>A kill loses at most the line being written, and no damage before it passes unnoticed.</summary>
public sealed class LedgerDamageProperties : PropertyChecks, IDisposable
{
    // Every byte of them is tried, one file each.
    private static readonly Gen<LedgerCase> ShortLedgers = LedgerRecords.Cases.Where(static example => example.Records.Length is 1 or 2);

    private readonly TemporaryFolder folder = new();

    private string LedgerPath => folder["ledger.jsonl"];

    [Fact]
    public void Cut_at_any_byte_it_keeps_every_whole_record_and_goes_on() => Check(ShortLedgers, 2, example =>
    {
        byte[] whole = Write(example);
        int headerLength = whole.AsSpan().IndexOf((byte)'\n') + 1;
        for (int length = headerLength; length <= whole.Length; length++)
        {
            File.WriteAllBytes(LedgerPath, whole[..length]);
            StudyRecord[] kept = example.Records[..(whole.AsSpan(0, length).Count((byte)'\n') - 1)];
            Assert.True(LedgerRecords.AreEqual(Ledger.Read(LedgerPath), example.Header, kept), $"read at {length}");
            using Ledger ledger = Ledger.Open(LedgerPath);
            Assert.True(LedgerRecords.AreEqual(ledger.Contents, example.Header, kept), $"open at {length}");
            Assert.Equal((byte)'\n', File.ReadAllBytes(LedgerPath)[^1]);
        }
    });

    [Fact]
    public void A_torn_end_does_not_show_in_what_is_appended_later() => Check(
        from example in LedgerRecords.Cases.Where(static example => example.Records.Length > 0)
        from torn in Gen.Choose(1, 40)
        select (Example: example, Torn: torn),
        40,
        kill =>
        {
            byte[] whole = Write(kill.Example);
            int lastLine = whole.AsSpan(0, whole.Length - 1).LastIndexOf((byte)'\n') + 1;
            File.WriteAllBytes(LedgerPath, whole[..int.Min(lastLine + kill.Torn, whole.Length - 1)]);
            using (Ledger ledger = Ledger.Open(LedgerPath))
            {
                ledger.Append(kill.Example.Records[^1]);
            }

            Assert.Equal(whole, File.ReadAllBytes(LedgerPath));
        });

    [Fact]
    public void Cut_within_its_header_it_is_refused() => Check(LedgerRecords.Cases, 2, example =>
    {
        byte[] whole = Write(example);
        for (int length = 0; length <= whole.AsSpan().IndexOf((byte)'\n'); length++)
        {
            File.WriteAllBytes(LedgerPath, whole[..length]);
            Assert.Contains("no whole header", Assert.Throws<InvalidDataException>(() => Ledger.Open(LedgerPath)).Message, StringComparison.Ordinal);
            Assert.Equal(length, File.ReadAllBytes(LedgerPath).Length);
        }
    });

    // The exception is the last line feed: without it the last line cannot be told from a write that was killed, and is cut.
    [Fact]
    public void One_changed_byte_anywhere_but_in_the_last_line_feed_is_noticed_with_its_line() => Check(
        ShortLedgers.Zip(Gen.Choose(1, 255)),
        2,
        damage =>
        {
            byte[] whole = Write(damage.Item1);
            for (int place = 0; place < whole.Length - 1; place++)
            {
                byte[] changed = [.. whole];
                changed[place] ^= (byte)damage.Item2;
                File.WriteAllBytes(LedgerPath, changed);
                AssertDamageNamed(whole, changed, place);
            }
        });

    [Fact]
    public void Lines_taken_out_doubled_or_swapped_are_noticed() => Check(LedgerRecords.Cases.Where(static example => example.Records.Length >= 2), 30, example =>
    {
        string[] lines = File.ReadAllLines(WritePath(example));
        string[][] forgeries =
        [
            [.. lines[..1], .. lines[2..]],
            [.. lines[..2], .. lines[1..]],
            [lines[0], lines[2], lines[1], .. lines[3..]],
            [.. lines[1..]],
        ];
        foreach (string[] forgery in forgeries)
        {
            File.WriteAllText(LedgerPath, string.Concat(forgery.Select(static line => line + "\n")));
            Assert.Throws<InvalidDataException>(() => Ledger.Read(LedgerPath));
        }
    });

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();

    private void AssertDamageNamed(byte[] whole, byte[] changed, int place)
    {
        string message = Assert.Throws<InvalidDataException>(() => Ledger.Read(LedgerPath)).Message;
        int line = whole.AsSpan(0, place).Count((byte)'\n') + 1;
        bool headerUnterminated = changed.AsSpan().IndexOf((byte)'\n') < 0;
        Assert.Contains(headerUnterminated ? "no whole header" : $"'{LedgerPath}' is damaged in line {line}:", message, StringComparison.Ordinal);
    }

    private string WritePath(LedgerCase example)
    {
        Write(example);
        return LedgerPath;
    }

    private byte[] Write(LedgerCase example)
    {
        File.Delete(LedgerPath);
        using (Ledger ledger = Ledger.Create(LedgerPath, example.Header))
        {
            foreach (StudyRecord record in example.Records)
            {
                ledger.Append(record);
            }
        }

        return File.ReadAllBytes(LedgerPath);
    }
}
