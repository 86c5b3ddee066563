using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.Cpu.SparseCoding;
using PurifyProofs.Model.Numerics;

namespace PurifyProofs.Properties.Numerics;

/// <summary>The kernels at every register width; those that the processor lacks run emulated.</summary>
internal static class RegisterWidths
{
    /// <summary>Four, eight and sixteen lanes.</summary>
    public static IReadOnlyList<SparseCodingKernels> All { get; } = [.. DeviceKernels.All.Select(static kernels => kernels.SparseCoding)];
}
