using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PurifyProofs.Model.Compute;

/// <summary>For each of 32 neurons the samples that activate it, in sample order, with their loss derivatives.</summary>
internal sealed unsafe class GradientPanel : IDisposable
{
    private readonly int batchSize;
    private readonly int[] counts = new int[PackedProduct.PanelWidth];
    private void* memory;

    public GradientPanel(int batchSize)
    {
        this.batchSize = batchSize;
        memory = NativeMemory.AlignedAlloc((nuint)(PackedProduct.PanelWidth * batchSize * (sizeof(int) + sizeof(float))), 64);
    }

    ~GradientPanel() => NativeMemory.AlignedFree(memory);

    private int* Indices => (int*)memory;

    private float* Values => (float*)(Indices + (PackedProduct.PanelWidth * batchSize));

    /// <summary>Reads the columns of 32 neurons from the coefficients [batch × m].</summary>
    public void Collect(Matrix coefficients, int firstNeuron)
    {
        Array.Clear(counts);
        for (int sample = 0; sample < batchSize; sample++)
        {
            float* row = coefficients.Data + ((nint)sample * coefficients.Stride) + firstNeuron;
            for (int half = 0; half < PackedProduct.PanelWidth; half += Matrix.Lanes)
            {
                ulong mask = ~Vector512.Equals(Vector512.Load(row + half), Vector512<float>.Zero).ExtractMostSignificantBits() & 0xFFFF;
                for (; mask != 0; mask &= mask - 1)
                {
                    int lane = half + BitOperations.TrailingZeroCount(mask);
                    int slot = (lane * batchSize) + counts[lane]++;
                    Indices[slot] = sample;
                    Values[slot] = row[lane];
                }
            }
        }
    }

    /// <summary>target = Σ over the neuron's active samples of derivative · x.</summary>
    public void Accumulate(int lane, Matrix inputs, float* target) =>
        SparseCombination.Compute(inputs.Data, inputs.Stride, Indices + (lane * batchSize), Values + (lane * batchSize), counts[lane], target, inputs.Stride);

    public void Dispose()
    {
        NativeMemory.AlignedFree(memory);
        memory = null;
        GC.SuppressFinalize(this);
    }
}
