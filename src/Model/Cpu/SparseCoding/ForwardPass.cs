namespace PurifyProofs.Model.Cpu.SparseCoding;

/// <summary>
/// P = W Xᵀ tile by tile; every tile is activated while it is in the first-level cache, so pre-activations never reach memory.
/// </summary>
internal static unsafe class ForwardPass<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>
    /// Writes the sums Σ_i h_i(p_i) of the block's samples and all derivatives h_i'(p_i), and returns the number of active pairs.
    /// </summary>
    /// <param name="neurons">The network.</param>
    /// <param name="block">The block; its sums are overwritten.</param>
    /// <param name="derivatives">Where the derivatives go.</param>
    public static int Run(NeuronTable neurons, SampleBlock block, DerivativeTarget derivatives)
    {
        const int rows = ProductTile<TLanes>.Rows;
        int columns = ProductTile<TLanes>.Columns;
        Matrix weights = neurons.Network.Weights;
        float* tile = stackalloc float[rows * columns];
        new Span<float>(block.Sums, block.Panels * columns).Clear();
        int active = 0;
        for (int panel = 0; panel < block.Panels; panel++)
        {
            float* samples = block.Points + (panel * block.PanelSize);
            uint counted = CountedSamples(block.Count - (panel * columns), columns);
            for (int first = 0; first < weights.Rows; first += rows)
            {
                new Span<float>(tile, rows * columns).Clear();
                ProductTile<TLanes>.Accumulate(weights.RowStart(first), weights.Stride, 1, samples, columns, weights.Columns, tile, columns);
                float* target = derivatives.Start + (panel * derivatives.Panel) + (first * derivatives.Neuron);
                active += ActivationTile<TLanes>.Run(neurons, first, tile, block.Sums + (panel * columns), target, derivatives.Neuron, counted);
            }
        }

        return active;
    }

    private static uint CountedSamples(int remaining, int columns) =>
        remaining >= columns ? (columns == 32 ? uint.MaxValue : (1u << columns) - 1) : (1u << remaining) - 1;
}

/// <summary>Derivatives h_i'(p_i): sample s of a panel is at Start + panel · Panel + neuron · Neuron + s.</summary>
/// <param name="StartAddress">Address of the first element.</param>
/// <param name="Panel">Floats from one panel to the next.</param>
/// <param name="Neuron">Floats from one neuron to the next.</param>
internal readonly unsafe record struct DerivativeTarget(nint StartAddress, nint Panel, nint Neuron)
{
    /// <summary>First element.</summary>
    public float* Start => (float*)StartAddress;
}
