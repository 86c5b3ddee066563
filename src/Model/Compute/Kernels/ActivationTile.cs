using System.Numerics;
using System.Runtime.CompilerServices;

namespace PurifyProofs.Model.Compute.Kernels;

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
        for (int row = 0; row < ProductTile<TLanes>.Rows; row++)
        {
            int neuron = first + row;
            active += neurons.Shape(neuron) switch
            {
                NeuronShape.SeparatedUniform => Row<SeparatedUniformRelu>(neurons, neuron, tile, sums, derivatives, samples),
                NeuronShape.Uniform => Row<UniformRelu>(neurons, neuron, tile, sums, derivatives, samples),
                NeuronShape.Gaussian => Row<GaussianRelu>(neurons, neuron, tile, sums, derivatives, samples),
                _ => Row<PlainRelu>(neurons, neuron, tile, sums, derivatives, samples),
            };
            tile += ProductTile<TLanes>.Columns;
            derivatives += derivativeRow;
        }

        return active;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Row<TRelu>(NeuronTable neurons, int neuron, float* p, float* sums, float* derivatives, uint samples)
        where TRelu : struct, ISmoothedRelu
    {
        int right = TLanes.Count;
        TLanes bias = TLanes.Broadcast(neurons.Bias[neuron]);
        TLanes width = TLanes.Broadcast(neurons.SmoothingWidth[neuron]);
        TLanes inverse = TLanes.Broadcast(neurons.InverseWidth[neuron]);
        TLanes h0 = TRelu.Evaluate(TLanes.Load(p), bias, width, inverse, out TLanes d0);
        TLanes h1 = TRelu.Evaluate(TLanes.Load(p + right), bias, width, inverse, out TLanes d1);
        (TLanes.Load(sums) + h0).Store(sums);
        (TLanes.Load(sums + right) + h1).Store(sums + right);
        d0.Store(derivatives);
        d1.Store(derivatives + right);
        return BitOperations.PopCount(ActiveSamples(d0, d1) & samples);
    }

    /// <summary>Bit s is set where sample s has a positive derivative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint ActiveSamples(TLanes left, TLanes right) =>
        TLanes.SignBits(TLanes.GreaterThan(left, default)) | (TLanes.SignBits(TLanes.GreaterThan(right, default)) << TLanes.Count);
}
