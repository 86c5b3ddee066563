using System.Runtime.Intrinsics;

namespace PurifyProofs.Model.Numerics;

/// <summary>The widest vector registers that the processor computes with.</summary>
internal static class LaneWidth
{
    /// <summary>Bits of a register: 512, 256 or 128.</summary>
    public static int Bits => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
}
