using System.Diagnostics;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Model.FixedFeatures;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.LowComplexity;

/// <summary>As <see cref="SparseCodingRehearsal"/>: times small models and a step of the tangent kernel where studies of them are to be forecast.</summary>
/// <param name="instance">The instance; its size decides.</param>
/// <param name="device">The device.</param>
/// <param name="effort">How hard models are tried.</param>
public sealed class LowComplexityRehearsal(SparseCodingInstance instance, ISparseCodingDevice device, LowComplexityEffort effort)
{
    private const int KernelSteps = 6;

    /// <summary>Seconds of each unit of work.</summary>
    /// <param name="wanted">What is to be forecast: units that it does not hold are not timed.</param>
    public UnitSeconds Measure(StudyWork wanted)
    {
        using SparseCodingDistribution distribution = instance.CreateDistribution();
        return new UnitSeconds(
            SmallModel: wanted.SmallModels > 0 ? SmallModel(distribution) : 0,
            KernelStep: wanted.KernelSteps > 0 ? KernelStep(distribution) : 0);
    }

    private double SmallModel(SparseCodingDistribution distribution)
    {
        var elapsed = Stopwatch.StartNew();
        LinearStudy.Run(distribution, instance.Radius, effort.Models);
        return elapsed.Elapsed.TotalSeconds / 2;
    }

    private double KernelStep(SparseCodingDistribution distribution)
    {
        using SymmetricReluNetwork network = InitialNetwork.Draw(
            instance.Plan, instance.Law.Dimension, instance.Law.Sparsity, instance.Seed, RandomStream.InitialWeights);
        int batch = effort.Kernel.BatchSize;
        var training = new TangentKernelTraining(new CoefficientOptimiser.Momentum(1), AttackSettings.FastGradient(instance.Radius), KernelSteps, batch, 0);
        var elapsed = Stopwatch.StartNew();
        training.Run(network, distribution, device, static _ => { }).Dispose();
        return elapsed.Elapsed.TotalSeconds / (KernelSteps * batch);
    }
}
