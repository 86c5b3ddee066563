using PurifyProofs.Bounds.Certificates.Patches;
using PurifyProofs.Claims.Families.Patches;
using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.Patches;
using Xunit;

namespace PurifyProofs.Properties.Catalogue;

/// <summary>
/// The pilot's law: both targets are reached, and the two evaluations that said 100 % where a fixed perturbation brings 0 % are caught by their
/// own warnings. Everything follows from the seed, so a red test is a changed program and never bad luck.
/// </summary>
public sealed class EvaluationWarningTests : PropertyChecks, IDisposable
{
    private const int Samples = 128;
    private const double Radius = 0.45;
    private const ulong Seed = 7;

    private readonly CpuDevice device = new(2);

    public void Dispose() => device.Dispose();

    [Fact]
    public void Standard_training_is_accurate_and_fooled_and_adversarial_training_is_certified()
    {
        using var distribution = new StructuredPatchDistribution(StructuredPatchLaw.Pilot, Seed);
        PatchTrainingPlan plan = PatchTrainingPlan.Pilot;
        using PatchNetwork standard = Train(distribution, plan.Standard);
        using PatchNetwork adversarial = Train(distribution, plan.Adversarial);
        PatchRobustness fooled = Measure(standard, distribution, PatchAttackSettings.Evaluation);
        PatchRobustness robust = Measure(adversarial, distribution, PatchAttackSettings.Evaluation);
        Assert.True(fooled.Clean >= 0.99 * Samples && fooled.WithstandAttack <= 0.01 * Samples, Words(fooled));
        Assert.True(robust.Certified >= 0.99 * Samples, Words(robust));
        Assert.Empty(robust.Warnings);
        Assert.True(Strengths(standard, distribution).MeanNonRobust > 2 * Strengths(standard, distribution).MeanRobust, Words(fooled));
        Assert.Equal(5, Strengths(adversarial, distribution).RobustLeads(2));
        AssertDirections(standard, distribution);
        AssertSaturationIsSeen(standard, distribution);
    }

    // From clean-trained weights at a large rate, as the pilot seems to have done: what a descent of the cross-entropy does not see, training does not unlearn.
    [Fact]
    public void Training_against_cross_entropy_descent_hides_what_a_fixed_injection_shows()
    {
        using var distribution = new StructuredPatchDistribution(StructuredPatchLaw.Pilot, Seed);
        using PatchNetwork network = Train(distribution, PatchTrainingPlan.Pilot.Standard with { Steps = 300 });
        PatchTrainingSettings settings = PatchTrainingPlan.Pilot.Adversarial with { Steps = 400, LearningRate = 0.5, Attack = PatchAttackSettings.CrossEntropyFromSample(5) };
        PatchTrainingRun.Execute(device.Patches, network, distribution, Threat(distribution), settings, 10, static (_, _) => { }, CancellationToken.None);
        PatchRobustness robustness = Measure(network, distribution, PatchAttackSettings.CrossEntropyFromSample(20));
        Assert.True(robustness.WithstandAttack >= 0.1 * Samples && robustness.WithstandAll <= 0.01 * Samples, Words(robustness));
        Assert.Contains(robustness.Warnings, static warning => warning.Kind == EvaluationWarningKind.FixedPerturbationIsWorse);
        Assert.Contains(robustness.Warnings, static warning => warning.Kind == EvaluationWarningKind.CertificateFarBelowAttack);
    }

