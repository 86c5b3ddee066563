using System.Numerics;
using System.Runtime.CompilerServices;

namespace PurifyProofs.Model.Cpu.SparseCoding;

/// <summary>
/// Activates a tile of pre-activations [6 neurons × two registers of samples] right where the product left it: adds h_i(p)
/// to the samples' sums and writes the derivatives h_i'(p).
/// </summary>
internal static unsafe class ActivationTile<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Returns the number of active pairs among the samples of <paramref name="samples"/> (bit s: sample s counts).</summary>
    /// <param name="neurons">Biases and widths.</param>
    /// <param name="first">The tile's first neuron.</param>
    /// <param name="tile">p [6 × two registers].</param>
    /// <param name="sums">Σ_i h_i, added to [two registers].</param>
    /// <param name="derivatives">Receives h_i' of the first neuron's samples; the other neurons' follow at distance <paramref name="derivativeRow"/>.</param>
    /// <param name="derivativeRow">Floats from one neuron to the next.</param>
    /// <param name="samples">Which samples count.</param>
    public static int Run(NeuronTable neurons, int first, float* tile, float* sums, float* derivatives, nint derivativeRow, uint samples)
    {
        int active = 0;
        for (int row = 0, end; row < ProductTile<TLanes>.Rows; row = end)
        {
            NeuronShape shape = neurons.Shape(first + row);
            for (end = row + 1; end < ProductTile<TLanes>.Rows && neurons.Shape(first + end) == shape; end++)
            {
            }

            var rows = new TileRows(first + row, end - row, tile + (row * ProductTile<TLanes>.Columns), derivatives + (row * derivativeRow), derivativeRow);
            active += shape switch
            {
                NeuronShape.SeparatedUniform => Activate<SeparatedUniformRelu>(neurons, rows, sums, samples),
                NeuronShape.Uniform => Activate<UniformRelu>(neurons, rows, sums, samples),
                NeuronShape.Gaussian => Activate<GaussianRelu>(neurons, rows, sums, samples),
                _ => Activate<PlainRelu>(neurons, rows, sums, samples),
            };
        }

        return active;
    }

    // Rows of one shape, so that the samples' sums stay in registers.
    private static int Activate<TRelu>(NeuronTable neurons, TileRows rows, float* sums, uint samples)
        where TRelu : struct, ISmoothedRelu
    {
        int right = TLanes.Count, active = 0;
        TLanes sum0 = TLanes.Load(sums), sum1 = TLanes.Load(sums + right);
        float* p = rows.PreActivations;
        float* derivatives = rows.Derivatives;
        for (int neuron = rows.First; neuron < rows.First + rows.Count; neuron++, p += ProductTile<TLanes>.Columns, derivatives += rows.DerivativeRow)
        {
            TLanes bias = TLanes.Broadcast(neurons.Bias[neuron]);
            TLanes width = TLanes.Broadcast(neurons.SmoothingWidth[neuron]);
            TLanes inverse = TLanes.Broadcast(neurons.InverseWidth[neuron]);
            sum0 += TRelu.Evaluate(TLanes.Load(p), bias, width, inverse, out TLanes left);
            sum1 += TRelu.Evaluate(TLanes.Load(p + right), bias, width, inverse, out TLanes next);
            left.Store(derivatives);
            next.Store(derivatives + right);
            active += BitOperations.PopCount(ActiveSamples(left, next) & samples);
        }

        sum0.Store(sums);
        sum1.Store(sums + right);
        return active;
    }

    /// <summary>Bit s is set where sample s has a positive derivative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint ActiveSamples(TLanes left, TLanes right) =>
        TLanes.SignBits(TLanes.GreaterThan(left, default)) | (TLanes.SignBits(TLanes.GreaterThan(right, default)) << TLanes.Count);

    private readonly struct TileRows(int first, int count, float* preActivations, float* derivatives, nint derivativeRow)
    {
        public readonly int First = first;
        public readonly int Count = count;
        public readonly float* PreActivations = preActivations;
        public readonly float* Derivatives = derivatives;
        public readonly nint DerivativeRow = derivativeRow;
    }
}
