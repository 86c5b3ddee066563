using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Claims.Runs.Assumptions;

/// <summary>The hypotheses on the data: noise, sparsity, support, magnitudes, teacher, dictionary, and the radius.</summary>
internal static class DataAssumptions
{
    private static readonly double[] NoiseFractions = [0, 0.03, 0.1, 0.3];
    private static readonly double[] SpikeHeights = [0.5, 0.9];
    private static readonly int[] Sparsities = [1, 3, 5];
    private static readonly double[] Overcompleteness = [1.25, 2, 4];

    public static IReadOnlyList<Assumption> All { get; } =
        [Noise(), NoiseLaw(), Sparsity(), Support(), Magnitudes(), Teacher(), Dictionary(), Radius()];

    private static Assumption Noise() => new(
        "noise",
        "Noise: standard deviation of one coordinate, as a share of a feature's size 1/√k",
        "σ_x = c√(d/k) makes the standard deviation of a coordinate c/√k. The bias schedule follows as √(1 + σ_x²), as the theory's schedule does.",
        NoiseFraction,
        instance => Words.Share(NoiseFraction(instance)) + "/√k",
        [.. NoiseFractions.Select(static share => new AssumptionLevel(
            Words.Number(share),
            share == 0 ? "0" : Words.Number(share) + "/√k",
            instance => WithNoise(instance, Math.Round(share * Math.Sqrt((double)instance.Law.Dimension / instance.Law.Sparsity), 4))))]);

    private static double NoiseFraction(SparseCodingInstance instance) => instance.Law.NoiseLevel * Math.Sqrt((double)instance.Law.Sparsity / instance.Law.Dimension);

    private static SparseCodingInstance WithNoise(SparseCodingInstance instance, double level)
    {
        if (level == instance.Law.NoiseLevel)
        {
            return instance;
        }

        double before = instance.Law.NoiseLevel;
        double growth = Math.Sqrt((1 + (level * level)) / (1 + (before * before)));
        return WithBiasScaled(instance with { Law = instance.Law with { NoiseLevel = level } }, growth);
    }

    private static Assumption NoiseLaw() => new(
        "spike-noise",
        "Noise law: Gaussian, or spikes along dictionary elements of the same variance",
        "σ_x is kept, so that higher spikes are rarer. Heights are shares of a feature's size 1/√k.",
        static instance => instance.Law.Noise == Model.SparseCoding.NoiseLaw.Gaussian ? 0 : instance.Law.SpikeHeight,
        static instance => instance.Law.Noise == Model.SparseCoding.NoiseLaw.Gaussian ? "Gaussian" : Spikes(instance.Law.SpikeHeight),
        [
            new AssumptionLevel("gaussian", "Gaussian", static instance => instance with { Law = instance.Law with { Noise = Model.SparseCoding.NoiseLaw.Gaussian } }),
            .. SpikeHeights.Select(static height => new AssumptionLevel(
                "spike-" + Words.Number(height),
                Spikes(height),
                instance => instance with { Law = instance.Law with { Noise = Model.SparseCoding.NoiseLaw.Spike, SpikeHeight = height } })),
        ]);

    private static string Spikes(double height) => $"spikes {Words.Number(height)}/√k";

    private static Assumption Sparsity() => new(
        "sparsity",
        "Sparsity k",
        "The radius keeps its multiple of 1/k, up to which a network of pure features bears it, and so does the radius of training; the bias schedule follows as √k, as the preset's does. At these d the window is empty from k = 5 on: the radius then lies below its lower end.",
        static instance => instance.Law.Sparsity,
        static instance => Words.Number(instance.Law.Sparsity),
        [.. Sparsities.Select(static sparsity => new AssumptionLevel(Words.Number(sparsity), Words.Number(sparsity), instance => WithSparsity(instance, sparsity)))]);

    private static SparseCodingInstance WithSparsity(SparseCodingInstance instance, int sparsity)
    {
        if (sparsity == instance.Law.Sparsity)
        {
            return instance;
        }

        double ratio = (double)sparsity / instance.Law.Sparsity;
        SparseCodingInstance changed = instance with { Law = instance.Law with { Sparsity = sparsity } };
        return WithRadius(WithBiasScaled(changed, Math.Sqrt(ratio)), Math.Round(instance.Radius / ratio, 4));
    }

    private static Assumption Support() => new(
        "support",
        "Support: exactly k features, or each with probability k/D",
        "All else is kept. Codes with ⟨w*, z⟩ = 0 are drawn again.",
        static instance => (int)instance.Law.Support,
        static instance => SupportWords(instance.Law.Support),
        [.. Enum.GetValues<SupportLaw>().Select(static law => new AssumptionLevel(
            Words.Name(law), SupportWords(law), instance => instance with { Law = instance.Law with { Support = law } }))]);

