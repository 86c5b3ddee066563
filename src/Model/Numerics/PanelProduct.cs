namespace PurifyProofs.Model.Numerics;

/// <summary>Dense products of a matrix with one panel of samples, tile by tile: what every network here is evaluated with.</summary>
internal static unsafe class PanelProduct<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    // A chunk of rows (128 × 32 × 4 bytes of panel) leaves room in a first-level cache for the rows of A that meet it.
    private const int RowChunk = 128;

    /// <summary>P += A B: P [rows of A × samples], B [columns of A × samples].</summary>
    public static void Add(Matrix a, float* b, float* product)
    {
        const int rows = ProductTile<TLanes>.Rows;
        int columns = ProductTile<TLanes>.Columns;
        for (int first = 0; first < a.Rows; first += rows)
        {
            ProductTile<TLanes>.Accumulate(a.RowStart(first), a.Stride, 1, b, columns, a.Columns, product + ((nint)first * columns), columns);
        }
    }

    /// <summary>P += Aᵀ B: P [columns of A × samples], B [rows of A × samples]. Up to five rows of P beyond the last are undefined after it.</summary>
    public static void AddTransposed(Matrix a, float* b, float* product)
    {
        const int rows = ProductTile<TLanes>.Rows;
        int columns = ProductTile<TLanes>.Columns;
        for (int first = 0; first < a.Rows; first += RowChunk)
        {
            int depth = Math.Min(RowChunk, a.Rows - first);
            for (int k = 0; k < a.Columns; k += rows)
            {
                ProductTile<TLanes>.Accumulate(
                    a.RowStart(first) + k, 1, a.Stride, b + ((nint)first * columns), columns, depth, product + ((nint)k * columns), columns);
            }
        }
    }
}
