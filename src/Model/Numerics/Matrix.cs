using System.Runtime.InteropServices;

namespace PurifyProofs.Model.Numerics;

/// <summary>
/// A float32 matrix [rows × columns] in aligned native memory. Rows are padded with zeros to a multiple of
/// <see cref="Lanes"/> so that kernels run without tails, and followed by zero rows so that a register tile may read a few
/// rows too many; the padding stays zero as long as only kernels and <see cref="Row"/> write to it.
/// </summary>
public sealed unsafe class Matrix : IDisposable
{
    /// <summary>Floats in the widest vector register.</summary>
    public const int Lanes = 16;

    // A register tile reads up to this many rows beyond the last.
    private const int TileRows = 6;

    private readonly nuint allocatedBytes;
    private float* data;

    /// <summary>A zero matrix.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative count, or more columns than an array has entries.</exception>
    /// <exception cref="InsufficientMemoryException">The machine has not as much memory; one sentence.</exception>
    public Matrix(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(columns, Array.MaxLength - (2 * Lanes));
        Rows = rows;
        Columns = columns;
        PaddedColumns = (columns + Lanes - 1) / Lanes * Lanes;

        // An odd number of cache lines: with a power of two, equal columns of many rows would compete for few sets of the cache.
        Stride = ((PaddedColumns / Lanes) | 1) * Lanes;
        allocatedBytes = (nuint)(rows + TileRows) * (nuint)Stride * sizeof(float);
        data = (float*)AlignedMemory.Allocate(allocatedBytes);
    }

    /// <summary>Gives the memory back when the owner forgot to.</summary>
    ~Matrix() => Release();

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>Columns rounded up to whole vectors; what lies beyond <see cref="Columns"/> is zero.</summary>
    internal int PaddedColumns { get; }

    /// <summary>Floats from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>First element; valid until disposal.</summary>
    internal float* Data => data;

    /// <summary>First element of a row; valid until disposal.</summary>
    internal float* RowStart(int row) => data + ((nint)row * Stride);

    /// <summary>The columns of one row.</summary>
    public Span<float> Row(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Rows);
        ObjectDisposedException.ThrowIf(data == null, this);
        return new Span<float>(data + ((nint)row * Stride), Columns);
    }

    /// <summary>Sets every element to zero.</summary>
    public void Clear() => NativeMemory.Clear(data, allocatedBytes);

    /// <summary>An independent copy.</summary>
    public Matrix Clone()
    {
        var copy = new Matrix(Rows, Columns);
        copy.CopyFrom(this);
        return copy;
    }

    /// <summary>Copies all elements of a matrix of the same shape.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public void CopyFrom(Matrix source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Rows != Rows || source.Columns != Columns)
        {
            throw new ArgumentException($"A matrix [{source.Rows} × {source.Columns}] cannot be copied into one of [{Rows} × {Columns}].", nameof(source));
        }

        NativeMemory.Copy(source.data, data, (nuint)Rows * (nuint)Stride * sizeof(float));
    }

    /// <summary>Copies rows <paramref name="first"/> … to a matrix of as many columns.</summary>
    internal void CopyRows(int first, Matrix target, int targetFirst, int count) =>
        NativeMemory.Copy(RowStart(first), target.RowStart(targetFirst), (nuint)count * (nuint)Stride * sizeof(float));

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        AlignedMemory.Free(data);
        data = null;
    }
}
