using System.Runtime.InteropServices;

namespace PurifyProofs.Model.Compute;

/// <summary>
/// A float32 matrix [rows × columns] in aligned native memory. Rows are padded with zeros to a multiple of
/// <see cref="Lanes"/> so that kernels run without tails; the padding stays zero as long as only kernels and
/// <see cref="Row"/> write to it.
/// </summary>
public sealed unsafe class Matrix : IDisposable
{
    /// <summary>Floats in the widest vector register.</summary>
    public const int Lanes = 16;

    private float* data;

    /// <summary>A zero matrix.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative count.</exception>
    public Matrix(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        Rows = rows;
        Columns = columns;
        Stride = (columns + Lanes - 1) / Lanes * Lanes;
        data = (float*)NativeMemory.AlignedAlloc(Math.Max(64, (nuint)rows * (nuint)Stride * sizeof(float)), 64);
        Clear();
    }

    /// <summary>Gives the memory back when the owner forgot to.</summary>
    ~Matrix() => Release();

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>Floats from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>First element; valid until disposal.</summary>
    internal float* Data => data;

    /// <summary>The columns of one row.</summary>
    public Span<float> Row(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Rows);
        ObjectDisposedException.ThrowIf(data == null, this);
        return new Span<float>(data + ((nint)row * Stride), Columns);
    }

    /// <summary>Sets every element to zero.</summary>
    public void Clear() => NativeMemory.Clear(data, (nuint)Rows * (nuint)Stride * sizeof(float));

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

    /// <inheritdoc/>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        NativeMemory.AlignedFree(data);
        data = null;
    }
}
