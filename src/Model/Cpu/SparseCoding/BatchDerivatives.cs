namespace PurifyProofs.Model.Cpu.SparseCoding;

/// <summary>h_i'(p_i) of a whole training batch, [block][neuron][sample]: written block by block, read neuron by neuron.</summary>
internal sealed unsafe class BatchDerivatives : IDisposable
{
    private readonly NativeBuffer memory = new();
    private readonly float* values;
    private readonly nint blockSize;

    /// <summary>Memory for a batch against m neurons.</summary>
    public BatchDerivatives(int batchSize, int width)
    {
        Capacity = SampleBlock.CapacityFor(batchSize);
        Blocks = (batchSize + Capacity - 1) / Capacity;
        blockSize = (nint)((width + GradientScratch.Neurons - 1) / GradientScratch.Neurons * GradientScratch.Neurons) * Capacity;
        values = memory.Floats(Blocks * blockSize);
    }

    /// <summary>Samples in a block.</summary>
    public int Capacity { get; }

    /// <summary>Blocks of the batch.</summary>
    public int Blocks { get; }

    /// <summary>The samples of one block for one neuron.</summary>
    public float* Row(int block, int neuron) => values + (block * blockSize) + ((nint)neuron * Capacity);

    /// <summary>Where a forward pass over block <paramref name="block"/> writes.</summary>
    public DerivativeTarget Target(int block, int panelWidth) => new((nint)Row(block, 0), panelWidth, Capacity);

    public void Dispose() => memory.Dispose();
}
