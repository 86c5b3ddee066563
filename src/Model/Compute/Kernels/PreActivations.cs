namespace PurifyProofs.Model.Compute.Kernels;

/// <summary>Products of the rows of W with a block's points, or with one another, without activation.</summary>
internal static unsafe class PreActivations<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>W x for every sample of the block into the rows of <paramref name="target"/> [n × m], from row <paramref name="firstRow"/>.</summary>
    public static void OfBlock(Matrix weights, SampleBlock block, Matrix target, int firstRow)
    {
        const int rows = ProductTile<TLanes>.Rows;
        int columns = ProductTile<TLanes>.Columns;
        new Span<float>(block.Derivatives, (int)(block.Panels * block.DerivativePanel)).Clear();
        for (int panel = 0; panel < block.Panels; panel++)
        {
            float* products = block.Derivatives + (panel * block.DerivativePanel);
            for (int first = 0; first < weights.Rows; first += rows)
            {
                ProductTile<TLanes>.Accumulate(
                    weights.RowStart(first), weights.Stride, 1, block.Points + (panel * block.PanelSize), columns, weights.Columns, products + ((nint)first * columns), columns);
            }
        }

        PanelLayout.ToRows(block.Derivatives, columns, block.Count, weights.Rows, target.RowStart(firstRow), target.Stride);
    }

    /// <summary>The rows of G = W Wᵀ that belong to the neurons which the block holds as its samples.</summary>
    public static void GramRows(Matrix weights, SampleBlock block, Matrix gram, int firstNeuron, int count)
    {
        block.BeginUnlabelled(count);
        PanelLayout.FromRows(weights.RowStart(firstNeuron), weights.Stride, count, weights.Columns, block.Inputs, ProductTile<TLanes>.Columns);
        block.Points = block.Inputs;
        OfBlock(weights, block, gram, firstNeuron);
    }
}
