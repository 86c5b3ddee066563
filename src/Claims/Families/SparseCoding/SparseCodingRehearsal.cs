using System.Diagnostics;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>
/// Times a part of everything a check does, on one instance and this machine as it is now. Clean training comes first, because the
/// cost of a step falls with the share of neurons that are active; it goes on falling later, so the forecast is rather high. An instance that is
/// much larger than those of any scale is rehearsed at a smaller size (<see cref="AtRehearsedSize"/>), so that a forecast ends.
/// </summary>
/// <param name="instance">The instance; its size decides.</param>
/// <param name="device">The device.</param>
/// <param name="effort">How hard networks are attacked.</param>
public sealed class SparseCodingRehearsal(SparseCodingInstance instance, ISparseCodingDevice device, Effort effort)
{
    private const int MostCleanSteps = 200;
    private const int MostSamples = 1024;

    // m·d of the rehearsed network, more than that of the largest drawn one.
    private const double MostProducts = 1 << 21;

    private const int AdversarialSteps = 12;

    // A short attack on few points is scaled up; the points fill the vectors of every processor.
    private const int Points = 64;

    // Certificates come first and the dense mixture breaks clean-trained networks at once: most points never meet all attacks.
    private const double ShareAttacked = 0.2;

    /// <summary>
    /// The instance itself, or one of its shape (d : m, the same laws and settings) of fewer neurons and inputs.
    /// </summary>
    public static SparseCodingInstance AtRehearsedSize(SparseCodingInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        double share = Math.Sqrt(MostProducts / instance.ForwardProducts);
        if (share >= 1)
        {
            return instance;
        }

        SparseCodingLaw law = instance.Law;
        int width = Math.Max(1, (int)Math.Min(share * instance.Plan.Width, MostProducts / 2));
        int dimension = Math.Max(2, (int)Math.Min(law.Dimension, MostProducts / width));
        int sparsity = Math.Min(law.Sparsity, ((dimension - 1) | 1) is var odd && odd > dimension ? odd - 2 : odd);
        int size = law.Dictionary == DictionaryLaw.Orthonormal ? dimension : Math.Max(dimension + 1, (int)((double)law.DictionarySize * dimension / law.Dimension));
        return instance with { Law = law with { Dimension = dimension, DictionarySize = size, Sparsity = sparsity }, Plan = instance.Plan.WithWidth(width) };
    }

    /// <summary>Seconds of each unit of work.</summary>
    public UnitSeconds Measure()
    {
        using SparseCodingDistribution distribution = instance.CreateDistribution();
        using SymmetricReluNetwork network = InitialNetwork.Draw(
            instance.Plan, instance.Law.Dimension, instance.Law.Sparsity, instance.Seed, RandomStream.InitialWeights);
        TrainingPhase clean = instance.Plan.Clean, adversarial = instance.Plan.Adversarial;
        double cleanStep = Step(network, distribution, clean, instance.Plan.Bias, Math.Min(clean.Steps, MostCleanSteps));
        return new UnitSeconds(
            cleanStep,
            AdversarialStep(network, distribution, adversarial with { Attack = TrainingAttack.FastGradient }),
            AdversarialStep(network, distribution, adversarial with { Attack = TrainingAttack.ProjectedGradient }),
            Evaluation(network, distribution));
    }

    private double AdversarialStep(SymmetricReluNetwork clean, SparseCodingDistribution distribution, TrainingPhase phase)
    {
        using SymmetricReluNetwork network = clean.Clone();
        return Step(network, distribution, phase, null, AdversarialSteps);
    }

    private double Step(SymmetricReluNetwork network, SparseCodingDistribution distribution, TrainingPhase phase, BiasSchedule? bias, int steps)
    {
        int samples = Math.Min(phase.BatchSize, MostSamples);
        var settings = new TrainerSettings(
            phase with { BatchSize = samples }, RandomStream.Rehearsal, instance.Law.Sparsity, instance.Plan.SmoothingFraction, bias, new UpdateRule.Full());
        using ITrainer trainer = device.CreateTrainer(network, distribution, settings);
        var elapsed = Stopwatch.StartNew();
        trainer.Advance(0, steps);
        return elapsed.Elapsed.TotalSeconds / steps * phase.BatchSize / samples;
    }

    private double Evaluation(SymmetricReluNetwork network, SparseCodingDistribution distribution)
    {
        using LabelledPoints points = LabelledPoints.Draw(device, distribution, RandomStream.Rehearsal, 0, Points);
        var ensemble = new AttackEnsemble(device, distribution.DenseMixture, distribution.Seed);
        var elapsed = Stopwatch.StartNew();
        ensemble.Run(network, points, new EnsembleSettings(instance.Radius, effort.AttackSteps, effort.Restarts)).Dispose();
        return ShareAttacked * elapsed.Elapsed.TotalSeconds * effort.Accuracy.FirstTrials / Points;
    }
}
