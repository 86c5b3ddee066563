using System.Runtime.InteropServices;
using PurifyProofs.Model.Networks;

namespace PurifyProofs.Model.Compute;

/// <summary>A network's weights in panels for <see cref="PackedProduct"/>, with bias and width padded to whole panels.</summary>
internal sealed unsafe class PackedNetwork : IDisposable
{
    // A padding neuron must never fire, whatever the smoothing.
    private const float UnreachableBias = 1e30f;

    private readonly SymmetricReluNetwork network;
    private void* memory;

    public PackedNetwork(SymmetricReluNetwork network)
    {
        this.network = network;
        Panels = (network.Width + PackedProduct.PanelWidth - 1) / PackedProduct.PanelWidth;
        PaddedWidth = Panels * PackedProduct.PanelWidth;
        Dimension = network.Dimension;
        nuint weightCount = (nuint)PaddedWidth * (nuint)Dimension;
        memory = NativeMemory.AlignedAlloc((weightCount + (3 * (nuint)PaddedWidth)) * sizeof(float), 64);
        Weights = (float*)memory;
        Bias = Weights + weightCount;
        SmoothingWidth = Bias + PaddedWidth;
        InverseWidth = SmoothingWidth + PaddedWidth;
        for (int panel = 0; panel < Panels; panel++)
        {
            Pack(panel);
        }
    }

    ~PackedNetwork() => NativeMemory.AlignedFree(memory);

    public int Panels { get; }

    public int PaddedWidth { get; }

    public int Dimension { get; }

    public float OutputScale => network.OutputScale;

    public Smoothing Smoothing => network.Smoothing;

    public Matrix RowMajorWeights => network.Weights;

    public float* Weights { get; }

    public float* Bias { get; }

    public float* SmoothingWidth { get; }

    public float* InverseWidth { get; }

    /// <summary>Takes over the current weights, biases and widths of the panel's neurons.</summary>
    public void Pack(int panel)
    {
        int first = panel * PackedProduct.PanelWidth;
        int rows = Math.Min(PackedProduct.PanelWidth, network.Width - first);
        nint stride = network.Weights.Stride;
        PackedProduct.PackPanel(network.Weights.Data + (first * stride), stride, rows, Dimension, PanelStart(panel));
        for (int i = first; i < first + PackedProduct.PanelWidth; i++)
        {
            bool real = i < network.Width;
            float width = real ? network.SmoothingWidth[i] : 0;
            Bias[i] = real ? network.Bias[i] : UnreachableBias;
            SmoothingWidth[i] = width;
            InverseWidth[i] = width > 0 ? 1 / width : 0;
        }
    }

    public float* PanelStart(int panel) => Weights + ((nint)panel * PackedProduct.PanelWidth * Dimension);

    public void Dispose()
    {
        NativeMemory.AlignedFree(memory);
        memory = null;
        GC.SuppressFinalize(this);
    }
}
