using System.Diagnostics;
using PurifyProofs.Bounds.Certificates.Patches;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.Patches;

namespace PurifyProofs.Claims.Families.Patches;

/// <summary>As <see cref="Rehearsal"/>, on an instance of structured data: steps of both trainings and one evaluation.</summary>
/// <param name="instance">The instance; its size decides.</param>
/// <param name="device">The device.</param>
/// <param name="effort">How hard networks are attacked.</param>
public sealed class PatchRehearsal(PatchInstance instance, IPatchDevice device, Effort effort)
{
    private const int Steps = 12;
    private const int Samples = 64;

    /// <summary>Seconds of each unit of work.</summary>
    public UnitSeconds Measure()
    {
        using var distribution = new StructuredPatchDistribution(instance.Law, instance.Seed);
        PatchThreat threat = instance.Threat.At(distribution, instance.Radius);
        using PatchNetwork network = InitialPatchNetwork.Draw(
            instance.Law.Classes, instance.Plan.NeuronsPerClass, instance.Law.Dimension, instance.Plan.Activation, instance.Plan.InitialScale, instance.Seed);
        return new UnitSeconds(
            Step(network, distribution, threat, instance.Plan.Standard),
            0,
            Step(network, distribution, threat, instance.Plan.Adversarial),
            Evaluation(network, distribution, threat));
    }

    private double Step(PatchNetwork network, StructuredPatchDistribution distribution, PatchThreat threat, PatchTrainingSettings settings)
    {
        using IPatchTrainer trainer = device.CreateTrainer(network, distribution, threat, settings);
        trainer.Advance(0, 1);
        var elapsed = Stopwatch.StartNew();
        trainer.Advance(1, Steps);
        return elapsed.Elapsed.TotalSeconds / Steps;
    }

    private double Evaluation(PatchNetwork network, StructuredPatchDistribution distribution, PatchThreat threat)
    {
        using PatchSamples samples = PatchSamples.Draw(device, distribution, RandomStream.Rehearsal, 0, Samples);
        var elapsed = Stopwatch.StartNew();
        PatchRobustness.Measure(device, network, samples, threat, PatchAttackSettings.Evaluation, new PatchCertificateSettings(), instance.Seed);
        return elapsed.Elapsed.TotalSeconds * effort.Accuracy.FirstTrials / Samples;
    }
}
