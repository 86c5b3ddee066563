namespace PurifyProofs.Model.Cpu.SparseCoding;

/// <summary>Scratch memory of one worker for the weight gradient of a group of neurons.</summary>
internal sealed unsafe class GradientScratch : IDisposable
{
    /// <summary>Neurons in a group: four register tiles.</summary>
    public const int Neurons = 24;

    private const int WidestTile = 32;

    private readonly NativeBuffer memory = new();

    /// <summary>Memory for gradients of dimension d over a batch.</summary>
    public GradientScratch(int dimension, int batchSize)
    {
        Gradient = new Matrix(Neurons, (dimension + WidestTile - 1) / WidestTile * WidestTile);
        Indices = memory.Integers(batchSize);
        Values = memory.Floats(batchSize);
    }

    /// <summary>[24 × d]; columns beyond d are undefined.</summary>
    public Matrix Gradient { get; }

    /// <summary>Active samples of one neuron.</summary>
    public int* Indices { get; }

    /// <summary>Their derivatives.</summary>
    public float* Values { get; }

    public void Dispose()
    {
        memory.Dispose();
        Gradient.Dispose();
    }
}