    private static string SupportWords(SupportLaw law) => law == SupportLaw.Exact ? "exactly k" : "each with k/D";

    private static Assumption Magnitudes() => new(
        "magnitudes",
        "Magnitudes of the features: constant, two levels, uniform",
        "1/√k; or 1 with probability 1/(2k) and 1/√k otherwise; or uniform on [1/√k, min(1, 2/√k)]. The radius is kept.",
        static instance => Severity(instance.Law.Magnitude),
        static instance => MagnitudeWords(instance.Law.Magnitude),
        [.. Enum.GetValues<MagnitudeLaw>().Select(static law => new AssumptionLevel(
            Words.Name(law), MagnitudeWords(law), instance => instance with { Law = instance.Law with { Magnitude = law } }))]);

    private static int Severity(MagnitudeLaw law) => law switch { MagnitudeLaw.Constant => 0, MagnitudeLaw.TwoLevel => 1, _ => 2 };

    private static string MagnitudeWords(MagnitudeLaw law) => law switch
    {
        MagnitudeLaw.Constant => "constant",
        MagnitudeLaw.TwoLevel => "two levels",
        _ => "uniform",
    };

    private static Assumption Teacher() => new(
        "teacher",
        "Teacher: |w*_j| = 1, or uniform on [1/2, 2]",
        "The radius is kept.",
        static instance => (int)instance.Law.Teacher,
        static instance => TeacherWords(instance.Law.Teacher),
        [.. Enum.GetValues<TeacherLaw>().Select(static law => new AssumptionLevel(
            Words.Name(law), TeacherWords(law), instance => instance with { Law = instance.Law with { Teacher = law } }))]);

    private static string TeacherWords(TeacherLaw law) => law == TeacherLaw.Signs ? "±1" : "|w*| in [1/2, 2]";

    private static Assumption Dictionary() => new(
        "dictionary",
        "Dictionary: orthonormal, or overcomplete and coherent at growing D",
        "Random unit columns; the measured coherence is shown. Width, radius and training are kept.",
        static instance => (double)instance.Law.DictionarySize / instance.Law.Dimension,
        static instance => instance.Law.Dictionary == DictionaryLaw.Orthonormal ? "orthonormal" : Times((double)instance.Law.DictionarySize / instance.Law.Dimension),
        [
            new AssumptionLevel("orthonormal", "orthonormal", static instance => instance with
            {
                Law = instance.Law with { Dictionary = DictionaryLaw.Orthonormal, DictionarySize = instance.Law.Dimension },
            }),
            .. Overcompleteness.Select(static factor => new AssumptionLevel(
                Words.Number(factor) + "d",
                Times(factor),
                instance => instance with
                {
                    Law = instance.Law with { Dictionary = DictionaryLaw.Overcomplete, DictionarySize = (int)Math.Round(factor * instance.Law.Dimension) },
                })),
        ]);

    private static string Times(double factor) => $"D = {Words.Number(Math.Round(factor, 3))} d";

    private static Assumption Radius() => new(
        "radius",
        "Radius τ, across the window 1.4√(k/d) ≤ τ ≤ 0.8/k and beyond",
        "The radius of adversarial training keeps its multiple of τ.",
        static instance => instance.Radius,
        static instance => "τ = " + Words.Share(instance.Radius),
        [
            InDenseMixture(1, "√(k/d)"),
            InDenseMixture(1.4, "lower end 1.4√(k/d)"),
            InFeatures(0.8, "upper end 0.8/k"),
            InFeatures(0.95, "0.95/k"),
            InFeatures(1.1, "1.1/k"),
        ]);

    // √(k/d) is what the dense mixture alone can bear, 1/k what pure features can.
    private static AssumptionLevel InDenseMixture(double multiple, string label) => new(
        "dense-" + Words.Number(multiple),
        label,
        instance => WithRadius(instance, Math.Round(multiple * Math.Sqrt((double)instance.Law.Sparsity / instance.Law.Dimension), 4)));

    private static AssumptionLevel InFeatures(double multiple, string label) => new(
        "feature-" + Words.Number(multiple),
        label,
        instance => WithRadius(instance, Math.Round(multiple / instance.Law.Sparsity, 4)));

    private static SparseCodingInstance WithRadius(SparseCodingInstance instance, double radius)
    {
        double trained = Math.Round(instance.Plan.Adversarial.Radius * radius / instance.Radius, 4);
        return instance with { Radius = radius, Plan = instance.Plan with { Adversarial = instance.Plan.Adversarial with { Radius = trained } } };
    }

    private static SparseCodingInstance WithBiasScaled(SparseCodingInstance instance, double factor)
    {
        BiasSchedule bias = instance.Plan.Bias;
        return instance with
        {
            Plan = instance.Plan with { Bias = bias with { Start = Math.Round(factor * bias.Start, 6), End = Math.Round(factor * bias.End, 6) } },
        };
    }
}