    // w_{i,0} = 3 u_i and w_{i,1} = 2 v_i on unit vectors: at a sample of class y the neuron of v_o lies at exactly 0, and stays there while v_y is erased.
    [Fact]
    public void Dead_neurons_hide_the_injected_class_from_the_gradient()
    {
        const int Classes = 3;
        double[][] units = [.. Enumerable.Range(0, 2 * Classes).Select(static i => Enumerable.Range(0, 2 * Classes).Select(j => i == j ? 1.0 : 0).ToArray())];
        StructuredPatchLaw law = new() { Classes = Classes, Patches = 32, Dimension = 2 * Classes, NoiseLevel = 0, Robust = new FeatureLaw(1, 1), NonRobust = new FeatureLaw(0.35, 32) };
        using var distribution = new StructuredPatchDistribution(law, Seed, units);
        var weights = new Matrix(2 * Classes, 2 * Classes);
        for (int i = 0; i < Classes; i++)
        {
            weights.Row(2 * i)[i] = 3;
            weights.Row((2 * i) + 1)[Classes + i] = 2;
        }

        using var network = new PatchNetwork(weights, Classes, new PowerReluFunction(3, 0.1));
        PatchRobustness misled = Measure(network, distribution, PatchAttackSettings.CrossEntropyFromSample(20));
        Assert.Equal((Samples, 0, 0), (misled.WithstandAttack, misled.WithstandAll, misled.Certified));
        EvaluationWarningKind[] expected = [EvaluationWarningKind.FixedPerturbationIsWorse, EvaluationWarningKind.CertificateFarBelowAttack];
        Assert.Equal(expected, misled.Warnings.Select(static warning => warning.Kind));
        PatchRobustness seen = Measure(network, distribution, PatchAttackSettings.Evaluation);
        Assert.Equal(0, seen.WithstandAttack);
        Assert.Empty(seen.Warnings);
    }

    // The same classifier, its outputs twenty times as large and more: no class changes, but the loss saturates.
    private void AssertSaturationIsSeen(PatchNetwork network, StructuredPatchDistribution distribution)
    {
        using PatchNetwork scaled = network.Clone();
        for (int i = 0; i < scaled.Weights.Rows; i++)
        {
            System.Numerics.Tensors.TensorPrimitives.Multiply<float>(scaled.Weights.Row(i), 20, scaled.Weights.Row(i));
        }

        PatchRobustness misled = Measure(scaled, distribution, PatchAttackSettings.CrossEntropyFromSample(20));
        Assert.True(misled.WithstandAttack >= 0.99 * Samples && misled.WithstandAll <= 0.01 * Samples, Words(misled));
        Assert.Equal(Enum.GetValues<EvaluationWarningKind>(), misled.Warnings.Select(static warning => warning.Kind));
    }

    private void AssertDirections(PatchNetwork network, StructuredPatchDistribution distribution)
    {
        using PatchSamples samples = PatchSamples.Draw(device.Patches, distribution, RandomStream.Evaluation, 0, Samples);
        using PatchAttackResult attack = PatchAttack.Descend(device.Patches, network, samples, Threat(distribution), PatchAttackSettings.Evaluation, Seed);
        double[] cosines = PerturbationDirections.Cosines(new ReferencePatchNetwork(network), samples, Threat(distribution), attack.Perturbations, distribution.NonRobustFeatures);
        Assert.All(cosines, static cosine => Assert.InRange(cosine, 0.9, 1 + 1e-6));
    }

    private PatchNetwork Train(StructuredPatchDistribution distribution, PatchTrainingSettings settings)
    {
        PatchTrainingPlan plan = PatchTrainingPlan.Pilot;
        StructuredPatchLaw law = distribution.Law;
        PatchNetwork network = InitialPatchNetwork.Draw(law.Classes, plan.NeuronsPerClass, law.Dimension, plan.Activation, plan.InitialScale, Seed);
        PatchTrainingRun.Execute(device.Patches, network, distribution, Threat(distribution), settings, 10, static (_, _) => { }, CancellationToken.None);
        return network;
    }

    private PatchRobustness Measure(PatchNetwork network, StructuredPatchDistribution distribution, PatchAttackSettings attack)
    {
        using PatchSamples samples = PatchSamples.Draw(device.Patches, distribution, RandomStream.Evaluation, 0, Samples);
        return PatchRobustness.Measure(device.Patches, network, samples, Threat(distribution), attack, new PatchCertificateSettings(), Seed);
    }

    private static PatchThreat Threat(StructuredPatchDistribution distribution) => PatchThreat.NonRobustSpan(distribution, Radius);

    private static FeatureStrengths Strengths(PatchNetwork network, StructuredPatchDistribution distribution) =>
        FeatureStrengths.Measure(new ReferencePatchNetwork(network), distribution.RobustFeatures, distribution.NonRobustFeatures);

    private static string Words(PatchRobustness r) =>
        $"clean {r.Clean}, withstand the attack {r.WithstandAttack}, all {r.WithstandAll}, certified {r.Certified} of {r.Samples}: {string.Join(' ', r.Warnings.Select(static w => w.Sentence))}";
}
