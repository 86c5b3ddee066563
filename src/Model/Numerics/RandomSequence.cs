namespace PurifyProofs.Model.Numerics;

/// <summary>A scalar sequence of random numbers that starts at one Philox position and reads its blocks in order.</summary>
/// <param name="key">The seed.</param>
/// <param name="sample">Sample j.</param>
/// <param name="step">Step t.</param>
/// <param name="stream">Stream s.</param>
public struct RandomSequence(ulong key, uint sample, uint step, uint stream)
{
    private (uint X, uint Y, uint Z, uint W) current;
    private uint block;
    private int unread;

    /// <summary>A uniform 32-bit number.</summary>
    public uint NextUInt()
    {
        if (unread == 0)
        {
            current = Philox.Block(key, new PhiloxCounter(block++, sample, step, stream));
            unread = 4;
        }

        return unread-- switch { 4 => current.X, 3 => current.Y, 2 => current.Z, _ => current.W };
    }

    /// <summary>Uniform on (0, 1), 52 bits, never 0 or 1.</summary>
    public double NextDouble()
    {
        ulong bits = ((ulong)NextUInt() << 20) ^ (NextUInt() & 0xFFFFF);
        return (bits + 0.5) * (1.0 / (1UL << 52));
    }

    /// <summary>Uniform on 0 … <paramref name="count"/> − 1, without bias (Lemire's rejection).</summary>
    public int NextInt(int count)
    {
        ulong product = (ulong)NextUInt() * (uint)count;
        uint low = (uint)product;
        if (low < (uint)count)
        {
            uint floor = (uint)(-count) % (uint)count;
            while (low < floor)
            {
                product = (ulong)NextUInt() * (uint)count;
                low = (uint)product;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>+1 or −1 with equal probability.</summary>
    public int NextSign() => (NextUInt() & 1) == 0 ? 1 : -1;

    /// <summary>A standard normal number (Box–Muller, float64).</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());
}
