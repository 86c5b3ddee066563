using System.Globalization;
using PurifyProofs.Model.Data;
using PurifyProofs.Model.Networks;
using PurifyProofs.Model.Training;

namespace PurifyProofs.Claims.Instances;

/// <summary>One key of an instance line: how it prints and how it changes an instance.</summary>
/// <param name="Key">The key.</param>
/// <param name="Print">Value as text that parses back to the same value.</param>
/// <param name="Set">The instance with the value set.</param>
internal sealed record InstanceField(string Key, Func<Instance, string> Print, Func<Instance, string, Instance> Set)
{
    /// <summary>Whether it is printed even where it equals the preset.</summary>
    public bool AlwaysPrinted { get; init; }

    /// <summary>The value of a field that holds a number; null for words and for the seed.</summary>
    public Func<Instance, double>? Read { get; init; }

    /// <summary>The instance with a number set (whole fields take the nearest whole number); null for words and for the seed.</summary>
    public Func<Instance, double, Instance>? Write { get; init; }

    /// <summary>All keys but preset, d, k and m, on which the values of the others depend.</summary>
    public static IReadOnlyList<InstanceField> All { get; } =
    [
        Number("radius", i => i.Radius, (i, v) => i with { Radius = v }) with { AlwaysPrinted = true },
        new("seed", i => i.Seed.ToString(CultureInfo.InvariantCulture), (i, t) => i with { Seed = ParseSeed(t) }) { AlwaysPrinted = true },
        Number("noise", i => i.Law.NoiseLevel, (i, v) => WithLaw(i, l => l with { NoiseLevel = v })),
        Word("support", i => i.Law.Support, (i, v) => WithLaw(i, l => l with { Support = v })),
        Word("magnitude", i => i.Law.Magnitude, (i, v) => WithLaw(i, l => l with { Magnitude = v })),
        Word("teacher", i => i.Law.Teacher, (i, v) => WithLaw(i, l => l with { Teacher = v })),
        Integer("D", i => i.Law.DictionarySize, (i, v) => WithLaw(i, l => l with { DictionarySize = v })),
        Word("dictionary", i => i.Law.Dictionary, (i, v) => WithLaw(i, l => l with { Dictionary = v })),
        Word("noiselaw", i => i.Law.Noise, (i, v) => WithLaw(i, l => l with { Noise = v })),
        Number("spike", i => i.Law.SpikeHeight, (i, v) => WithLaw(i, l => l with { SpikeHeight = v })),
        Number("flip", i => i.Law.LabelFlip, (i, v) => WithLaw(i, l => l with { LabelFlip = v })),
        Number("mixture-flip", i => i.Law.MixtureFlip, (i, v) => WithLaw(i, l => l with { MixtureFlip = v })),
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
        Number("adv-fresh", i => i.Plan.FreshShare, (i, v) => WithPlan(i, p => p with { FreshShare = v })),
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
    public static IReadOnlyList<InstanceField> Laws { get; } = Select("support", "magnitude", "teacher", "D", "dictionary", "noiselaw", "spike", "flip");

    /// <summary>The training settings, except the radius of adversarial training, which follows the claims' radius.</summary>
    public static IReadOnlyList<InstanceField> Settings { get; } = Select(
        "a", "init", "smoothing", "s",
        "bias-start", "bias-end", "bias-steps",
        "clean-steps", "clean-batch", "clean-rate", "clean-decay",
        "adv-batch", "adv-steps", "adv-rate", "adv-decay", "adv-ramp", "pgd-steps");

    /// <summary>The fields of some keys.</summary>
    public static IReadOnlyList<InstanceField> Select(params string[] keys) => [.. keys.Select(key => All.Single(field => field.Key == key))];

    /// <summary>Whether two instances differ in it.</summary>
    public bool Differs(Instance first, Instance second) => Print(first) != Print(second);

    public static int ParseInteger(string key, string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
            ? value
            : throw new FormatException($"{key}={text} is not a whole number; write for example {key}=256.");

    private static double ParseNumber(string key, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw new FormatException($"{key}={text} is not a number; write for example {key}=0.2.");

    private static ulong ParseSeed(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value)
            ? value
            : throw new FormatException($"seed={text} is not a whole number of at most 64 bits; write for example seed=7.");

    private static InstanceField Integer(string key, Func<Instance, int> get, Func<Instance, int, Instance> set) =>
        new(key, i => get(i).ToString(CultureInfo.InvariantCulture), (i, text) => set(i, ParseInteger(key, text)))
        {
            Read = i => get(i),
            Write = (i, value) => set(i, (int)Math.Round(value)),
        };

    private static InstanceField Number(string key, Func<Instance, double> get, Func<Instance, double, Instance> set) =>
        new(key, i => Text(get(i)), (i, text) => set(i, ParseNumber(key, text))) { Read = get, Write = set };

    private static InstanceField Word<T>(string key, Func<Instance, T> get, Func<Instance, T, Instance> set)
        where T : struct, Enum =>
        new(
            key,
            i => Enum.GetName(get(i))!.ToLowerInvariant(),
            (i, text) => set(i, Enum.TryParse(text, ignoreCase: true, out T value) && Enum.IsDefined(value) && char.IsAsciiLetter(text[0])
                ? value
                : throw new FormatException($"{key}={text} is not known; choose one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}.")));

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static Instance WithLaw(Instance instance, Func<SparseCodingLaw, SparseCodingLaw> change) => instance with { Law = change(instance.Law) };

    private static Instance WithPlan(Instance instance, Func<TrainingPlan, TrainingPlan> change) => instance with { Plan = change(instance.Plan) };

    private static Instance WithClean(Instance instance, Func<TrainingPhase, TrainingPhase> change) =>
        WithPlan(instance, plan => plan with { Clean = change(plan.Clean) });

    private static Instance WithAdversarial(Instance instance, Func<TrainingPhase, TrainingPhase> change) =>
        WithPlan(instance, plan => plan with { Adversarial = change(plan.Adversarial) });
}
