using System.Runtime.CompilerServices;

namespace PurifyProofs.Model.Cpu.SparseCoding;

/// <summary>
/// What a symmetric pair of neurons adds to f/a: h(p) = r(p − b; s) − r(−p − b; s) and h'(p) = r'(p − b) + r'(−p − b), b ≥ 0.
/// h is odd and h' even, so both are computed from q = |p|.
/// </summary>
internal interface ISmoothedRelu
{
    /// <summary>h(p); <paramref name="inverse"/> is 1/s, or 0 where s = 0.</summary>
    static abstract TLanes Evaluate<TLanes>(TLanes p, TLanes bias, TLanes width, TLanes inverse, out TLanes derivative)
        where TLanes : unmanaged, ILanes<TLanes>;
}

/// <summary>s = 0: r(u) = max(u, 0), r'(u) = 1 for u > 0.</summary>
internal readonly struct PlainRelu : ISmoothedRelu
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Evaluate<TLanes>(TLanes p, TLanes bias, TLanes width, TLanes inverse, out TLanes derivative)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes u = TLanes.Abs(p) - bias;
        derivative = TLanes.Select(TLanes.GreaterThan(u, default), TLanes.Broadcast(1), default);
        return TLanes.CopySign(TLanes.Max(u, default), p);
    }
}

/// <summary>
/// ρ uniform on [−s, s] with 0 &lt; s ≤ b, where at most one of the two halves is active: with t = clamp((q − b)/s + 1, 0, 2),
/// |h| = s t²/4 + max(q − b − s, 0) and h' = t/2.
/// </summary>
internal readonly struct SeparatedUniformRelu : ISmoothedRelu
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Evaluate<TLanes>(TLanes p, TLanes bias, TLanes width, TLanes inverse, out TLanes derivative)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes u = TLanes.Abs(p) - bias;
        TLanes t = TLanes.Min(TLanes.Max(TLanes.MultiplyAdd(u, inverse, TLanes.Broadcast(1)), default), TLanes.Broadcast(2));
        derivative = t * TLanes.Broadcast(0.5f);
        TLanes linear = TLanes.Max(u - width, default);
        return TLanes.CopySign(TLanes.MultiplyAdd(t * t, width * TLanes.Broadcast(0.25f), linear), p);
    }
}

/// <summary>ρ uniform on [−s, s] with any s ≥ 0; the two halves overlap around p = 0 where s > b.</summary>
internal readonly struct UniformRelu : ISmoothedRelu
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Evaluate<TLanes>(TLanes p, TLanes bias, TLanes width, TLanes inverse, out TLanes derivative)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes near = SeparatedUniformRelu.Evaluate(p, bias, width, inverse, out TLanes nearDerivative);
        TLanes u = -TLanes.Abs(p) - bias;
        TLanes t = TLanes.Max(TLanes.MultiplyAdd(u, inverse, TLanes.Broadcast(1)), default);
        TLanes far = TLanes.CopySign(t * t * (width * TLanes.Broadcast(0.25f)), p);
        TLanes plain = PlainRelu.Evaluate(p, bias, width, inverse, out TLanes plainDerivative);
        TLanes smooth = TLanes.GreaterThan(inverse, default);
        derivative = TLanes.Select(smooth, TLanes.MultiplyAdd(t, TLanes.Broadcast(0.5f), nearDerivative), plainDerivative);
        return TLanes.Select(smooth, near - far, plain);
    }
}

/// <summary>ρ ~ N(0, s²): r = uΦ(u/s) + sφ(u/s), r' = Φ(u/s).</summary>
internal readonly struct GaussianRelu : ISmoothedRelu
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Evaluate<TLanes>(TLanes p, TLanes bias, TLanes width, TLanes inverse, out TLanes derivative)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes q = TLanes.Abs(p);
        TLanes near = Half(q - bias, width, inverse, out TLanes nearDerivative);
        TLanes far = Half(-q - bias, width, inverse, out TLanes farDerivative);
        TLanes plain = PlainRelu.Evaluate(p, bias, width, inverse, out TLanes plainDerivative);
        TLanes smooth = TLanes.GreaterThan(inverse, default);
        derivative = TLanes.Select(smooth, nearDerivative + farDerivative, plainDerivative);
        return TLanes.Select(smooth, TLanes.CopySign(TLanes.Max(near - far, default), p), plain);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Half<TLanes>(TLanes u, TLanes width, TLanes inverse, out TLanes derivative)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes z = u * inverse;
        derivative = NormalFunctions.Cumulative(z, out TLanes density);
        return TLanes.MultiplyAdd(u, derivative, width * density);
    }
}
