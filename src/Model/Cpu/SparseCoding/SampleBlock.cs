namespace PurifyProofs.Model.Cpu.SparseCoding;

/// <summary>
/// Scratch memory of one worker: a block of samples in panels (see <see cref="PanelLayout"/>) with all that one worker
/// computes about them, so small that most of it stays in the core's own cache.
/// </summary>
internal sealed unsafe class SampleBlock : IDisposable
{
    /// <summary>Samples in a block of a large batch.</summary>
    public const int LargeCapacity = 64;

    private const int SmallCapacity = 32;
    private const int LargeBatch = 256;

    private readonly NativeBuffer memory = new();
    private readonly int panelWidth;

    /// <summary>Memory for up to <paramref name="capacity"/> samples of dimension d against m neurons.</summary>
    public SampleBlock(int dimension, int width, int capacity, int panelWidth)
    {
        (this.panelWidth, Capacity) = (panelWidth, capacity);
        PanelSize = (nint)PanelLayout.Depth(dimension) * panelWidth;
        DerivativePanel = (nint)PanelLayout.Depth(width) * panelWidth;
        int panels = capacity / panelWidth;
        Rows = new Matrix(capacity, dimension);
        Inputs = memory.Floats(panels * PanelSize);
        Perturbations = memory.Floats(panels * PanelSize);
        Perturbed = memory.Floats(panels * PanelSize);
        Gradient = memory.Floats(panels * PanelSize);
        Best = memory.Floats(panels * PanelSize);
        Previous = memory.Floats(panels * PanelSize);
        Derivatives = memory.Floats(panels * DerivativePanel);
        Labels = memory.Floats(capacity);
        Sums = memory.Floats(capacity);
        Margins = memory.Floats(capacity);
        BestMargins = memory.Floats(capacity);
        StepLengths = memory.Floats(capacity);
        Losses = memory.Floats(capacity);
        LossSlopes = memory.Floats(capacity);
        Indices = memory.Integers((nint)panelWidth * width);
        Values = memory.Floats((nint)panelWidth * width);
        ListLengths = memory.Integers(panelWidth);
    }

    /// <summary>Most samples it can hold.</summary>
    public int Capacity { get; }

    /// <summary>Samples it holds.</summary>
    public int Count { get; private set; }

    /// <summary>Panels in use.</summary>
    public int Panels => (Count + panelWidth - 1) / panelWidth;

    /// <summary>Floats from one panel of points to the next.</summary>
    public nint PanelSize { get; }

    /// <summary>Floats from one panel of derivatives to the next.</summary>
    public nint DerivativePanel { get; }

    /// <summary>Samples as rows [capacity × d], for drawing and for sparse sums.</summary>
    public Matrix Rows { get; }

    /// <summary>x.</summary>
    public float* Inputs { get; }

    /// <summary>δ.</summary>
    public float* Perturbations { get; }

    /// <summary>x + δ.</summary>
    public float* Perturbed { get; }

    /// <summary>Where the network is evaluated: x, or x + δ once there is a perturbation.</summary>
    public float* Points { get; set; }

    /// <summary>∇_x f / a.</summary>
    public float* Gradient { get; }

    /// <summary>δ of the best points visited.</summary>
    public float* Best { get; }

    /// <summary>δ before the last step, for steps with momentum.</summary>
    public float* Previous { get; }

    /// <summary>η of every sample, for steps whose length adapts; with the sign of a.</summary>
    public float* StepLengths { get; }

    /// <summary>h_i'(p_i) of the last forward pass, [panel][neuron][sample].</summary>
    public float* Derivatives { get; }

    /// <summary>y, 0 for padding.</summary>
    public float* Labels { get; }

    /// <summary>Σ_i h_i(p_i).</summary>
    public float* Sums { get; }

    /// <summary>y f; in attacks a positive multiple of it.</summary>
    public float* Margins { get; }

    /// <summary>ℓ = log(1 + e^−yf).</summary>
    public float* Losses { get; }

    /// <summary>−∂ℓ/∂(yf) = σ(−yf).</summary>
    public float* LossSlopes { get; }

    /// <summary>The margins at the best points visited.</summary>
    public float* BestMargins { get; }

    /// <summary>Active neurons of the samples of one panel [sample × m].</summary>
    public int* Indices { get; }

    /// <summary>Their derivatives.</summary>
    public float* Values { get; }

    /// <summary>How many there are for each sample.</summary>
    public int* ListLengths { get; }

    /// <summary>How many samples a block of a batch holds: fewer when the batch is small, so that every core gets some.</summary>
    public static int CapacityFor(int batchSize) => batchSize >= LargeBatch ? LargeCapacity : SmallCapacity;

    /// <summary>Takes over labels; the samples themselves are put into <see cref="Inputs"/> by the caller.</summary>
    public void Begin(ReadOnlySpan<float> labels)
    {
        Count = labels.Length;
        var all = new Span<float>(Labels, Capacity);
        labels.CopyTo(all);
        all[Count..].Clear();
        new Span<float>(BestMargins, Capacity).Fill(float.PositiveInfinity);
    }

    /// <summary>Makes room for points that have no labels.</summary>
    public void BeginUnlabelled(int count) => Count = count;

    /// <summary>Takes δ for the best point, to stand where no margin is a number.</summary>
    public void KeepStart()
    {
        nint count = Panels * PanelSize;
        new Span<float>(Perturbations, (int)count).CopyTo(new Span<float>(Best, (int)count));
    }

    /// <summary>δ = 0.</summary>
    public void ClearPerturbations() => new Span<float>(Perturbations, (int)(Panels * PanelSize)).Clear();

    public void Dispose()
    {
        memory.Dispose();
        Rows.Dispose();
    }
}
