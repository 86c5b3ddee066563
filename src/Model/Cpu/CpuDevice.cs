using PurifyProofs.Model.Cpu.Patches;
using PurifyProofs.Model.Cpu.SparseCoding;
using PurifyProofs.Model.Device;
using PurifyProofs.Model.Patches;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Model.Cpu;

/// <summary>
/// All cores of this machine, with the widest vectors the processor has; needs no native library. One caller at a time. Results depend on the
/// arguments only, not on the number of threads.
/// </summary>
public sealed class CpuDevice : IDevice
{
    private readonly WorkerPool pool;
    private readonly DeviceKernels kernels;
    private readonly CpuSparseCodingDevice sparseCoding;
    private readonly CpuDevice?[] singles;

    /// <summary>A device of <paramref name="threads"/> threads; all cores when null.</summary>
    public CpuDevice(int? threads = null)
        : this(threads ?? Environment.ProcessorCount, DeviceKernels.Widest)
    {
    }

    internal CpuDevice(int threads, DeviceKernels kernels)
    {
        pool = new WorkerPool(threads);
        this.kernels = kernels;
        singles = new CpuDevice?[threads];
        sparseCoding = new CpuSparseCodingDevice(pool, kernels.SparseCoding);
        Patches = new CpuPatchDevice(pool, kernels.Patches);
    }

    /// <summary>Opens such devices.</summary>
    public static IDeviceFactory Factory { get; } = new OfThisMachine();

    public string Name => $"CPU, {Threads} threads, {kernels.Bits}-bit vectors";

    public int Threads => pool.ThreadCount;

    public ISparseCodingDevice SparseCoding => sparseCoding;

    public IPatchDevice Patches { get; }

    public void RunSideBySide(int count, Action<int, IDevice> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        pool.Run(count, (instance, worker) => work(instance, singles[worker] ??= new CpuDevice(1, kernels)));
    }

    public void Dispose()
    {
        Array.ForEach(singles, static single => single?.Dispose());
        sparseCoding.Dispose();
        pool.Dispose();
    }

    // Vectors of another width may differ in the last bit, but a ledger may be gone on with on another processor: every verdict is recounted
    // in float64, and the promise of equal bytes is one of this machine.
    private sealed class OfThisMachine : IDeviceFactory
    {
        public string Identity => "cpu";

        public IDevice Open(int threads) => new CpuDevice(threads);
    }
}
