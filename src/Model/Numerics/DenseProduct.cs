namespace PurifyProofs.Model.Numerics;

/// <summary>C = A · B for float32 matrices of any shape, by register tiles on all cores; every element is one sum in one order.</summary>
internal static unsafe class DenseProduct
{
    // So many rows of A meet one panel of B while it is in a core's cache.
    private const int RowsPerTask = 8 * ProductTile<Lanes512>.Rows;

    /// <summary>C = A · B with A [r × k], B [k × c], C [r × c].</summary>
    public static void Multiply(Matrix a, Matrix b, Matrix product) => Run(new Operand(a.Data, a.Stride, 1), a.Columns, b, product);

    /// <summary>C = Aᵀ · B with A [k × r].</summary>
    public static void MultiplyTransposed(Matrix a, Matrix b, Matrix product) => Run(new Operand(a.Data, 1, a.Stride), a.Rows, b, product);

    /// <summary>target [c × r] = source [r × c]ᵀ.</summary>
    public static void Transpose(Matrix source, Matrix target)
    {
        Parallel.For(0, target.Rows, i =>
        {
            float* row = target.RowStart(i);
            for (int j = 0; j < target.Columns; j++)
            {
                row[j] = source.RowStart(j)[i];
            }
        });
    }

    private static void Run(Operand a, int depth, Matrix b, Matrix product)
    {
        int tasks = (product.Rows + RowsPerTask - 1) / RowsPerTask;
        Parallel.For(0, tasks, task =>
        {
            int first = task * RowsPerTask, end = Math.Min(product.Rows, first + RowsPerTask);
            switch (LaneWidth.Bits)
            {
                case 512:
                    Rows<Lanes512>(a, depth, b, product, first, end);
                    break;
                case 256:
                    Rows<Lanes256>(a, depth, b, product, first, end);
                    break;
                default:
                    Rows<Lanes128>(a, depth, b, product, first, end);
                    break;
            }
        });
    }

    private static void Rows<TLanes>(Operand a, int depth, Matrix b, Matrix product, int first, int end)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        const int tileRows = ProductTile<TLanes>.Rows;
        int columns = ProductTile<TLanes>.Columns;
        float* tile = stackalloc float[tileRows * columns];
        for (int column = 0; column < product.Columns; column += columns)
        {
            int width = Math.Min(columns, product.Columns - column);
            for (int row = first; row < end; row += tileRows)
            {
                new Span<float>(tile, tileRows * columns).Clear();
                ProductTile<TLanes>.Accumulate(a.Data + (row * a.Row), a.Row, a.Depth, b.Data + column, b.Stride, depth, tile, columns);
                for (int r = 0; r < Math.Min(tileRows, end - row); r++)
                {
                    new Span<float>(tile + (r * columns), width).CopyTo(new Span<float>(product.RowStart(row + r) + column, width));
                }
            }
        }
    }

    private readonly record struct Operand(nint Address, nint Row, nint Depth)
    {
        public Operand(float* data, nint row, nint depth)
            : this((nint)data, row, depth)
        {
        }

        public float* Data => (float*)Address;
    }
}
