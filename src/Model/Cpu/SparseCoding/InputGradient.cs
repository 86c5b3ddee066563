using System.Numerics;

namespace PurifyProofs.Model.Cpu.SparseCoding;

/// <summary>Σ_i h_i'(p_i) w_i for every sample of a block, from the derivatives of its last forward pass.</summary>
internal static unsafe class InputGradient<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>As a dense product: gradient [d × samples] = Wᵀ [d × m] · derivatives [m × samples].</summary>
    public static void Dense(Matrix weights, SampleBlock block)
    {
        for (int panel = 0; panel < block.Panels; panel++)
        {
            float* target = block.Gradient + (panel * block.PanelSize);
            new Span<float>(target, (int)block.PanelSize).Clear();
            PanelProduct<TLanes>.AddTransposed(weights, block.Derivatives + (panel * block.DerivativePanel), target);
        }
    }

    /// <summary>From the active pairs alone.</summary>
    public static void Sparse(Matrix weights, SampleBlock block)
    {
        int columns = ProductTile<TLanes>.Columns;
        for (int panel = 0; panel < block.Panels; panel++)
        {
            ListActiveNeurons(weights.Rows, block, block.Derivatives + (panel * block.DerivativePanel));
            int samples = Math.Min(columns, block.Count - (panel * columns));
            for (int sample = 0; sample < samples; sample++)
            {
                nint list = (nint)sample * weights.Rows;
                SparseCombination<TLanes>.Compute(
                    weights.Data, weights.Stride, block.Indices + list, block.Values + list, block.ListLengths[sample], block.Rows.RowStart((panel * columns) + sample), weights.PaddedColumns);
            }
        }

        PanelLayout.FromRows(block.Rows.Data, block.Rows.Stride, block.Count, weights.Columns, block.Gradient, columns);
    }

    private static void ListActiveNeurons(int width, SampleBlock block, float* derivatives)
    {
        int columns = ProductTile<TLanes>.Columns;
        int* lengths = block.ListLengths;
        new Span<int>(lengths, columns).Clear();
        for (int neuron = 0; neuron < width; neuron++, derivatives += columns)
        {
            uint active = ActivationTile<TLanes>.ActiveSamples(TLanes.Load(derivatives), TLanes.Load(derivatives + TLanes.Count));
            for (; active != 0; active &= active - 1)
            {
                int sample = BitOperations.TrailingZeroCount(active);
                nint slot = ((nint)sample * width) + lengths[sample]++;
                block.Indices[slot] = neuron;
                block.Values[slot] = derivatives[sample];
            }
        }
    }
}
