using PurifyProofs.Model.Cpu;

namespace PurifyProofs.Properties.Conformance;

/// <summary>The hand-written device with registers of four lanes.</summary>
public sealed class Cpu128Conformance() : CpuConformance(128);

/// <summary>The hand-written device with registers of eight lanes.</summary>
public sealed class Cpu256Conformance() : CpuConformance(256);

/// <summary>The hand-written device with registers of sixteen lanes.</summary>
public sealed class Cpu512Conformance() : CpuConformance(512);

/// <summary>The yardstick itself.</summary>
public sealed class ReferenceConformance()
    : DeviceConformance(new DeviceUnderTest("The float64 reference", static _ => new ReferenceDevice()));

/// <summary>The hand-written device at one register width; one that the processor lacks runs emulated.</summary>
public abstract class CpuConformance(int bits) : DeviceConformance(new DeviceUnderTest(
    $"The CPU at {bits} bits",
    threads => new CpuDevice(threads, DeviceKernels.All.Single(kernels => kernels.Bits == bits))));
