using System.Diagnostics;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Model.Attacks;
using PurifyProofs.Model.Compute;
using PurifyProofs.Model.Data;
using PurifyProofs.Model.Networks;
using PurifyProofs.Model.Training;

namespace PurifyProofs.Claims.Evidence.Forecast;

/// <summary>
/// Times a few steps of everything a check does, on one instance and this machine as it is now. Weights are those of the
/// beginning, when the most neurons are active, so real steps are rather cheaper.
/// </summary>
/// <param name="instance">The instance; its size decides.</param>
/// <param name="device">The device.</param>
/// <param name="effort">How hard networks are attacked.</param>
public sealed class Rehearsal(Instance instance, IDevice device, Effort effort)
{
    private const int WarmSteps = 3;
    private const int TimedSteps = 12;

    // A short attack on few points is scaled up; the points fill the vectors of every processor.
    private const int Points = 64;

    /// <summary>Seconds of each unit of work.</summary>
    public UnitSeconds Measure()
    {
        using var distribution = new SparseCodingDistribution(instance.Law, instance.Seed);
        TrainingPhase adversarial = instance.Plan.Adversarial;
        return new UnitSeconds(
            Step(distribution, instance.Plan.Clean, instance.Plan.Bias),
            Step(distribution, adversarial with { Attack = TrainingAttack.FastGradient }, null),
            Step(distribution, adversarial with { Attack = TrainingAttack.ProjectedGradient }, null),
            Evaluation(distribution));
    }

    private SymmetricReluNetwork Initial() =>
        InitialNetwork.Draw(instance.Plan, instance.Law.Dimension, instance.Law.Sparsity, instance.Seed, RandomStream.InitialWeights);

    private double Step(SparseCodingDistribution distribution, TrainingPhase phase, BiasSchedule? bias)
    {
        using SymmetricReluNetwork network = Initial();
        var settings = new TrainerSettings(phase, RandomStream.Estimation, instance.Law.Sparsity, instance.Plan.SmoothingFraction, bias, new UpdateRule.Full());
        using ITrainer trainer = device.CreateTrainer(network, distribution, settings);
        int step = 0;
        for (; step < WarmSteps; step++)
        {
            trainer.Step(step);
        }

        var elapsed = Stopwatch.StartNew();
        for (; step < WarmSteps + TimedSteps; step++)
        {
            trainer.Step(step);
        }

        return elapsed.Elapsed.TotalSeconds / TimedSteps;
    }

    private double Evaluation(SparseCodingDistribution distribution)
    {
        using SymmetricReluNetwork network = Initial();
        using LabelledPoints points = LabelledPoints.Draw(device, distribution, RandomStream.Estimation, WarmSteps, Points);
        var ensemble = new AttackEnsemble(device, distribution.DenseMixture, distribution.Seed);
        var elapsed = Stopwatch.StartNew();
        ensemble.Run(network, points, new EnsembleSettings(instance.Radius, effort.AttackSteps, effort.Restarts)).Dispose();
        return elapsed.Elapsed.TotalSeconds * effort.Accuracy.FirstTrials / Points;
    }
}

/// <summary>Seconds of each unit of <see cref="StudyWork"/>.</summary>
/// <param name="CleanStep">One step of clean training.</param>
/// <param name="FastGradientStep">One step by FGM.</param>
/// <param name="ProjectedGradientStep">One step by PGD.</param>
/// <param name="Evaluation">One network attacked on the first look's points.</param>
public sealed record UnitSeconds(double CleanStep, double FastGradientStep, double ProjectedGradientStep, double Evaluation)
{
    /// <summary>How long the work takes.</summary>
    public TimeSpan Of(StudyWork work) => TimeSpan.FromSeconds(
        (work.CleanSteps * CleanStep)
        + (work.FastGradientSteps * FastGradientStep)
        + (work.ProjectedGradientSteps * ProjectedGradientStep)
        + (work.Evaluations * Evaluation));
}
