namespace PurifyProofs.Model.Numerics;

/// <summary>Aligned native memory, zero at first, handed out piece by piece in whole cache lines.</summary>
internal sealed unsafe class NativeBuffer : IDisposable
{
    private readonly List<nint> pieces = [];

    ~NativeBuffer() => Free();

    /// <summary><paramref name="count"/> zero floats.</summary>
    public float* Floats(nint count) => (float*)Allocate((nuint)count * sizeof(float));

    /// <summary><paramref name="count"/> zero integers.</summary>
    public int* Integers(nint count) => (int*)Allocate((nuint)count * sizeof(int));

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void* Allocate(nuint bytes)
    {
        void* piece = AlignedMemory.Allocate(bytes);
        pieces.Add((nint)piece);
        return piece;
    }

    private void Free()
    {
        foreach (nint piece in pieces)
        {
            AlignedMemory.Free((void*)piece);
        }

        pieces.Clear();
    }
}
