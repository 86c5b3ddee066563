using PurifyProofs.Model.Patches;
using static PurifyProofs.Claims.Instances.InstanceField<PurifyProofs.Claims.Families.Patches.PatchInstance>;

namespace PurifyProofs.Claims.Families.Patches;

/// <summary>The keys of structured-data lines.</summary>
internal static class PatchFields
{
    /// <summary>All keys but preset, K, P, d and m, on which the values of the others depend.</summary>
    public static IReadOnlyList<InstanceField<PatchInstance>> All { get; } =
    [
        Number("radius", i => i.Radius, (i, v) => i with { Radius = v }) with { AlwaysPrinted = true },
        OfSeed((i, v) => i with { Seed = v }),
        Word("threat", i => i.Threat, (i, v) => i with { Threat = v }),
        .. Feature("alpha", l => l.Robust, (l, f) => l with { Robust = f }),
        .. Feature("beta", l => l.NonRobust, (l, f) => l with { NonRobust = f }),
        Number("noise", i => i.Law.NoiseLevel, (i, v) => WithLaw(i, l => l with { NoiseLevel = v })),
        Integer("q", i => i.Plan.Activation.Exponent, (i, v) => WithPlan(i, p => p with { Activation = p.Activation with { Exponent = v } })),
        Number("rho", i => i.Plan.Activation.Threshold, (i, v) => WithPlan(i, p => p with { Activation = p.Activation with { Threshold = v } })),
        Number("init", i => i.Plan.InitialScale, (i, v) => WithPlan(i, p => p with { InitialScale = v })),
        .. Training("clean", p => p.Standard, (p, t) => p with { Standard = t }),
        .. Training("adv", p => p.Adversarial, (p, t) => p with { Adversarial = t }),
        Integer("pgd-steps", i => AttackOf(i).Steps, (i, v) => WithAttack(i, a => a with { Steps = v })),
        Starts(),
        Integer("random-starts", i => AttackOf(i).RandomStarts, (i, v) => WithAttack(i, a => a with { RandomStarts = v })),
        Number("step-length", i => AttackOf(i).StepFraction, (i, v) => WithAttack(i, a => a with { StepFraction = v })),
        Word("objective", i => AttackOf(i).Objective, (i, v) => WithAttack(i, a => a with { Objective = v })),
    ];

    private static IEnumerable<InstanceField<PatchInstance>> Feature(string key, Func<StructuredPatchLaw, FeatureLaw> get, Func<StructuredPatchLaw, FeatureLaw, StructuredPatchLaw> set)
    {
        PatchInstance With(PatchInstance instance, Func<FeatureLaw, FeatureLaw> change) => WithLaw(instance, law => set(law, change(get(law))));
        yield return Number(key, i => get(i.Law).Strength, (i, v) => With(i, f => f with { Strength = v }));
        yield return Integer(key + "-patches", i => get(i.Law).Patches, (i, v) => With(i, f => f with { Patches = v }));
        yield return Number(key + "-spread", i => get(i.Law).Spread, (i, v) => With(i, f => f with { Spread = v }));
        yield return Word(key + "-place", i => get(i.Law).Placement, (i, v) => With(i, f => f with { Placement = v }));
    }

    // 0 samples stand for fresh ones at every step.
    private static IEnumerable<InstanceField<PatchInstance>> Training(
        string key, Func<PatchTrainingPlan, PatchTrainingSettings> get, Func<PatchTrainingPlan, PatchTrainingSettings, PatchTrainingPlan> set)
    {
        PatchInstance With(PatchInstance instance, Func<PatchTrainingSettings, PatchTrainingSettings> change) => WithPlan(instance, plan => set(plan, change(get(plan))));
        yield return Integer(key + "-steps", i => get(i.Plan).Steps, (i, v) => With(i, t => t with { Steps = v }));
        yield return Integer(key + "-batch", i => get(i.Plan).BatchSize, (i, v) => With(i, t => t with { BatchSize = v }));
        yield return Number(key + "-rate", i => get(i.Plan).LearningRate, (i, v) => With(i, t => t with { LearningRate = v }));
        yield return Integer(key + "-samples", i => get(i.Plan).SampleCount ?? 0, (i, v) => With(i, t => t with { SampleCount = v == 0 ? null : v }));
    }

    // Several starts at once: sample+injections.
    private static InstanceField<PatchInstance> Starts() => new(
        "starts",
        static i => AttackOf(i).Starts.ToString().Replace(", ", "+", StringComparison.Ordinal).ToLowerInvariant(),
        static (i, text) => WithAttack(i, a => a with { Starts = text.Split('+').Select(static word => FieldText.Word<PatchAttackStarts>("starts", word)).Aggregate(static (all, one) => all | one) }))
    {
        Read = static i => (double)AttackOf(i).Starts,
        Write = static (i, value) => WithAttack(i, a => a with { Starts = (PatchAttackStarts)(int)value }),
    };

    private static PatchAttackSettings AttackOf(PatchInstance instance) => instance.Plan.Adversarial.Attack!;

    private static PatchInstance WithLaw(PatchInstance instance, Func<StructuredPatchLaw, StructuredPatchLaw> change) => instance with { Law = change(instance.Law) };

    private static PatchInstance WithPlan(PatchInstance instance, Func<PatchTrainingPlan, PatchTrainingPlan> change) => instance with { Plan = change(instance.Plan) };

    private static PatchInstance WithAttack(PatchInstance instance, Func<PatchAttackSettings, PatchAttackSettings> change) =>
        WithPlan(instance, plan => plan with { Adversarial = plan.Adversarial with { Attack = change(plan.Adversarial.Attack!) } });
}
