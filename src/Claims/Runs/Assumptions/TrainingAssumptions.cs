using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Runs.Assumptions;

/// <summary>The hypotheses on network and training: width, weight decay, the bias schedule, the smoothing, the attack trained against.</summary>
internal static class TrainingAssumptions
{
    private static readonly double[] Widths = [0.25, 0.5, 1, 2];
    private static readonly double[] DecayFactors = [0, 10];
    private static readonly double[] GrowthFactors = [0, 3];

    public static IReadOnlyList<Assumption> All { get; } = [Width(), WeightDecay(), BiasGrowth(), SmoothingOfRelu(), AttackTrainedAgainst()];

    private static Assumption Width() => new(
        "width",
        "Width m",
        "a·m, η·a and η·λ are kept, and with them the pace of training.",
        WidthFactor,
        static instance => Neurons(WidthFactor(instance)),
        [.. Widths.Select(static factor => new AssumptionLevel(
            Words.Number(factor) + "d",
            Neurons(factor),
            instance => instance with { Plan = instance.Plan.WithWidth((int)Math.Round(factor * instance.Law.Dimension)) }))]);

    private static double WidthFactor(SparseCodingInstance instance) => (double)instance.Plan.Width / instance.Law.Dimension;

    private static string Neurons(double factor) => $"m = {(factor == 1 ? "" : Words.Share(factor) + " ")}d";

    private static Assumption WeightDecay() => new(
        "weight-decay",
        "Weight decay λ of clean training, as a multiple of the plan's",
        "Adversarial training keeps its own (the preset has none).",
        static instance => instance.Plan.Clean.WeightDecay,
        static _ => "the plan's",
        [.. DecayFactors.Select(static factor => new AssumptionLevel(
            "times-" + Words.Number(factor),
            factor == 0 ? "none" : "× " + Words.Number(factor),
            instance => instance with
            {
                Plan = instance.Plan with { Clean = instance.Plan.Clean with { WeightDecay = factor * instance.Plan.Clean.WeightDecay } },
            }))]);

    private static Assumption BiasGrowth() => new(
        "bias-growth",
        "Growth of the bias β in phase I",
        "Its start and the length of phase I are kept; its end moves.",
        static instance => instance.Plan.Bias.End - instance.Plan.Bias.Start,
        static instance => $"β × {Words.Share(instance.Plan.Bias.End / instance.Plan.Bias.Start)}",
        [.. GrowthFactors.Select(static factor => new AssumptionLevel(
            "times-" + Words.Number(factor),
            factor == 0 ? "not grown" : $"grown {Words.Number(factor)} times as far",
            instance => WithBiasEnd(instance, instance.Plan.Bias.Start + (factor * (instance.Plan.Bias.End - instance.Plan.Bias.Start)))))]);

    private static SparseCodingInstance WithBiasEnd(SparseCodingInstance instance, double end) =>
        instance with { Plan = instance.Plan with { Bias = instance.Plan.Bias with { End = Math.Round(end, 6) } } };

    private static Assumption SmoothingOfRelu() => new(
        "smoothing",
        "Smoothing of the ReLU: none, uniform, Gaussian",
        "The standard deviation of the smoothing noise is kept: a uniform half-width s acts as a Gaussian of width s/√3.",
        static instance => (int)instance.Plan.Smoothing,
        static instance => SmoothingWords(instance.Plan.Smoothing),
        [.. Enum.GetValues<Smoothing>().Select(static smoothing => new AssumptionLevel(
            Words.Name(smoothing),
            SmoothingWords(smoothing),
            instance => instance with { Plan = WithSmoothing(instance.Plan, smoothing) }))]);

    private static TrainingPlan WithSmoothing(TrainingPlan plan, Smoothing smoothing) => plan with
    {
        Smoothing = smoothing,
        SmoothingFraction = (plan.Smoothing, smoothing) switch
        {
            (Smoothing.Uniform, Smoothing.Gaussian) => Math.Round(plan.SmoothingFraction / Math.Sqrt(3), 4),
            (Smoothing.Gaussian, Smoothing.Uniform) => Math.Round(plan.SmoothingFraction * Math.Sqrt(3), 4),
            _ => plan.SmoothingFraction,
        },
    };

    private static string SmoothingWords(Smoothing smoothing) => smoothing switch
    {
        Smoothing.None => "none (plain ReLU)",
        Smoothing.Uniform => "uniform",
        _ => "Gaussian",
    };

    private static Assumption AttackTrainedAgainst() => new(
        "training-attack",
        "Adversarial training by FGM or by PGD",
        "Both networks are trained on every instance; here every claim about the adversarially trained one is asked of this one alone. Unvaried, FP-4 asks both and the others ask the one by FGM.",
        static _ => 0,
        static _ => "as claimed",
        [
            new AssumptionLevel("fgm", "FGM alone", static instance => instance, AttackReading.FastGradientAlone),
            new AssumptionLevel("as-claimed", "as claimed", static instance => instance),
            new AssumptionLevel("pgd", "PGD alone", static instance => instance, AttackReading.ProjectedGradientAlone),
        ]);
}
