using BenchmarkDotNet.Attributes;
using PurifyProofs.Cli.Benchmarks;
using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.Device;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Bench;

/// <summary>Steps of training on fresh batches, on all cores.</summary>
[MemoryDiagnoser]
public class TrainerBenchmarks
{
    private CpuDevice device = null!;
    private Workload workload = null!;
    private ITrainer trainer = null!;
    private int step;

    /// <summary>Every shape.</summary>
    public static IEnumerable<string> Names => Shapes.Names;

    /// <summary>The name of the shape.</summary>
    [ParamsSource(nameof(Names))]
    public string Shape { get; set; } = null!;

    /// <summary>How inputs are perturbed.</summary>
    [Params(TrainingAttack.None, TrainingAttack.FastGradient)]
    public TrainingAttack Attack { get; set; }

    /// <summary>Draws data and weights.</summary>
    [GlobalSetup]
    public void Setup()
    {
        device = new CpuDevice();
        workload = new Workload(device, Shapes.Named(Shape));
        trainer = workload.CreateTrainer(Attack);
    }

    /// <summary>Gives the memory back.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        trainer.Dispose();
        workload.Dispose();
        device.Dispose();
    }

    /// <summary>One step.</summary>
    [Benchmark]
    public StepStatistics Step() => trainer.Advance(step++, 1);
}
