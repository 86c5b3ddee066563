using System.Text.Json;

namespace PurifyProofs.Claims.Ledgers;

/// <summary>Reads the lines of a ledger from the first to the last whole one.</summary>
internal sealed class LedgerReader
{
    private readonly string path;
    private readonly List<StudyRecord> records = [];
    private readonly List<CandidateRecord> candidates = [];
    private readonly List<ProgramVersion?> programs = [];
    private LedgerHeader? header;

    private LedgerReader(string path) => this.path = path;

    /// <summary>What was read.</summary>
    public LedgerContents Contents => new(header!, records, candidates) { TornBytes = TornBytes, Programs = programs };

    /// <summary>The program that wrote last; null where it did not name itself.</summary>
    public ProgramVersion? LastProgram { get; private set; }

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
        List<byte[]> lines = [];
        bool sound = true;
        for (int length = LineLength(bytes); length > 0 && sound; length = LineLength(bytes))
        {
            sound = reader.TryFollow(bytes[..length]);
            if (sound)
            {
                lines.Add(bytes[..length].ToArray());
                bytes = bytes[length..];
            }
        }

        reader.TornBytes = bytes.Length;
        reader.Understand(lines);
        return !sound ? throw reader.Damaged(lines.Count, "its checksum does not fit")
            : reader.header is null ? throw new InvalidDataException($"'{path}' holds no whole header of an evidence ledger; remove it and run the check afresh.")
            : reader;
    }

    private static int LineLength(ReadOnlySpan<byte> bytes) => bytes.IndexOf(LedgerLine.Terminator) + 1;

    // The chain of checksums, one line after the other.
    private bool TryFollow(ReadOnlySpan<byte> line)
    {
        if (!LedgerLine.IsWhole(line, LineCount, Checksum))
        {
            return false;
        }

        Checksum = LedgerLine.ChecksumIn(line, LineCount);
        WholeLength += line.Length;
        LineCount++;
        return true;
    }

    // What the lines say, side by side: a large ledger is tens of megabytes of numbers. Of several lines that say nothing the first is told.
    private void Understand(List<byte[]> lines)
    {
        if (lines.Count == 0)
        {
            return;
        }

        Understand(0, () => ReadHeader(lines[0]));
        var read = new object?[lines.Count];
        Parallel.For(1, lines.Count, number =>
        {
            try
            {
                read[number] = ReadRecord(lines[number]);
            }
            catch (Exception exception) when (IsOfTheLine(exception))
            {
                read[number] = exception;
            }
        });
        for (int number = 1; number < read.Length; number++)
        {
            Understand(number, () => Add(read[number]!));
        }
    }

    private void Understand(int number, Action read)
    {
        try
        {
            read();
        }
        catch (Exception exception) when (IsOfTheLine(exception))
        {
            throw Damaged(number, "it is no record of this version", exception);
        }
    }

    private static bool IsOfTheLine(Exception exception) => exception is JsonException or KeyNotFoundException or FormatException or InvalidOperationException;

    private void ReadHeader(byte[] line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        RequireSchema(document.RootElement.GetProperty("schema").GetInt32());
        header = document.RootElement.GetProperty("header").Deserialize<LedgerHeader>(LedgerJson.Options) ?? throw new JsonException("A header is an object.");
        LastProgram = header.Program;
        programs.Add(LastProgram);
    }

    private static object ReadRecord(byte[] line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        return document.RootElement.TryGetProperty("program", out JsonElement program)
            ? program.Deserialize<ProgramVersion>(LedgerJson.Options) ?? throw new JsonException("A program is an object.")
            : document.RootElement.TryGetProperty("candidate", out JsonElement candidate)
            ? candidate.Deserialize<CandidateRecord>(LedgerJson.Options) ?? throw new JsonException("A candidate is an object.")
            : document.RootElement.GetProperty("study").Deserialize<StudyRecord>(LedgerJson.Options) ?? throw new JsonException("A study is an object.");
    }

    private void Add(object read)
    {
        switch (read)
        {
            case Exception exception:
                throw exception;
            case ProgramVersion program:
                LastProgram = program;
                return;
            case CandidateRecord candidate:
                candidates.Add(candidate);
                break;
            case StudyRecord record when record.Instance < 0 || record.Instance >= header!.InstanceLines.Count:
                throw new JsonException("The header has no such instance.");
            case StudyRecord record:
                records.Add(record);
                break;
        }

        if (!programs.Contains(LastProgram))
        {
            programs.Add(LastProgram);
        }
    }

    private void RequireSchema(int schema)
    {
        if (schema is < 1 or > Ledger.Schema)
        {
            throw new InvalidDataException($"'{path}' is an evidence ledger of schema {schema}, this version reads schemas 1 to {Ledger.Schema}; read it with the version that wrote it.");
        }
    }

    private InvalidDataException Damaged(int line, string why, Exception? inner = null) =>
        new($"'{path}' is damaged in line {line + 1}: {why}; restore a copy, or remove this line and all that follow to go on from what stands before.", inner);
}
