namespace PurifyProofs.Model.Cpu.SparseCoding;

/// <summary>
/// G = WWᵀ [m × m] in panels of as many columns as a tile has, [panel][neuron][column]: while one panel is in use, it fits into
/// the second-level cache and into few pages.
/// </summary>
internal sealed unsafe class GramMatrix : IDisposable
{
    private readonly NativeBuffer memory = new();
    private readonly float* values;
    private readonly nint panelSize;

    /// <summary>Memory for the Gram matrix of m neurons.</summary>
    public GramMatrix(int width, int panelWidth)
    {
        (Width, PanelWidth) = (width, panelWidth);
        Panels = (width + panelWidth - 1) / panelWidth;
        panelSize = (nint)PanelLayout.Depth(width) * panelWidth;
        values = memory.Floats(Panels * panelSize);
    }

    /// <summary>m.</summary>
    public int Width { get; }

    /// <summary>Columns in a panel.</summary>
    public int PanelWidth { get; }

    /// <summary>Panels.</summary>
    public int Panels { get; }

    /// <summary>G[0, panel · PanelWidth]; the next row is <see cref="PanelWidth"/> away.</summary>
    public float* Panel(int panel) => values + (panel * panelSize);

    public void Dispose() => memory.Dispose();
}
