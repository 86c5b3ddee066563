using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Model.Cpu.SparseCoding;

/// <summary>Operations on sparse coding with the threads and kernels of a device.</summary>
internal sealed class CpuSparseCodingDevice(WorkerPool pool, SparseCodingKernels kernels) : ISparseCodingDevice, IDisposable
{
    private readonly CpuEvaluation evaluation = new(pool, kernels);

    public int Threads => pool.ThreadCount;

    public unsafe void Sample(SparseCodingDistribution distribution, RandomStream stream, int step, Matrix x, float[] y)
    {
        PointShapes.Require(distribution.Law.Dimension, x, y);
        pool.Run(x.Rows, (sample, _) => y[sample] = distribution.Draw(stream, step, sample, x.RowStart(sample)));
    }

    public void Margins(SymmetricReluNetwork network, Matrix x, float[] y, float[] margins)
    {
        PointShapes.Require(network.Dimension, x, y, margins);
        evaluation.Margins(network, x, y, margins);
    }

    public void MarginGradients(SymmetricReluNetwork network, Matrix x, float[] y, Matrix gradients)
    {
        PointShapes.Require(network.Dimension, x, y, gradients);
        evaluation.MarginGradients(network, x, y, gradients);
    }

    public void Attack(SymmetricReluNetwork network, Matrix x, float[] y, AttackSettings settings, Matrix perturbations)
    {
        PointShapes.Require(network.Dimension, x, y, perturbations);
        SymmetricReluNetwork attacked = AttackForm.Of(network);
        try
        {
            evaluation.Attack(attacked, x, y, settings, perturbations);
        }
        finally
        {
            Release(attacked, network);
        }
    }

    public void AdaptiveAttack(SymmetricReluNetwork network, Matrix x, float[] y, AdaptiveAttackSettings settings, Matrix perturbations)
    {
        PointShapes.Require(network.Dimension, x, y, perturbations);
        SymmetricReluNetwork attacked = AttackForm.Of(network);
        try
        {
            evaluation.AdaptiveAttack(attacked, x, y, settings, perturbations);
        }
        finally
        {
            Release(attacked, network);
        }
    }

    public ITrainer CreateTrainer(SymmetricReluNetwork network, SparseCodingDistribution distribution, TrainerSettings settings)
    {
        PointShapes.Require(network, distribution);
        return new CpuTrainer(pool, kernels, network, distribution, settings);
    }

    public void Dispose() => evaluation.Dispose();

    private static void Release(SymmetricReluNetwork attacked, SymmetricReluNetwork network)
    {
        if (!ReferenceEquals(attacked, network))
        {
            attacked.Dispose();
        }
    }
}
