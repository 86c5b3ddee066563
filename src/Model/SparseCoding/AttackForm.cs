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

    // Of half the neurons: a huge or a tiny one that never fires says nothing of the others.
    private static int TypicalExponent(Matrix weights)
    {
        int[] exponents = [.. Enumerable.Range(0, weights.Rows).Select(i => TensorPrimitives.MaxMagnitude<float>(weights.Row(i))).Where(static size => size != 0).Select(ExponentOf).Order()];
        return exponents.Length == 0 ? 0 : exponents[exponents.Length / 2];
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
