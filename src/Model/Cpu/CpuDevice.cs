using PurifyProofs.Model.Cpu.Patches;
using PurifyProofs.Model.Cpu.SparseCoding;
using PurifyProofs.Model.Device;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.Patches;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Model.Cpu;

/// <summary>
/// All cores of this machine, with the widest vectors the processor has; needs no native library. One caller at a time.
/// </summary>
public sealed class CpuDevice : IDevice
{
    private readonly WorkerPool pool;
    private readonly CpuKernels kernels;
    private readonly CpuEvaluation evaluation;
    private readonly CpuDevice?[] singles;

    /// <summary>A device of <paramref name="threads"/> threads; all cores when null.</summary>
    public CpuDevice(int? threads = null)
        : this(threads ?? Environment.ProcessorCount, CpuKernels.Widest)
    {
    }

    internal CpuDevice(int threads, CpuKernels kernels)
    {
        pool = new WorkerPool(threads);
        this.kernels = kernels;
        singles = new CpuDevice?[threads];
        evaluation = new CpuEvaluation(pool, kernels);
        Patches = new CpuPatchDevice(pool, kernels.Patches);
    }

    /// <inheritdoc/>
    public string Name => $"CPU, {Threads} threads, {LaneWidth.Bits}-bit vectors";

    /// <inheritdoc/>
    public IPatchDevice Patches { get; }

    /// <inheritdoc/>
    public int Threads => pool.ThreadCount;

    /// <inheritdoc/>
    public unsafe void Sample(SparseCodingDistribution distribution, RandomStream stream, int step, Matrix x, float[] y)
    {
        RequireShape(x, y, distribution.Law.Dimension);
        pool.Run(x.Rows, (sample, _) => y[sample] = distribution.Draw(stream, step, sample, x.RowStart(sample)));
    }

    /// <inheritdoc/>
    public void Margins(SymmetricReluNetwork network, Matrix x, float[] y, float[] margins)
    {
        RequireShape(x, y, network.Dimension);
        evaluation.Margins(network, x, y, margins);
    }

    /// <inheritdoc/>
    public void MarginGradients(SymmetricReluNetwork network, Matrix x, float[] y, Matrix gradients)
    {
        RequireShape(x, y, network.Dimension);
        evaluation.MarginGradients(network, x, y, gradients);
    }

    /// <inheritdoc/>
    public void Attack(SymmetricReluNetwork network, Matrix x, float[] y, AttackSettings settings, Matrix perturbations)
    {
        RequireShape(x, y, network.Dimension);
        evaluation.Attack(network, x, y, settings, perturbations);
    }

    /// <inheritdoc/>
    public void AdaptiveAttack(SymmetricReluNetwork network, Matrix x, float[] y, AdaptiveAttackSettings settings, Matrix perturbations)
    {
        RequireShape(x, y, network.Dimension);
        evaluation.AdaptiveAttack(network, x, y, settings, perturbations);
    }

    /// <inheritdoc/>
    public ITrainer CreateTrainer(SymmetricReluNetwork network, SparseCodingDistribution distribution, TrainerSettings settings) =>
        new CpuTrainer(pool, kernels, network, distribution, settings);

    /// <inheritdoc/>
    public void RunSideBySide(int count, Action<int, IDevice> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        pool.Run(count, (instance, worker) => work(instance, singles[worker] ??= new CpuDevice(1, kernels)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Array.ForEach(singles, static single => single?.Dispose());
        evaluation.Dispose();
        pool.Dispose();
    }

    private static void RequireShape(Matrix x, float[] y, int dimension)
    {
        if (x.Columns != dimension || y.Length != x.Rows)
        {
            throw new ArgumentException($"Points [{x.Rows} × {x.Columns}] with {y.Length} labels do not fit dimension {dimension}; X must be [n × d] and y [n].");
        }
    }
}
