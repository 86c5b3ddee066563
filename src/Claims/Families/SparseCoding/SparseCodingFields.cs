using PurifyProofs.Claims.Instances;
using PurifyProofs.Model.SparseCoding;
using static PurifyProofs.Claims.Instances.InstanceField<PurifyProofs.Claims.Families.SparseCoding.SparseCodingInstance>;

namespace PurifyProofs.Claims.Families.SparseCoding;

/// <summary>The keys of sparse-coding lines.</summary>
internal static class SparseCodingFields
{
    /// <summary>All keys but preset, d, k and m, on which the values of the others depend.</summary>
    public static IReadOnlyList<InstanceField<SparseCodingInstance>> All { get; } =
    [
        Number("radius", i => i.Radius, (i, v) => i with { Radius = v }) with { AlwaysPrinted = true },
        OfSeed((i, v) => i with { Seed = v }),
        Number("noise", i => i.Law.NoiseLevel, (i, v) => WithLaw(i, l => l with { NoiseLevel = v })),
        Word("support", i => i.Law.Support, (i, v) => WithLaw(i, l => l with { Support = v })),
        Word("magnitude", i => i.Law.Magnitude, (i, v) => WithLaw(i, l => l with { Magnitude = v })),
        Word("teacher", i => i.Law.Teacher, (i, v) => WithLaw(i, l => l with { Teacher = v })),
        Integer("D", i => i.Law.DictionarySize, (i, v) => WithLaw(i, l => l with { DictionarySize = v })),
        Word("dictionary", i => i.Law.Dictionary, (i, v) => WithLaw(i, l => l with { Dictionary = v })),
        Word("noiselaw", i => i.Law.Noise, (i, v) => WithLaw(i, l => l with { Noise = v })),
        Number("spike", i => i.Law.SpikeHeight, (i, v) => WithLaw(i, l => l with { SpikeHeight = v })),
        Number("flip", i => i.Law.LabelFlip, (i, v) => WithLaw(i, l => l with { LabelFlip = v })),
        Number("mixture-flip", i => i.Broken.MixtureFlip, (i, v) => WithBroken(i, b => b with { MixtureFlip = v })),
        Number("a", i => i.Plan.OutputScale, (i, v) => WithPlan(i, p => p with { OutputScale = v })),
        Number("init", i => i.Plan.InitialScale, (i, v) => WithPlan(i, p => p with { InitialScale = v })),
        Word("smoothing", i => i.Plan.Smoothing, (i, v) => WithPlan(i, p => p with { Smoothing = v })),
        Number("s", i => i.Plan.SmoothingFraction, (i, v) => WithPlan(i, p => p with { SmoothingFraction = v })),
        Number("bias-start", i => i.Plan.Bias.Start, (i, v) => WithPlan(i, p => p with { Bias = p.Bias with { Start = v } })),
        Number("bias-end", i => i.Plan.Bias.End, (i, v) => WithPlan(i, p => p with { Bias = p.Bias with { End = v } })),
        Integer("bias-steps", i => i.Plan.Bias.GrowthSteps, (i, v) => WithPlan(i, p => p with { Bias = p.Bias with { GrowthSteps = v } })),
        Integer("clean-steps", i => i.Plan.Clean.Steps, (i, v) => WithClean(i, c => c with { Steps = v })),
        Integer("clean-batch", i => i.Plan.Clean.BatchSize, (i, v) => WithClean(i, c => c with { BatchSize = v })),
        Number("clean-rate", i => i.Plan.Clean.LearningRate, (i, v) => WithClean(i, c => c with { LearningRate = v })),
        Number("clean-decay", i => i.Plan.Clean.WeightDecay, (i, v) => WithClean(i, c => c with { WeightDecay = v })),
        Number("adv-fresh", i => i.Broken.FreshShare, (i, v) => WithBroken(i, b => b with { FreshShare = v })),
        Number("kernel-share", i => i.Broken.KernelShare, (i, v) => WithBroken(i, b => b with { KernelShare = v })),
        Integer("adv-batch", i => i.Plan.Adversarial.BatchSize, (i, v) => WithAdversarial(i, c => c with { BatchSize = v })),
        Integer("adv-steps", i => i.Plan.Adversarial.Steps, (i, v) => WithAdversarial(i, c => c with { Steps = v })),
        Number("adv-rate", i => i.Plan.Adversarial.LearningRate, (i, v) => WithAdversarial(i, c => c with { LearningRate = v })),
        Number("adv-cooldown", i => i.Plan.Adversarial.CooldownShare, (i, v) => WithAdversarial(i, c => c with { CooldownShare = v })),
        Number("adv-decay", i => i.Plan.Adversarial.WeightDecay, (i, v) => WithAdversarial(i, c => c with { WeightDecay = v })),
        Number("adv-radius", i => i.Plan.Adversarial.Radius, (i, v) => WithAdversarial(i, c => c with { Radius = v })),
        Integer("adv-ramp", i => i.Plan.Adversarial.RampSteps, (i, v) => WithAdversarial(i, c => c with { RampSteps = v })),
        Integer("pgd-steps", i => i.Plan.Adversarial.AttackSteps, (i, v) => WithAdversarial(i, c => c with { AttackSteps = v })),
    ];

    /// <summary>The data laws and their parameters, except the noise level.</summary>
    public static IReadOnlyList<InstanceField<SparseCodingInstance>> Laws { get; } = Select("support", "magnitude", "teacher", "D", "dictionary", "noiselaw", "spike", "flip");

    /// <summary>The training settings, except the radius of adversarial training, which follows the claims' radius.</summary>
    public static IReadOnlyList<InstanceField<SparseCodingInstance>> Settings { get; } = Select(
        "a", "init", "smoothing", "s",
        "bias-start", "bias-end", "bias-steps",
        "clean-steps", "clean-batch", "clean-rate", "clean-decay",
        "adv-batch", "adv-steps", "adv-rate", "adv-decay", "adv-ramp", "pgd-steps");

    /// <summary>The fields of some keys.</summary>
    public static IReadOnlyList<InstanceField<SparseCodingInstance>> Select(params string[] keys) => [.. keys.Select(key => All.Single(field => field.Key == key))];

    private static SparseCodingInstance WithLaw(SparseCodingInstance instance, Func<SparseCodingLaw, SparseCodingLaw> change) => instance with { Law = change(instance.Law) };

    private static SparseCodingInstance WithPlan(SparseCodingInstance instance, Func<TrainingPlan, TrainingPlan> change) => instance with { Plan = change(instance.Plan) };

    private static SparseCodingInstance WithBroken(SparseCodingInstance instance, Func<Breakage, Breakage> change) =>
        instance with { Broken = change(instance.Broken) };

    private static SparseCodingInstance WithClean(SparseCodingInstance instance, Func<TrainingPhase, TrainingPhase> change) =>
        WithPlan(instance, plan => plan with { Clean = change(plan.Clean) });

    private static SparseCodingInstance WithAdversarial(SparseCodingInstance instance, Func<TrainingPhase, TrainingPhase> change) =>
        WithPlan(instance, plan => plan with { Adversarial = change(plan.Adversarial) });
}
