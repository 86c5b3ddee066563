using PurifyProofs.Claims.Ledgers;

namespace PurifyProofs.Properties.Ledgers;

/// <summary>The power went, or the process.</summary>
internal sealed class PowerCutException : Exception;

/// <summary>
/// One file on a disk that loses power, or its process, after a given number of operations. What was flushed stays. Of every operation since, at
/// random and in no order, all stays, nothing, or of a write some first bytes, some bytes of which only the length got through, or both.
/// </summary>
/// <param name="bytes">What the file holds, on the disk itself.</param>
/// <param name="seed">Seed of what survives.</param>
internal sealed class PowerCutDisk(byte[] bytes, int seed)
{
    private readonly Random random = new(seed);
    private readonly List<Func<byte[], byte[]>> unflushed = [];
    private readonly List<Func<byte[], byte[]>> survivors = [];
    private byte[] flushed = bytes;
    private byte[] current = bytes;
    private int operationsLeft = int.MaxValue;

    /// <summary>What is on the disk itself.</summary>
    public byte[] Flushed => flushed;

    /// <summary>The power, or the process, goes after this many operations.</summary>
    public void CutAfter(int operations) => operationsLeft = operations;

    /// <summary>At random the power goes now, or only the process: then the operating system keeps what was written.</summary>
    public void KillOrCut()
    {
        if (random.Next(2) == 0)
        {
            CutNow();
        }

        operationsLeft = int.MaxValue;
    }

    /// <summary>The power goes now, and comes again.</summary>
    public void CutNow()
    {
        foreach (int operation in Enumerable.Range(0, unflushed.Count))
        {
            flushed = (random.Next(2) == 0 ? unflushed : survivors)[operation](flushed);
        }

        current = flushed;
        unflushed.Clear();
        survivors.Clear();
    }

    /// <summary>The file, opened.</summary>
    public ILedgerFile Open() => new OpenFile(this);

    private void Do(Func<byte[], byte[]> whole, Func<byte[], byte[]> partial)
    {
        unflushed.Add(whole);
        survivors.Add(partial);
        current = whole(current);
        Count();
    }

    private void Count()
    {
        if (--operationsLeft <= 0)
        {
            throw new PowerCutException();
        }
    }

    // Never the last byte: a block that got through carries all before it that shares the block, and the terminator comes last.
    private byte[] Torn(byte[] written)
    {
        int length = random.Next(written.Length), data = random.Next(length + 1);
        return [.. written[..data], .. new byte[length - data]];
    }

    private static byte[] Write(byte[] file, byte[] written, long offset)
    {
        byte[] result = new byte[Math.Max(file.Length, offset + written.Length)];
        file.CopyTo(result, 0);
        written.CopyTo(result, offset);
        return result;
    }

    private sealed class OpenFile(PowerCutDisk disk) : ILedgerFile
    {
        public long Length => disk.current.Length;

        public byte[] ReadAll() => [.. disk.current];

        public void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            byte[] written = bytes.ToArray(), torn = disk.Torn(written);
            disk.Do(file => PowerCutDisk.Write(file, written, offset), file => torn.Length == 0 ? file : PowerCutDisk.Write(file, torn, offset));
        }

        public void Truncate(long length) => disk.Do(file => file[..(int)Math.Min(length, file.Length)], static file => file);

        public void Flush()
        {
            disk.flushed = disk.current;
            disk.unflushed.Clear();
            disk.survivors.Clear();
            disk.Count();
        }

        public void Dispose()
        {
        }
    }
}
