using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PurifyProofs.Model.Compute;

/// <summary>A smoothed ReLU r(u; s) = E ReLU(u + ρ) and its derivative, sixteen neurons at a time.</summary>
internal interface ISmoothedRelu
{
    /// <summary>r(u; s); <paramref name="inverse"/> is 1/s, or 0 where s = 0.</summary>
    static abstract Vector512<float> Value(Vector512<float> u, Vector512<float> width, Vector512<float> inverse);

    /// <summary>r'(u; s) = P(u + ρ > 0).</summary>
    static abstract Vector512<float> Derivative(Vector512<float> u, Vector512<float> width, Vector512<float> inverse);
}

/// <summary>s = 0: r(u) = max(u, 0), r'(u) = 1 for u > 0.</summary>
internal readonly struct PlainRelu : ISmoothedRelu
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> u, Vector512<float> width, Vector512<float> inverse) =>
        Vector512.MaxNative(u, Vector512<float>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Derivative(Vector512<float> u, Vector512<float> width, Vector512<float> inverse) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(u, Vector512<float>.Zero), Vector512<float>.One, Vector512<float>.Zero);
}

/// <summary>ρ uniform on [−s, s]: with t = clamp(u/s + 1, 0, 2), r = s t²/4 + max(u − s, 0) and r' = t/2.</summary>
internal readonly struct UniformRelu : ISmoothedRelu
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> u, Vector512<float> width, Vector512<float> inverse)
    {
        Vector512<float> t = Position(u, inverse);
        return (t * t * (width * 0.25f)) + Vector512.MaxNative(u - width, Vector512<float>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Derivative(Vector512<float> u, Vector512<float> width, Vector512<float> inverse)
    {
        // A neuron without width is a plain ReLU: 1/s is stored as 0 there and the position would be 1 everywhere.
        Vector512<float> plain = PlainRelu.Derivative(u, width, inverse);
        Vector512<float> smooth = Position(u, inverse) * 0.5f;
        return Vector512.ConditionalSelect(Vector512.Equals(inverse, Vector512<float>.Zero), plain, smooth);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Position(Vector512<float> u, Vector512<float> inverse) =>
        Vector512.MinNative(Vector512.MaxNative((u * inverse) + Vector512<float>.One, Vector512<float>.Zero), Vector512.Create(2f));
}

/// <summary>ρ ~ N(0, s²): r = uΦ(u/s) + sφ(u/s), r' = Φ(u/s).</summary>
internal readonly struct GaussianRelu : ISmoothedRelu
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> u, Vector512<float> width, Vector512<float> inverse)
    {
        Vector512<float> z = u * inverse;
        Vector512<float> smooth = (u * NormalFunctions.Cumulative(z)) + (width * NormalFunctions.Density(z));
        return Vector512.ConditionalSelect(Vector512.Equals(inverse, Vector512<float>.Zero), PlainRelu.Value(u, width, inverse), smooth);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Derivative(Vector512<float> u, Vector512<float> width, Vector512<float> inverse) =>
        Vector512.ConditionalSelect(
            Vector512.Equals(inverse, Vector512<float>.Zero),
            PlainRelu.Derivative(u, width, inverse),
            NormalFunctions.Cumulative(u * inverse));
}
