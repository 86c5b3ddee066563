using PurifyProofs.Model.Numerics;

namespace PurifyProofs.Model.Cpu.SparseCoding;

/// <summary>
/// A block of samples under attack, seen from the neurons: δ = γ δ₀ + σ Σ_i c_i w_i is kept as its coefficients, and what it does
/// to the network as what it does to the pre-activations, Wδ.
/// </summary>
internal sealed unsafe class GramBlock : IDisposable
{
    /// <summary>Samples in a block; many, because every step of a block reads all of G.</summary>
    public const int Capacity = 128;

    private const int WidestPanel = 32;

    private readonly NativeBuffer memory = new();

    /// <summary>Memory for a block of dimension d against m neurons.</summary>
    public GramBlock(int dimension, int width)
    {
        Width = width;
        int columns = (width + WidestPanel - 1) / WidestPanel * WidestPanel;
        Combination = new Matrix(1, dimension);
        Clean = new Matrix(Capacity, columns);
        Shift = new Matrix(Capacity, columns);
        Change = new Matrix(Capacity, columns);
        Coefficients = new Matrix(Capacity, columns);
        BestCoefficients = new Matrix(Capacity, columns);
        Indices = memory.Integers((nint)Capacity * width);
        Slopes = memory.Floats((nint)Capacity * width);
    }

    /// <summary>m; matrices have columns for whole panels.</summary>
    public int Width { get; }

    /// <summary>Samples it holds.</summary>
    public int Count { get; private set; }

    /// <summary>W x [128 × m].</summary>
    public Matrix Clean { get; }

    /// <summary>Wδ [128 × m], apart from W x: for a small radius a sum of both would lose its digits.</summary>
    public Matrix Shift { get; }

    /// <summary>W ∇_x f / a [128 × m].</summary>
    public Matrix Change { get; }

    /// <summary>c [128 × m].</summary>
    public Matrix Coefficients { get; }

    /// <summary>c of the best points visited [128 × m].</summary>
    public Matrix BestCoefficients { get; }

    /// <summary>Scratch for one δ [1 × d].</summary>
    public Matrix Combination { get; }

    /// <summary>Active neurons [128 × m].</summary>
    public int* Indices { get; }

    /// <summary>Their derivatives h_i' [128 × m].</summary>
    public float* Slopes { get; }

    /// <summary>Numbers of active neurons.</summary>
    public int[] Active { get; } = new int[Capacity];

    /// <summary>What belongs to one sample each.</summary>
    public GramSample[] Samples { get; } = new GramSample[Capacity];

    /// <summary>Begins the attack of samples with these labels from δ₀ with these squared lengths.</summary>
    public void Begin(ReadOnlySpan<float> labels, ReadOnlySpan<double> squaredLengths)
    {
        Count = labels.Length;
        Coefficients.Clear();
        for (int i = 0; i < Count; i++)
        {
            Samples[i] = new GramSample
            {
                Label = labels[i],
                SquaredLength = squaredLengths[i],
                StartShare = 1,
                Scale = 1,
                BestMargin = float.PositiveInfinity,
            };
        }
    }

    public void Dispose()
    {
        Clean.Dispose();
        Shift.Dispose();
        Change.Dispose();
        Coefficients.Dispose();
        BestCoefficients.Dispose();
        Combination.Dispose();
        memory.Dispose();
    }
}

/// <summary>One sample of a <see cref="GramBlock"/>: δ = γ δ₀ + σ Σ_i c_i w_i.</summary>
internal struct GramSample
{
    /// <summary>y.</summary>
    public float Label;

    /// <summary>‖δ‖².</summary>
    public double SquaredLength;

    /// <summary>γ.</summary>
    public double StartShare;

    /// <summary>σ.</summary>
    public double Scale;

    /// <summary>Smallest margin visited.</summary>
    public float BestMargin;

    /// <summary>γ there.</summary>
    public double BestStartShare;

    /// <summary>σ there.</summary>
    public double BestScale;
}
