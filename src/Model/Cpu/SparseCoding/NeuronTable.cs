using System.Runtime.InteropServices;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Model.Cpu.SparseCoding;

/// <summary>Biases and smoothing widths of a network in native memory, with what kernels derive from them.</summary>
internal sealed unsafe class NeuronTable : IDisposable
{
    // A padding neuron must never fire, whichever formula its neighbours need.
    private const float UnreachableBias = 1e30f;

    // 1/s of a subnormal s need not be finite; nothing in float32 tells it from 0.
    private const float LeastWidth = 1.17549435e-38f;

    private readonly SymmetricReluNetwork network;
    private readonly NeuronShape[] shapes;
    private float* memory;

    public NeuronTable(SymmetricReluNetwork network)
    {
        this.network = network;
        PaddedWidth = (network.Width + Matrix.Lanes - 1) / Matrix.Lanes * Matrix.Lanes;
        shapes = new NeuronShape[PaddedWidth + Matrix.Lanes];
        memory = (float*)NativeMemory.AlignedAlloc(3 * (nuint)shapes.Length * sizeof(float), 64);
        Bias = memory;
        SmoothingWidth = Bias + shapes.Length;
        InverseWidth = SmoothingWidth + shapes.Length;
        Refresh();
        ScaleMargins();
    }

    ~NeuronTable() => NativeMemory.AlignedFree(memory);

    public SymmetricReluNetwork Network => network;

    /// <summary>The sign of a, by which a descent of the margin has to go; 1 where a = 0.</summary>
    public float Sign => network.OutputScale < 0 ? -1 : 1;

    /// <summary>What sums over neurons are taken times in margins: a, or, where only their order counts, a without its exponent.</summary>
    public float MarginScale { get; private set; }

    /// <summary>m rounded up to whole vectors.</summary>
    public int PaddedWidth { get; }

    /// <summary>b; unreachable for padding neurons.</summary>
    public float* Bias { get; }

    /// <summary>s.</summary>
    public float* SmoothingWidth { get; }

    /// <summary>1/s, 0 where s = 0.</summary>
    public float* InverseWidth { get; }

    /// <summary>A formula that fits every neuron.</summary>
    public NeuronShape CommonShape { get; private set; }

    /// <summary>Which formula neuron <paramref name="neuron"/> needs.</summary>
    public NeuronShape Shape(int neuron) => shapes[neuron];

    /// <summary>Takes over the network's present biases and widths.</summary>
    public void Refresh()
    {
        for (int i = 0; i < shapes.Length; i++)
        {
            bool real = i < network.Width;
            float width = real ? network.SmoothingWidth[i] : 1;
            Bias[i] = real ? network.Bias[i] : UnreachableBias;
            SmoothingWidth[i] = width;
            InverseWidth[i] = width >= LeastWidth ? 1 / width : 0;
            shapes[i] = real ? ShapeOf(Bias[i], width) : NeuronShape.Plain;
        }

        CommonShape = shapes.AsSpan(0, network.Width).ContainsAnyExcept(shapes[0]) ? MostGeneral() : shapes[0];
    }

    /// <summary>Margins are y f from now on.</summary>
    public void ScaleMargins() => MarginScale = network.OutputScale;

    /// <summary>Margins are y f times a power of two from now on, so that their order is not lost where f is beyond float32.</summary>
    public void OrderMargins() => MarginScale = network.OutputScale is var scale && scale != 0 && float.IsFinite(scale)
        ? MathF.ScaleB(scale, -MathF.ILogB(scale))
        : scale;

    public void Dispose()
    {
        NativeMemory.AlignedFree(memory);
        memory = null;
        GC.SuppressFinalize(this);
    }

    private NeuronShape MostGeneral() => network.Smoothing == Smoothing.Gaussian ? NeuronShape.Gaussian : NeuronShape.Uniform;

    private NeuronShape ShapeOf(float bias, float width) => (network.Smoothing, width) switch
    {
        (Smoothing.None, _) or (_, < LeastWidth) => NeuronShape.Plain,
        (Smoothing.Gaussian, _) => NeuronShape.Gaussian,
        _ => width <= bias ? NeuronShape.SeparatedUniform : NeuronShape.Uniform,
    };
}

/// <summary>Which <see cref="ISmoothedRelu"/> computes a neuron.</summary>
internal enum NeuronShape : byte
{
    /// <summary><see cref="PlainRelu"/>.</summary>
    Plain,

    /// <summary><see cref="SeparatedUniformRelu"/>.</summary>
    SeparatedUniform,

    /// <summary><see cref="UniformRelu"/>.</summary>
    Uniform,

    /// <summary><see cref="GaussianRelu"/>.</summary>
    Gaussian,
}
