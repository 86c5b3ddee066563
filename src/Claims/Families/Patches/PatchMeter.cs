using PurifyProofs.Bounds.Certificates.Patches;
using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.Patches;

namespace PurifyProofs.Claims.Families.Patches;

/// <summary>Robust accuracy of a patch network from both sides, on the same samples.</summary>
/// <param name="Attacked">Samples that no attack brought down: an upper bound.</param>
/// <param name="Certified">Samples that no perturbation of the set can bring down: a lower bound.</param>
/// <param name="Contradictions">Samples with an attack below their certificate; anything but 0 is a defect.</param>
/// <param name="Warnings">How many of the evaluation's own warnings fired.</param>
public sealed record PatchRobustAccuracy(Proportion Attacked, Proportion Certified, int Contradictions, int Warnings);

/// <summary>Measures patch networks on fresh samples of one distribution, every margin in float64.</summary>
public sealed class PatchMeter(IPatchDevice device, StructuredPatchDistribution distribution, PatchThreat threat, Effort effort)
{
    private const int ViewSamples = 256;

    private readonly PatchAttackSettings attack = PatchAttackSettings.Evaluation with { RandomStarts = 1 + effort.Restarts };

    /// <summary>Accuracy without perturbation, measured until decided against the threshold.</summary>
    public Proportion Clean(PatchNetwork network, double threshold) => effort.Accuracy.Measure(threshold, (look, trials) =>
    {
        using PatchSamples samples = Draw(StreamSteps.Looks.At(look), trials);
        return VerifiedPatchMargins.OfSamples(new ReferencePatchNetwork(network), samples).Count(static margin => margin > 0);
    });

    /// <summary>Both sides of the robust accuracy, measured until both are decided against the threshold.</summary>
    public PatchRobustAccuracy Robust(PatchNetwork network, double threshold)
    {
        int contradictions = 0, warnings = 0;
        Proportion[] proportions = effort.Accuracy.MeasureTogether(threshold, (look, trials) =>
        {
            using PatchSamples samples = Draw(StreamSteps.Looks.At(look), trials);
            PatchRobustness found = Robustness(network, samples);
            contradictions += found.Certificates.Zip(found.Attacked, static (certificate, margin) => certificate.IsCertified && margin <= 0 ? 1 : 0).Sum();
            warnings += found.Warnings.Count;
            return [found.WithstandAll, found.Certified];
        });
        return new PatchRobustAccuracy(proportions[0], proportions[1], contradictions, warnings);
    }

    /// <summary>Both sides of the robust accuracy on given samples.</summary>
    public PatchRobustness Robustness(PatchNetwork network, PatchSamples samples) =>
        PatchRobustness.Measure(device, network, samples, threat, attack, new PatchCertificateSettings(), distribution.Seed);

    /// <summary>Where found perturbations of fooled samples point, and margins by class with and without perturbation.</summary>
    public PatchView View(PatchNetwork network)
    {
        using PatchSamples samples = Draw(StreamSteps.Curves.First, ViewSamples);
        var reference = new ReferencePatchNetwork(network);
        using PatchAttackResult found = PatchAttack.Descend(device, network, samples, threat, attack, distribution.Seed);
        double[] cosines = PerturbationDirections.Cosines(reference, samples, threat, found.Perturbations, distribution.NonRobustFeatures);

        // A sample that is misclassified as it is needs no perturbation, and its cosine is not a number.
        SeriesPoint[] fooled =
        [
            .. cosines.Select(static (cosine, i) => new SeriesPoint(i + 1, cosine))
                .Where((point, i) => found.Margins[i] <= 0 && !double.IsNaN(point.Y)),
        ];
        double[] clean = VerifiedPatchMargins.OfSamples(reference, samples);
        return new PatchView(fooled, ByClass(samples, clean), ByClass(samples, found.Margins));
    }

    private PatchSamples Draw(int step, int count) => PatchSamples.Draw(device, distribution, RandomStream.Evaluation, step, count);

    private static SeriesPoint[] ByClass(PatchSamples samples, double[] margins) =>
        [.. margins.Zip(samples.Classes).GroupBy(static pair => pair.Second, static pair => pair.First).OrderBy(static own => own.Key).Select(static own => new SeriesPoint(own.Key, SampleMedian.Of([.. own])))];
}

/// <summary>A look at one patch network beside its proportions.</summary>
/// <param name="Cosines">(sample, cosine of its perturbation with the part along the claims' directions) of the fooled samples.</param>
/// <param name="Margins">(class, median margin).</param>
/// <param name="AttackedMargins">(class, median margin under attack).</param>
public sealed record PatchView(IReadOnlyList<SeriesPoint> Cosines, IReadOnlyList<SeriesPoint> Margins, IReadOnlyList<SeriesPoint> AttackedMargins);
