using System.Diagnostics;
using PurifyProofs.Bounds.Certificates.Patches;
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
    private const int FewestPatches = 4;
    private const int Steps = 12;
    private const int Samples = 64;

    // K·m·P·d of the rehearsed network, sixteen times that of the pilot.
    private const double MostProducts = 1 << 22;

    /// <summary>The instance itself, or, where it is much larger than those of any scale, one of fewer patches and then neurons.</summary>
    public static PatchInstance AtRehearsedSize(PatchInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        StructuredPatchLaw law = instance.Law;
        double perPatch = instance.ForwardProducts / law.Patches;
        int patches = (int)Math.Clamp(MostProducts / perPatch, Math.Min(law.Patches, FewestPatches), law.Patches);
        double perNeuron = (double)law.Classes * patches * law.Dimension;
        int neurons = (int)Math.Clamp(MostProducts / perNeuron, 1, instance.Plan.NeuronsPerClass);
        FeatureLaw Fewer(FeatureLaw feature) => feature with { Patches = Math.Min(feature.Patches, patches) };
        return instance with
        {
            Law = law with { Patches = patches, Robust = Fewer(law.Robust), NonRobust = Fewer(law.NonRobust) },
            Plan = instance.Plan with { NeuronsPerClass = neurons },
        };
    }

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
