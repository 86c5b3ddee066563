using BenchmarkDotNet.Attributes;
using PurifyProofs.Cli.Benchmarks;
using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.Numerics;

namespace PurifyProofs.Bench;

/// <summary>The device's operations on one batch, on all cores.</summary>
[MemoryDiagnoser]
public class DeviceBenchmarks
{
    private CpuDevice device = null!;
    private Workload workload = null!;
    private Matrix output = null!;
    private float[] margins = null!;
    private float[] labels = null!;
    private int step;

    /// <summary>Every shape.</summary>
    public static IEnumerable<string> Names => Shapes.Names;

    /// <summary>The name of the shape.</summary>
    [ParamsSource(nameof(Names))]
    public string Shape { get; set; } = null!;

    /// <summary>Draws data and weights.</summary>
    [GlobalSetup]
    public void Setup()
    {
        WorkloadShape shape = Shapes.Named(Shape);
        device = new CpuDevice();
        workload = new Workload(device, shape);
        output = new Matrix(shape.BatchSize, shape.Dimension);
        (margins, labels) = (new float[shape.BatchSize], new float[shape.BatchSize]);
    }

    /// <summary>Gives the memory back.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        output.Dispose();
        workload.Dispose();
        device.Dispose();
    }

    /// <summary>A fresh batch.</summary>
    [Benchmark]
    public void Sample() => device.SparseCoding.Sample(workload.Distribution, RandomStream.CleanTraining, step++, output, labels);

    /// <summary>Margins of a batch.</summary>
    [Benchmark]
    public void Margins() => device.SparseCoding.Margins(workload.Network, workload.Points.X, workload.Points.Y, margins);

    /// <summary>Input gradients of a batch.</summary>
    [Benchmark]
    public void MarginGradients() => device.SparseCoding.MarginGradients(workload.Network, workload.Points.X, workload.Points.Y, output);

    /// <summary>Projected descent with 50 steps on a batch.</summary>
    [Benchmark]
    public void Attack() => workload.Attack(output);
}
