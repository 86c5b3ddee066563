using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PurifyProofs.Bounds.Certificates.TwoLayer;

/// <summary>
/// A float64 matrix [rows × columns] that multiplies eight vectors at a time, one a lane: element (j, lane) of the vectors
/// lies at 8j + lane. Rows are packed in panels of eight, so that a panel's accumulators stay in registers.
/// </summary>
internal sealed class LaneMatrix
{
    /// <summary>Vectors multiplied at once.</summary>
    public const int Lanes = 8;

    private const int PanelRows = 8;
    private readonly double[] panels;

    /// <summary>Packs the matrix whose element (row, column) is <paramref name="element"/>(row, column).</summary>
    public LaneMatrix(int rows, int columns, Func<int, int, double> element)
    {
        (Rows, Columns) = (rows, columns);
        panels = new double[(rows + PanelRows - 1) / PanelRows * PanelRows * columns];
        for (int row = 0; row < rows; row++)
        {
            int start = (row / PanelRows * PanelRows * columns) + (row % PanelRows);
            for (int column = 0; column < columns; column++)
            {
                panels[start + (column * PanelRows)] = element(row, column);
            }
        }
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>Doubles that hold eight vectors of a length, rounded up to whole panels.</summary>
    public static int Space(int length) => (length + PanelRows - 1) / PanelRows * PanelRows * Lanes;

    /// <summary>output[row, lane] = Σ_column element(row, column) · input[column, lane].</summary>
    /// <param name="input">Eight vectors of <see cref="Columns"/> elements.</param>
    /// <param name="output">Receives eight vectors of <see cref="Rows"/> elements; has <see cref="Space"/>(rows) doubles.</param>
    public void Multiply(ReadOnlySpan<double> input, Span<double> output)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(input.Length, Columns * Lanes);
        ArgumentOutOfRangeException.ThrowIfLessThan(output.Length, Space(Rows));
        ref double vectors = ref MemoryMarshal.GetReference(input);
        ref double results = ref MemoryMarshal.GetReference(output);
        ref double packed = ref MemoryMarshal.GetArrayDataReference(panels);
        for (int row = 0; row < Rows; row += PanelRows)
        {
            MultiplyPanel(ref Unsafe.Add(ref packed, row * Columns), ref vectors, Columns, ref Unsafe.Add(ref results, row * Lanes));
        }
    }

    private static void MultiplyPanel(ref double panel, ref double input, int columns, ref double output)
    {
        Vector512<double> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        Vector512<double> sum4 = default, sum5 = default, sum6 = default, sum7 = default;
        for (int column = 0; column < columns; column++)
        {
            Vector512<double> value = Vector512.LoadUnsafe(ref Unsafe.Add(ref input, column * Lanes));
            ref double coefficients = ref Unsafe.Add(ref panel, column * PanelRows);
            sum0 = Vector512.FusedMultiplyAdd(Vector512.Create(coefficients), value, sum0);
            sum1 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref coefficients, 1)), value, sum1);
            sum2 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref coefficients, 2)), value, sum2);
            sum3 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref coefficients, 3)), value, sum3);
            sum4 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref coefficients, 4)), value, sum4);
            sum5 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref coefficients, 5)), value, sum5);
            sum6 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref coefficients, 6)), value, sum6);
            sum7 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref coefficients, 7)), value, sum7);
        }

        sum0.StoreUnsafe(ref output);
        sum1.StoreUnsafe(ref output, Lanes);
        sum2.StoreUnsafe(ref output, 2 * Lanes);
        sum3.StoreUnsafe(ref output, 3 * Lanes);
        sum4.StoreUnsafe(ref output, 4 * Lanes);
        sum5.StoreUnsafe(ref output, 5 * Lanes);
        sum6.StoreUnsafe(ref output, 6 * Lanes);
        sum7.StoreUnsafe(ref output, 7 * Lanes);
    }
}
