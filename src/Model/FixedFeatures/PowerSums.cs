using System.Numerics.Tensors;

namespace PurifyProofs.Model.FixedFeatures;

/// <summary>S_p = Σ_j (c t_j)^p for p = 1 … 7 and the gradient of functions of them.</summary>
internal static class PowerSums
{
    /// <summary>Highest power.</summary>
    public const int Highest = 7;

    /// <summary>Writes S_1 … S_P, P the length of <paramref name="sums"/>.</summary>
    /// <param name="t">Coordinates [D].</param>
    /// <param name="scale">c.</param>
    /// <param name="sums">Receives the sums [P], P ≤ 7.</param>
    public static void Evaluate(ReadOnlySpan<double> t, double scale, Span<double> sums)
    {
        Span<double> memory = stackalloc double[4 * 512];
        Span<double> scratch = 4 * t.Length <= memory.Length ? memory[..(4 * t.Length)] : new double[4 * t.Length];
        Span<double> first = scratch[..t.Length], second = scratch.Slice(t.Length, t.Length);
        Span<double> third = scratch.Slice(2 * t.Length, t.Length), fourth = scratch[(3 * t.Length)..];
        TensorPrimitives.Multiply(t, scale, first);
        TensorPrimitives.Multiply<double>(first, first, second);
        TensorPrimitives.Multiply<double>(first, second, third);
        TensorPrimitives.Multiply<double>(second, second, fourth);
        for (int power = 1; power <= sums.Length; power++)
        {
            sums[power - 1] = power switch
            {
                1 => TensorPrimitives.Sum<double>(first),
                2 => TensorPrimitives.Sum<double>(second),
                3 => TensorPrimitives.Sum<double>(third),
                4 => TensorPrimitives.Sum<double>(fourth),
                5 => TensorPrimitives.Dot<double>(first, fourth),
                6 => TensorPrimitives.Dot<double>(second, fourth),
                _ => TensorPrimitives.Dot<double>(third, fourth),
            };
        }
    }

    /// <summary>Writes Σ_p slopes_p · ∂S_p/∂t_j = c Σ_p p slopes_p (c t_j)^{p−1}, by Horner's rule.</summary>
    /// <param name="t">Coordinates [D].</param>
    /// <param name="scale">c.</param>
    /// <param name="slopes">∂f/∂S_p [P].</param>
    /// <param name="gradient">Receives ∂f/∂t [D].</param>
    public static void Gradient(ReadOnlySpan<double> t, double scale, ReadOnlySpan<double> slopes, Span<double> gradient)
    {
        gradient.Clear();
        for (int power = slopes.Length; power >= 1; power--)
        {
            // The last factor c t_j is missing from the lowest power.
            double coefficient = power * slopes[power - 1];
            TensorPrimitives.Multiply(gradient, scale, gradient);
            TensorPrimitives.Multiply(gradient, t, gradient);
            TensorPrimitives.Add(gradient, coefficient, gradient);
        }

        TensorPrimitives.Multiply(gradient, scale, gradient);
    }
}
