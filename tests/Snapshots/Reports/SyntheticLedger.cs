using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Runs.Check;

namespace PurifyProofs.Snapshots.Reports;

/// <summary>Ledgers of any size, made of the records of the committed reports, whose instances take turns under new seeds.</summary>
internal static partial class SyntheticLedger
{
    /// <summary>Writes the ledger of a check at scale standard of given instances with every study that the committed reports have.</summary>
    /// <param name="path">The file.</param>
    /// <param name="instances">How many instances.</param>
    /// <param name="records">After so many records it ends.</param>
    public static void Write(string path, int instances, int records = int.MaxValue)
    {
        LedgerContents[] committed = [Committed("quick"), Committed("standard")];
        string[] lines = [.. committed[0].Header.InstanceLines];
        var header = new LedgerHeader(
            Scale.Standard, 1, "*", [.. Enumerable.Range(0, instances).Select(index => Seed().Replace(lines[index % lines.Length], $"seed={index}"))]);
        ILookup<Study, StudyRecord> byStudy = committed.SelectMany(static contents => contents.Records).ToLookup(static record => record.Study);
        IEnumerable<StudyRecord> written = Enumerable.Range(0, instances)
            .SelectMany(index => byStudy.Select(study => study.ElementAt(index % study.Count()) with { Instance = index }))
            .Take(records);
        using FileStream file = File.Create(path);
        string checksum = LedgerLine.InitialChecksum;
        long number = 0;
        Append([.. "\"schema\":1,\"header\":"u8, .. JsonSerializer.SerializeToUtf8Bytes(header, LedgerJson.Options)]);
        foreach (StudyRecord record in written)
        {
            Append([.. "\"study\":"u8, .. JsonSerializer.SerializeToUtf8Bytes(record, LedgerJson.Options)]);
        }

        void Append(byte[] members)
        {
            byte[] line = LedgerLine.Frame(number, checksum, members);
            checksum = LedgerLine.ChecksumIn(line, number++);
            file.Write(line);
        }
    }

    private static LedgerContents Committed(string report, [CallerFilePath] string source = "") =>
        Ledger.Read(Path.Combine(Path.GetDirectoryName(source)!, "..", "..", "..", "reports", report, CheckRunner.LedgerName));

    [GeneratedRegex("seed=[0-9]+")]
    private static partial Regex Seed();
}
