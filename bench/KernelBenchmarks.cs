using BenchmarkDotNet.Attributes;
using PurifyProofs.Cli.Benchmarks;
using PurifyProofs.Model.Numerics;

namespace PurifyProofs.Bench;

/// <summary>
/// The kernels on one block of 64 samples (the weight gradient: on one group of 24 neurons over a batch of 512), d = 256,
/// m = 1024, at every register width. Widths that the processor lacks run emulated.
/// </summary>
public class KernelBenchmarks
{
    private KernelBlock kernels = null!;

    /// <summary>Bits of a register.</summary>
    [Params(128, 256, 512)]
    public int RegisterBits { get; set; }

    /// <summary>b/‖w‖: 0.1 makes about 63 % of the pairs active, 0.346 about 10 %.</summary>
    [Params(0.1, 0.346)]
    public double BiasFraction { get; set; }

    /// <summary>Network, samples and scratch memory.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        WorkloadShape shape = WorkloadShape.Standard with { BiasFraction = BiasFraction };
        kernels = RegisterBits switch
        {
            128 => new KernelBlock<Lanes128>(shape),
            256 => new KernelBlock<Lanes256>(shape),
            _ => new KernelBlock<Lanes512>(shape),
        };
    }

    /// <summary>Gives the memory back.</summary>
    [GlobalCleanup]
    public void Clean() => kernels.Dispose();

    /// <summary>Product, activation and derivatives.</summary>
    [Benchmark]
    public int Forward() => kernels.Forward();

    /// <summary>Input gradient as a dense product.</summary>
    [Benchmark]
    public void DenseInputGradient() => kernels.DenseInputGradient();

    /// <summary>Input gradient from lists of active neurons.</summary>
    [Benchmark]
    public void SparseInputGradient() => kernels.SparseInputGradient();

    /// <summary>Weight gradient as a dense product.</summary>
    [Benchmark]
    public void DenseWeightGradient() => kernels.DenseWeightGradient();

    /// <summary>Weight gradient from lists of active samples.</summary>
    [Benchmark]
    public void SparseWeightGradient() => kernels.SparseWeightGradient();

    /// <summary>A step in the ball with its projection.</summary>
    [Benchmark]
    public void Move() => kernels.Move();
}
