using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Ledgers;
using Xunit;

namespace PurifyProofs.Properties.Ledgers;

/// <summary>What is appended is read again, in the same run and in a later one.</summary>
public sealed class LedgerProperties : PropertyChecks, IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Records_are_read_as_appended() => Check(LedgerRecords.Cases, 100, example =>
    {
        Write("ledger.jsonl", example);
        return LedgerRecords.AreEqual(Ledger.Read(folder["ledger.jsonl"]), example.Header, example.Records);
    });

    [Fact]
    public void A_ledger_continued_after_every_record_has_the_bytes_of_one_written_at_once() => Check(LedgerRecords.Cases, 50, example =>
    {
        Write("at-once.jsonl", example);
        Write("continued.jsonl", example with { Records = [] });
        foreach (StudyRecord record in example.Records)
        {
            using Ledger ledger = Ledger.Open(folder["continued.jsonl"]);
            ledger.Append(record);
        }

        return File.ReadAllBytes(folder["continued.jsonl"]).AsSpan().SequenceEqual(File.ReadAllBytes(folder["at-once.jsonl"]));
    });

    [Fact]
    public void It_can_be_read_while_it_is_written() => Check(LedgerRecords.Cases, 20, example =>
    {
        File.Delete(folder["ledger.jsonl"]);
        using Ledger ledger = Ledger.Create(folder["ledger.jsonl"], example.Header);
        for (int count = 0; count < example.Records.Length; count++)
        {
            ledger.Append(example.Records[count]);
            if (!LedgerRecords.AreEqual(Ledger.Read(folder["ledger.jsonl"]), example.Header, example.Records[..(count + 1)]))
            {
                return false;
            }
        }

        return LedgerRecords.AreEqual(ledger.Contents, example.Header, example.Records);
    });

    [Fact]
    public void Evidence_of_an_instance_holds_its_own_records_only()
    {
        LedgerContents contents = new(
            new LedgerHeader(Scale.Smoke, 1, "*", ["first", "second"]),
            [
                new StudyRecord(0, Study.Clean, "", [new Measurement("loss", Scalar: 1)]),
                new StudyRecord(1, Study.Transfer, "", [new Measurement("loss", Scalar: 2)]),
            ],
            []);

        Assert.Equal(1, contents.EvidenceOf(0).Scalar("loss"));
        Assert.Equal([Study.Transfer], contents.EvidenceOf(1).FinishedStudies);
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();

    private void Write(string name, LedgerCase example)
    {
        File.Delete(folder[name]);
        using Ledger ledger = Ledger.Create(folder[name], example.Header);
        foreach (StudyRecord record in example.Records)
        {
            ledger.Append(record);
        }
    }
}
