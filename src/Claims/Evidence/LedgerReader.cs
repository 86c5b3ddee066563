using System.Text.Json;

namespace PurifyProofs.Claims.Evidence;

/// <summary>Reads the lines of a ledger from the first to the last whole one.</summary>
internal sealed class LedgerReader
{
    private readonly string path;
    private readonly List<StudyRecord> records = [];
    private readonly List<CandidateRecord> candidates = [];
    private LedgerHeader? header;

    private LedgerReader(string path) => this.path = path;

    /// <summary>What was read.</summary>
    public LedgerContents Contents => new(header!, records, candidates) { TornBytes = TornBytes };

    /// <summary>Number of whole lines, the header's included.</summary>
    public long LineCount { get; private set; }

    /// <summary>Checksum of the last whole line.</summary>
    public string Checksum { get; private set; } = LedgerLine.InitialChecksum;

    /// <summary>Bytes up to the end of the last whole line; what follows is the torn end of a write that was killed.</summary>
    public long WholeLength { get; private set; }

    /// <summary>Bytes of that torn end; 0 when the last line is whole.</summary>
    public long TornBytes { get; private set; }

    /// <summary>Reads a ledger.</summary>
    /// <exception cref="InvalidDataException">There is no whole header, or a terminated line is damaged; one sentence.</exception>
    public static LedgerReader Read(string path, ReadOnlySpan<byte> bytes)
    {
        LedgerReader reader = new(path);
        for (int length = LineLength(bytes); length > 0; length = LineLength(bytes))
        {
            reader.ReadLine(bytes[..length]);
            bytes = bytes[length..];
        }

        reader.TornBytes = bytes.Length;
        return reader.header is null
            ? throw new InvalidDataException($"'{path}' holds no whole header of an evidence ledger; remove it and run the check afresh.")
            : reader;
    }

    private static int LineLength(ReadOnlySpan<byte> bytes) => bytes.IndexOf(LedgerLine.Terminator) + 1;

    private void ReadLine(ReadOnlySpan<byte> line)
    {
        if (!LedgerLine.IsWhole(line, LineCount, Checksum))
        {
            throw Damaged("its checksum does not fit");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(line.ToArray());
            Add(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw Damaged("it is no record of this version", exception);
        }

        Checksum = LedgerLine.ChecksumIn(line, LineCount);
        WholeLength += line.Length;
        LineCount++;
    }

    private void Add(JsonElement line)
    {
        if (header is null)
        {
            RequireSchema(line.GetProperty("schema").GetInt32());
            header = line.GetProperty("header").Deserialize<LedgerHeader>(LedgerJson.Options);
            return;
        }

        if (line.TryGetProperty("candidate", out JsonElement candidate))
        {
            candidates.Add(candidate.Deserialize<CandidateRecord>(LedgerJson.Options) ?? throw new JsonException("A candidate is an object."));
            return;
        }

        StudyRecord record = line.GetProperty("study").Deserialize<StudyRecord>(LedgerJson.Options)
            ?? throw new JsonException("A study is an object.");
        if (record.Instance < 0 || record.Instance >= header.InstanceLines.Count)
        {
            throw new JsonException("The header has no such instance.");
        }

        records.Add(record);
    }

    private void RequireSchema(int schema)
    {
        if (schema != Ledger.Schema)
        {
            throw new InvalidDataException($"'{path}' is an evidence ledger of schema {schema}, this version reads schema {Ledger.Schema}; read it with the version that wrote it.");
        }
    }

    private InvalidDataException Damaged(string why, Exception? inner = null) =>
        new($"'{path}' is damaged in line {LineCount + 1}: {why}; restore a copy, or remove this line and all that follow to go on from what stands before.", inner);
}
