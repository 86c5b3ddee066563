using System.Text.Json;
using PurifyProofs.Model.Files;

namespace PurifyProofs.Claims.Ledgers;

/// <summary>
/// The evidence of a check on disk: JSON lines that are only ever appended, each with its number and a checksum chained over the
/// line before, written at once and synced before <see cref="Append"/> returns. A kill loses at most the line being written.
/// Not for use from several threads at a time.
/// </summary>
public sealed class Ledger : IDisposable
{
    /// <summary>
    /// Version of the format that is written. Schema 1, which is read too, names no program, gives the seed as a number only, and writes what is not a
    /// number as text.
    /// </summary>
    public const int Schema = 2;

    private readonly ILedgerFile file;
    private readonly IDisposable writerLock;
    private readonly List<StudyRecord> records;
    private readonly List<CandidateRecord> candidates;
    private readonly List<ProgramVersion?> programs;
    private long lineCount;
    private long wholeLength;
    private string checksum;
    private ProgramVersion? successor;

    private Ledger(ILedgerFile file, IDisposable writerLock, LedgerReader read)
    {
        this.file = file;
        this.writerLock = writerLock;
        records = [.. read.Contents.Records];
        candidates = [.. read.Contents.Candidates];
        programs = [.. read.Contents.Programs];
        Header = read.Contents.Header;
        LastProgram = read.LastProgram;
        lineCount = read.LineCount;
        wholeLength = read.WholeLength;
        checksum = read.Checksum;
        TornBytes = read.TornBytes;
    }

    /// <summary>What the check was asked to do.</summary>
    public LedgerHeader Header { get; }

    /// <summary>What was measured so far, the records of earlier runs first.</summary>
    public IReadOnlyList<StudyRecord> Records => records;

    /// <summary>The program that wrote last; null where it did not name itself.</summary>
    public ProgramVersion? LastProgram { get; private set; }

    /// <summary>Bytes of a torn last line that were cut off when this was opened; 0 when there was none.</summary>
    public long TornBytes { get; }

    /// <summary>Header and records as they stand now.</summary>
    public LedgerContents Contents => new(Header, [.. records], [.. candidates]) { Programs = [.. programs] };

    /// <summary>Starts a ledger where there is none.</summary>
    /// <exception cref="IOException">There is a file at the path already, the folder is missing, or the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    public static Ledger Create(string path, LedgerHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        FileStream writerLock = Lock(path);
        try
        {
            WriteHeader(path, header);
            return Open(path, new LedgerFile(path), writerLock);
        }
        catch
        {
            writerLock.Dispose();
            throw;
        }
    }

    /// <summary>Opens a ledger to go on with it. A torn last line is cut off.</summary>
    /// <exception cref="InvalidDataException">A line is damaged or there is no whole header; one sentence with file, line and mend.</exception>
    /// <exception cref="IOException">There is no such file, or another process is writing it.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be written.</exception>
    public static Ledger Open(string path)
    {
        FileStream writerLock = Lock(path);
        try
        {
            return Open(path, new LedgerFile(path), writerLock);
        }
        catch
        {
            writerLock.Dispose();
            throw;
        }
    }

    /// <summary>Opens a ledger whose file is open and locked already; both are disposed with it.</summary>
    /// <exception cref="InvalidDataException">As for <see cref="Open(string)"/>.</exception>
    internal static Ledger Open(string path, ILedgerFile file, IDisposable writerLock)
    {
        try
        {
            Ledger ledger = new(file, writerLock, LedgerReader.Read(path, file.ReadAll()));
            ledger.CutTornEnd();
            // A writer that was killed may have left a line with the operating system alone; from here on it counts.
            file.Flush();
            return ledger;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads the whole records, also while another process appends; a torn last line is passed over.</summary>
    /// <exception cref="InvalidDataException">A line is damaged or there is no whole header; one sentence with file, line and mend.</exception>
    /// <exception cref="IOException">There is no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static LedgerContents Read(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using MemoryStream bytes = new();
        file.CopyTo(bytes);
        return LedgerReader.Read(path, bytes.ToArray()).Contents;
    }

    /// <summary>What is appended from here on is measured by another program than what was; the ledger says so before the first record, if there is one.</summary>
    public void ContinueAs(ProgramVersion program) => successor = program == LastProgram ? null : program;

    /// <summary>Appends a record; when this returns it is on the disk.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The header has no such instance.</exception>
    /// <exception cref="IOException">The disk is full; the records before stay readable and a later attempt is possible.</exception>
    public void Append(StudyRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentOutOfRangeException.ThrowIfNegative(record.Instance, nameof(record));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(record.Instance, Header.InstanceLines.Count, nameof(record));
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(record, LedgerJson.Options);
        AppendRecord([.. "\"study\":"u8, .. json]);
        // What will be read: infinities are no numbers there.
        records.Add(JsonSerializer.Deserialize<StudyRecord>(json, LedgerJson.Options)!);
    }

    /// <summary>Appends what a smaller instance said; when this returns it is on the disk.</summary>
    /// <exception cref="IOException">The disk is full; the records before stay readable and a later attempt is possible.</exception>
    public void Append(CandidateRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        AppendRecord([.. "\"candidate\":"u8, .. JsonSerializer.SerializeToUtf8Bytes(record, LedgerJson.Options)]);
        candidates.Add(record);
    }

    public void Dispose()
    {
        file.Dispose();
        writerLock.Dispose();
    }

    private void AppendRecord(byte[] members)
    {
        if (successor is { } program)
        {
            AppendLine([.. "\"program\":"u8, .. JsonSerializer.SerializeToUtf8Bytes(program, LedgerJson.Options)]);
            (LastProgram, successor) = (program, null);
        }

        AppendLine(members);
        if (!programs.Contains(LastProgram))
        {
            programs.Add(LastProgram);
        }
    }

    private void AppendLine(byte[] members)
    {
        byte[] line = LedgerLine.Frame(lineCount, checksum, members);
        CutTornEnd();
        file.Write(line, wholeLength);
        file.Flush();
        checksum = LedgerLine.ChecksumIn(line, lineCount);
        wholeLength += line.Length;
        lineCount++;
    }

    private static void WriteHeader(string path, LedgerHeader header)
    {
        if (File.Exists(path))
        {
            throw new IOException($"'{path}' holds the evidence of an earlier check; resume that check or choose another folder.");
        }

        byte[] members = [.. "\"schema\":"u8, (byte)('0' + Schema), .. ",\"header\":"u8, .. JsonSerializer.SerializeToUtf8Bytes(header, LedgerJson.Options)];
        byte[] line = LedgerLine.Frame(0, LedgerLine.InitialChecksum, members);
        AtomicFile.Write(path, stream => stream.Write(line));
    }

    // A file of its own, because on Unix sharing modes are locks of which two writers with FileShare.Read hold one each, while
    // FileShare.None on the ledger itself would shut out those who only read it.
    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        }
        catch (IOException exception) when (exception is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
        {
            throw new IOException($"'{path}' is being written by another check, or its folder cannot be written; wait for that check to end or choose another folder.", exception);
        }
    }

    private void CutTornEnd()
    {
        if (file.Length != wholeLength)
        {
            file.Truncate(wholeLength);
        }
    }
}
