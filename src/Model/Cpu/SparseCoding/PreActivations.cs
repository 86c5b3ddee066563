namespace PurifyProofs.Model.Cpu.SparseCoding;

/// <summary>Products of the rows of W with a block's points, or with one another, without activation.</summary>
internal static unsafe class PreActivations<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>W x for every sample of the block into the rows of <paramref name="target"/> [n × m], from row <paramref name="firstRow"/>.</summary>
    public static void OfBlock(Matrix weights, SampleBlock block, Matrix target, int firstRow)
    {
        int columns = ProductTile<TLanes>.Columns;
        for (int panel = 0; panel < block.Panels; panel++)
        {
            OfPanel(weights, block.Points + (panel * block.PanelSize), block.Derivatives + (panel * block.DerivativePanel));
        }

        PanelLayout.ToRows(block.Derivatives, columns, block.Count, weights.Rows, target.RowStart(firstRow), target.Stride);
    }

    /// <summary>One panel of G = W Wᵀ; the block lends the memory for its neurons, which take the place of samples.</summary>
    public static void OfNeurons(Matrix weights, SampleBlock block, GramMatrix gram, int panel)
    {
        int first = panel * gram.PanelWidth;
        int count = Math.Min(gram.PanelWidth, weights.Rows - first);
        block.BeginUnlabelled(count);
        PanelLayout.FromRows(weights.RowStart(first), weights.Stride, count, weights.Columns, block.Inputs, gram.PanelWidth);
        OfPanel(weights, block.Inputs, gram.Panel(panel));
    }

    private static void OfPanel(Matrix weights, float* points, float* products)
    {
        new Span<float>(products, PanelLayout.Depth(weights.Rows) * ProductTile<TLanes>.Columns).Clear();
        PanelProduct<TLanes>.Add(weights, points, products);
    }
}
