using System.Runtime.CompilerServices;
using PurifyProofs.Model.Patches;

namespace PurifyProofs.Model.Cpu.Patches;

/// <summary><see cref="PowerReluFunction"/> in registers.</summary>
internal readonly struct PowerRelu<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly TLanes inverse;
    private readonly TLanes threshold;
    private readonly TLanes scale;
    private readonly int exponent;

    public PowerRelu(PowerReluFunction function)
    {
        exponent = function.Exponent;
        inverse = TLanes.Broadcast((float)(1 / function.Threshold));
        threshold = TLanes.Broadcast((float)function.Threshold);
        scale = TLanes.Broadcast((float)(function.Threshold / function.Exponent));
    }

    /// <summary>σ(z) and σ'(z).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Evaluate(TLanes z, out TLanes derivative)
    {
        TLanes share = TLanes.Min(TLanes.Max(z * inverse, default), TLanes.Broadcast(1));
        TLanes power = share;
        for (int e = 2; e < exponent; e++)
        {
            power *= share;
        }

        derivative = power;
        return TLanes.MultiplyAdd(scale * share, power, TLanes.Max(z - threshold, default));
    }
}
