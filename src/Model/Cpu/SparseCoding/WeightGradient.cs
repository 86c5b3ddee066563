using System.Numerics;

namespace PurifyProofs.Model.Cpu.SparseCoding;

/// <summary>
/// Σ_s h_i'(p_si) c_s x_s for a group of neurons i, where c_s x_s are the samples scaled by their loss derivatives. Sums run in
/// the order of the samples.
/// </summary>
internal static unsafe class WeightGradient<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>As a dense product.</summary>
    public static void Dense(GradientScratch scratch, BatchDerivatives derivatives, Matrix scaledInputs, int firstNeuron)
    {
        const int rows = ProductTile<TLanes>.Rows;
        int columns = ProductTile<TLanes>.Columns;
        scratch.Gradient.Clear();
        Matrix gradient = scratch.Gradient;
        for (int block = 0; block < derivatives.Blocks; block++)
        {
            int sample = block * derivatives.Capacity;
            int depth = Math.Min(derivatives.Capacity, scaledInputs.Rows - sample);
            for (int column = 0; column < scaledInputs.Columns; column += columns)
            {
                for (int row = 0; row < GradientScratch.Neurons; row += rows)
                {
                    ProductTile<TLanes>.Accumulate(
                        derivatives.Row(block, firstNeuron + row), derivatives.Capacity, 1, scaledInputs.RowStart(sample) + column, scaledInputs.Stride, depth, gradient.RowStart(row) + column, gradient.Stride);
                }
            }
        }
    }

    /// <summary>From the active pairs alone.</summary>
    public static void Sparse(GradientScratch scratch, BatchDerivatives derivatives, Matrix scaledInputs, int firstNeuron)
    {
        for (int row = 0; row < GradientScratch.Neurons; row++)
        {
            int active = ListActiveSamples(scratch, derivatives, scaledInputs.Rows, firstNeuron + row);
            SparseCombination<TLanes>.Compute(
                scaledInputs.Data, scaledInputs.Stride, scratch.Indices, scratch.Values, active, scratch.Gradient.RowStart(row), scaledInputs.PaddedColumns);
        }
    }

    private static int ListActiveSamples(GradientScratch scratch, BatchDerivatives derivatives, int samples, int neuron)
    {
        int count = 0;
        for (int block = 0; block < derivatives.Blocks; block++)
        {
            float* row = derivatives.Row(block, neuron);
            int first = block * derivatives.Capacity;
            int end = Math.Min(derivatives.Capacity, samples - first);
            for (int s = 0; s < end; s += TLanes.Count)
            {
                uint active = TLanes.SignBits(TLanes.GreaterThan(TLanes.Load(row + s), default)) & Below(end - s);
                for (; active != 0; active &= active - 1)
                {
                    int sample = s + BitOperations.TrailingZeroCount(active);
                    scratch.Indices[count] = first + sample;
                    scratch.Values[count++] = row[sample];
                }
            }
        }

        return count;
    }

    private static uint Below(int samples) => samples < 32 ? (1u << samples) - 1 : uint.MaxValue;
}
