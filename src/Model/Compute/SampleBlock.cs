using System.Runtime.InteropServices;

namespace PurifyProofs.Model.Compute;

/// <summary>
/// Scratch memory of one worker: a block of samples, their perturbed copies and their pre-activations, so small that all of
/// it stays in the core's own cache.
/// </summary>
internal sealed unsafe class SampleBlock : IDisposable
{
    /// <summary>Samples in a block: four register tiles.</summary>
    public const int Rows = 4 * PackedProduct.TileRows;

    private void* scratch;

    public SampleBlock(int dimension, int paddedWidth)
    {
        Inputs = new Matrix(Rows, dimension);
        Perturbations = new Matrix(Rows, dimension);
        Perturbed = new Matrix(Rows, dimension);
        PreActivations = new Matrix(Rows, paddedWidth);
        Gradient = new Matrix(1, dimension);
        scratch = NativeMemory.AlignedAlloc((nuint)paddedWidth * (sizeof(int) + sizeof(float)), 64);
        Indices = (int*)scratch;
        Derivatives = (float*)(Indices + paddedWidth);
    }

    ~SampleBlock() => NativeMemory.AlignedFree(scratch);

    /// <summary>x [48 × d].</summary>
    public Matrix Inputs { get; }

    /// <summary>δ [48 × d].</summary>
    public Matrix Perturbations { get; }

    /// <summary>x + δ [48 × d].</summary>
    public Matrix Perturbed { get; }

    /// <summary>W x [48 × m].</summary>
    public Matrix PreActivations { get; }

    /// <summary>∂f/∂x of one sample [1 × d].</summary>
    public Matrix Gradient { get; }

    /// <summary>Labels of the samples.</summary>
    public float[] Labels { get; } = new float[Rows];

    /// <summary>Active neurons of one sample.</summary>
    public int* Indices { get; }

    /// <summary>Their derivatives.</summary>
    public float* Derivatives { get; }

    /// <summary>P = X Wᵀ for the first <paramref name="count"/> samples of <paramref name="samples"/>.</summary>
    public void Multiply(PackedNetwork network, Matrix samples, int count)
    {
        int tiles = (count + PackedProduct.TileRows - 1) / PackedProduct.TileRows;
        for (int panel = 0; panel < network.Panels; panel++)
        {
            float* target = PreActivations.Data + ((nint)panel * PackedProduct.PanelWidth);
            for (int tile = 0; tile < tiles; tile++)
            {
                nint row = tile * PackedProduct.TileRows;
                PackedProduct.Tile(
                    samples.Data + (row * samples.Stride),
                    samples.Stride,
                    network.PanelStart(panel),
                    network.Dimension,
                    target + (row * PreActivations.Stride),
                    PreActivations.Stride);
            }
        }
    }

    /// <summary>f of one sample from its pre-activations; afterwards the active list is that sample's.</summary>
    public (float Output, int Active) Activate(PackedNetwork network, int row) =>
        ActivationKernel.Run(network, PreActivations.Data + ((nint)row * PreActivations.Stride), Indices, Derivatives);

    /// <summary>∂f/∂x = a Σ_i h_i'(p_i) w_i from the active list, into <see cref="Gradient"/>; without the factor a.</summary>
    public void AccumulateInputGradient(PackedNetwork network, int active)
    {
        Matrix weights = network.RowMajorWeights;
        SparseCombination.Compute(weights.Data, weights.Stride, Indices, Derivatives, active, Gradient.Data, Gradient.Stride);
    }

    public void Dispose()
    {
        Inputs.Dispose();
        Perturbations.Dispose();
        Perturbed.Dispose();
        PreActivations.Dispose();
        Gradient.Dispose();
        NativeMemory.AlignedFree(scratch);
        scratch = null;
        GC.SuppressFinalize(this);
    }
}
