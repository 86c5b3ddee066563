using PurifyProofs.Model.Patches;

namespace PurifyProofs.Model.Cpu.Patches;

/// <summary>
/// Scratch memory of one worker: as many samples as a panel is wide, across the lanes, one panel for each patch. So sums over patches
/// and classes never cross the lanes of a register either.
/// </summary>
internal sealed unsafe class PatchBlock : IDisposable
{
    private readonly NativeBuffer memory = new();
    private readonly int width;

    /// <summary>Memory for samples of the given patches against a network, perturbed in so many coordinates a patch.</summary>
    public PatchBlock(PatchNetwork network, int patches, int coordinates, int width)
    {
        this.width = width;
        (Network, Patches, Coordinates) = (network, patches, coordinates);
        PointPanel = (nint)PanelLayout.Depth(network.Dimension) * width;
        NeuronPanel = (nint)PanelLayout.Depth(network.Weights.Rows) * width;
        CoordinatePanel = (nint)PanelLayout.Depth(coordinates) * width;
        Rows = new Matrix(width * patches, network.Dimension);
        Points = memory.Floats(patches * PointPanel);
        Products = memory.Floats(patches * NeuronPanel);
        Activations = memory.Floats(NeuronPanel);
        Perturbations = memory.Floats(patches * CoordinatePanel);
        Gradient = memory.Floats(patches * CoordinatePanel);
        Best = memory.Floats(patches * CoordinatePanel);
        Worst = memory.Floats(patches * CoordinatePanel);
        Values = memory.Floats(patches * width);
        BestValues = memory.Floats(patches * width);
        WorstValues = memory.Floats(width);
        Coefficients = memory.Floats(network.Classes * width);
        Outputs = memory.Floats(network.Classes * width);
        Classes = new int[width];
    }

    /// <summary>The network.</summary>
    public PatchNetwork Network { get; }

    /// <summary>P.</summary>
    public int Patches { get; }

    /// <summary>Coordinates k of a patch's perturbation.</summary>
    public int Coordinates { get; }

    /// <summary>Samples it can hold: the width of a panel.</summary>
    public int Capacity => width;

    /// <summary>Samples it holds.</summary>
    public int Count { get; private set; }

    /// <summary>Floats from one patch's points to the next.</summary>
    public nint PointPanel { get; }

    /// <summary>Floats from one patch's products to the next.</summary>
    public nint NeuronPanel { get; }

    /// <summary>Floats from one patch's coordinates to the next.</summary>
    public nint CoordinatePanel { get; }

    /// <summary>Patches as rows [capacity·P × d], those of one sample after another.</summary>
    public Matrix Rows { get; }

    /// <summary>x [P][d][sample].</summary>
    public float* Points { get; }

    /// <summary>W x of the unperturbed points [P][K·m][sample]; after training's forward pass σ'.</summary>
    public float* Products { get; }

    /// <summary>Pre-activations, then derivatives, of one patch [K·m][sample].</summary>
    public float* Activations { get; }

    /// <summary>c [P][k][sample].</summary>
    public float* Perturbations { get; }

    /// <summary>Gradient in c [P][k][sample].</summary>
    public float* Gradient { get; }

    /// <summary>The best c met on the way to one target [P][k][sample].</summary>
    public float* Best { get; }

    /// <summary>The best c of all targets [P][k][sample].</summary>
    public float* Worst { get; }

    /// <summary>Each patch's part of the objective [P][sample].</summary>
    public float* Values { get; }

    /// <summary>The same at <see cref="Best"/>.</summary>
    public float* BestValues { get; }

    /// <summary>The objective at <see cref="Worst"/> [sample].</summary>
    public float* WorstValues { get; }

    /// <summary>∂ objective/∂F_i [K][sample]; 0 for padding.</summary>
    public float* Coefficients { get; }

    /// <summary>F_i [K][sample].</summary>
    public float* Outputs { get; }

    /// <summary>y [capacity].</summary>
    public int[] Classes { get; }

    /// <summary>Takes over classes; the points are put into <see cref="Points"/> by the caller.</summary>
    public void Begin(ReadOnlySpan<int> classes)
    {
        Count = classes.Length;
        classes.CopyTo(Classes);
        Classes.AsSpan(Count).Clear();
        new Span<float>(WorstValues, width).Fill(float.PositiveInfinity);
    }

    /// <summary>Forgets the best points of the last target.</summary>
    public void BeginTarget() => new Span<float>(BestValues, Patches * width).Fill(float.PositiveInfinity);

    public void Dispose()
    {
        memory.Dispose();
        Rows.Dispose();
    }
}
