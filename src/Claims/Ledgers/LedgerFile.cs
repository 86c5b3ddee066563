namespace PurifyProofs.Claims.Ledgers;

/// <summary>The bytes of a ledger on the disk. What is written may be lost, wholly or in part, until <see cref="Flush"/> returns.</summary>
internal interface ILedgerFile : IDisposable
{
    /// <summary>Number of bytes.</summary>
    long Length { get; }

    /// <summary>All bytes.</summary>
    byte[] ReadAll();

    /// <summary>Writes bytes at a place.</summary>
    void Write(ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Cuts off everything from a place on.</summary>
    void Truncate(long length);

    /// <summary>Returns when everything written is on the disk itself and not only with the operating system.</summary>
    void Flush();
}

/// <summary>The ledger's file as the operating system has it; others may read it meanwhile.</summary>
/// <param name="path">Where it is; it exists.</param>
internal sealed class LedgerFile(string path) : ILedgerFile
{
    private readonly FileStream file = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);

    public long Length => RandomAccess.GetLength(file.SafeFileHandle);

    public byte[] ReadAll()
    {
        using MemoryStream bytes = new();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }

    public void Write(ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(file.SafeFileHandle, bytes, offset);

    public void Truncate(long length) => RandomAccess.SetLength(file.SafeFileHandle, length);

    public void Flush() => RandomAccess.FlushToDisk(file.SafeFileHandle);

    public void Dispose() => file.Dispose();
}
