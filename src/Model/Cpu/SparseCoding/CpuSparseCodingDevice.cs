using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Model.Cpu.SparseCoding;

/// <summary>Operations on sparse coding with the threads and kernels of a device.</summary>
internal sealed class CpuSparseCodingDevice(WorkerPool pool, SparseCodingKernels kernels) : ISparseCodingDevice, IDisposable
{
    private readonly CpuEvaluation evaluation = new(pool, kernels);

    public int Threads => pool.ThreadCount;

    public unsafe void Sample(SparseCodingDistribution distribution, RandomStream stream, int step, Matrix x, float[] y)
    {
        RequireShape(x, y, distribution.Law.Dimension);
        pool.Run(x.Rows, (sample, _) => y[sample] = distribution.Draw(stream, step, sample, x.RowStart(sample)));
    }

    public void Margins(SymmetricReluNetwork network, Matrix x, float[] y, float[] margins)
    {
        RequireShape(x, y, network.Dimension);
        evaluation.Margins(network, x, y, margins);
    }

    public void MarginGradients(SymmetricReluNetwork network, Matrix x, float[] y, Matrix gradients)
    {
        RequireShape(x, y, network.Dimension);
        evaluation.MarginGradients(network, x, y, gradients);
    }

    public void Attack(SymmetricReluNetwork network, Matrix x, float[] y, AttackSettings settings, Matrix perturbations)
    {
        RequireShape(x, y, network.Dimension);
        evaluation.Attack(network, x, y, settings, perturbations);
    }

    public void AdaptiveAttack(SymmetricReluNetwork network, Matrix x, float[] y, AdaptiveAttackSettings settings, Matrix perturbations)
    {
        RequireShape(x, y, network.Dimension);
        evaluation.AdaptiveAttack(network, x, y, settings, perturbations);
    }

    public ITrainer CreateTrainer(SymmetricReluNetwork network, SparseCodingDistribution distribution, TrainerSettings settings) =>
        new CpuTrainer(pool, kernels, network, distribution, settings);

    public void Dispose() => evaluation.Dispose();

    private static void RequireShape(Matrix x, float[] y, int dimension)
    {
        if (x.Columns != dimension || y.Length != x.Rows)
        {
            throw new ArgumentException($"Points [{x.Rows} × {x.Columns}] with {y.Length} labels do not fit dimension {dimension}; X must be [n × d] and y [n].");
        }
    }
}
