using PurifyProofs.Model.Cpu.Patches;
using PurifyProofs.Model.Cpu.SparseCoding;

namespace PurifyProofs.Model.Cpu;

/// <summary>The kernels of every family for one width of vector registers.</summary>
/// <param name="Bits">Bits of a register.</param>
/// <param name="SparseCoding">Those of sparse coding.</param>
/// <param name="Patches">Those of structured data.</param>
internal sealed record DeviceKernels(int Bits, SparseCodingKernels SparseCoding, PatchKernels Patches)
{
    /// <summary>The kernels at every width that there is; those that the processor lacks run emulated.</summary>
    public static IReadOnlyList<DeviceKernels> All { get; } = [Of<Lanes128>(128), Of<Lanes256>(256), Of<Lanes512>(512)];

    /// <summary>The widest the processor has.</summary>
    public static DeviceKernels Widest { get; } = All.Single(static kernels => kernels.Bits == LaneWidth.Bits);

    private static DeviceKernels Of<TLanes>(int bits)
        where TLanes : unmanaged, ILanes<TLanes> =>
        new(bits, new SparseCodingKernels<TLanes>(), new PatchKernels<TLanes>());
}
