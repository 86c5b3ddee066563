using System.Numerics.Tensors;

namespace PurifyProofs.Model.SparseCoding;

/// <summary>
/// The network that attacks climb in place of one whose numbers are extreme. With c a power of two r(cu; cs) = c r(u; s), so (cW, cb, cs) and a/c are the same function,
/// and a positive factor of a moves no attack; but at weights of 2⁻¹⁰⁰ float32 loses what the tail of a smoothed neuron adds to a gradient.
/// </summary>
public static class AttackForm
{
    // Ordinary networks stay as they are, to the bit.
    private const int OrdinaryWeights = 8;
    private const int OrdinaryOutput = 32;

    /// <summary>The network itself where its numbers are ordinary, otherwise a copy with a typical weight near 1 and 1 ≤ |a| &lt; 2.</summary>
    public static SymmetricReluNetwork Of(SymmetricReluNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        int weights = TypicalExponent(network.Weights);
        bool isOrdinary = Math.Abs(weights) <= OrdinaryWeights && Math.Abs(ExponentOf(network.OutputScale)) <= OrdinaryOutput;
        return isOrdinary || !CanBeScaled(network, -weights) ? network : Scaled(network, -weights);
    }

    // The median over neurons that are not zero: a huge or a tiny one that never fires says nothing of the others. Attacks allocate nothing.
    private static int TypicalExponent(Matrix weights)
    {
        const int Lowest = -150, Count = 280;
        Span<int> counts = stackalloc int[Count];
        counts.Clear();
        int neurons = 0;
        for (int i = 0; i < weights.Rows; i++)
        {
            if (TensorPrimitives.MaxMagnitude<float>(weights.Row(i)) is not 0 and var size && float.IsFinite(size))
            {
                counts[ExponentOf(size) - Lowest]++;
                neurons++;
            }
        }

        int exponent = 0;
        for (int below = counts[0]; below <= neurons / 2 && neurons > 0; below += counts[exponent])
        {
            exponent++;
        }

        return neurons == 0 ? 0 : exponent + Lowest;
    }

    private static int ExponentOf(float value) => value == 0 || !float.IsFinite(value) ? 0 : MathF.ILogB(value);

    private static bool CanBeScaled(SymmetricReluNetwork network, int exponent)
    {
        bool Fits(float value) => float.IsFinite(MathF.ScaleB(value, exponent));
        return float.IsFinite(network.OutputScale)
            && Enumerable.Range(0, network.Width).All(i => Fits(TensorPrimitives.MaxMagnitude<float>(network.Weights.Row(i))))
            && network.Bias.All(Fits)
            && network.SmoothingWidth.All(Fits);
    }

    private static SymmetricReluNetwork Scaled(SymmetricReluNetwork network, int exponent)
    {
        float Scale(float value) => MathF.ScaleB(value, exponent);
        Matrix weights = network.Weights.Clone();
        for (int i = 0; i < weights.Rows; i++)
        {
            foreach (ref float weight in weights.Row(i))
            {
                weight = Scale(weight);
            }
        }

        return new SymmetricReluNetwork(
            weights,
            Array.ConvertAll(network.Bias, Scale),
            Array.ConvertAll(network.SmoothingWidth, Scale),
            MathF.ScaleB(network.OutputScale, -ExponentOf(network.OutputScale)),
            network.Smoothing);
    }
}
