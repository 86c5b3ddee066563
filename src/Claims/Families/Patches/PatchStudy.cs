using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Model.Patches;

namespace PurifyProofs.Claims.Families.Patches;

/// <summary>One training of the patch network from the start that both share: what it learns, its accuracy, attacks and certificates.</summary>
public sealed class PatchStudy : IPatchStudy
{
    private readonly string name;
    private readonly double robustThreshold;
    private readonly Func<PatchTrainingPlan, PatchTrainingSettings> settings;

    private PatchStudy(Study kind, string name, double robustThreshold, Func<PatchTrainingPlan, PatchTrainingSettings> settings) =>
        (Kind, this.name, this.robustThreshold, this.settings) = (kind, name, robustThreshold, settings);

    /// <summary>Standard training.</summary>
    public static PatchStudy Standard { get; } =
        new(Study.PatchStandard, TrainedNetwork.PatchStandard, Thresholds.CleanTrainedRobustAccuracy, static plan => plan.Standard);

    /// <summary>Adversarial training.</summary>
    public static PatchStudy Adversarial { get; } =
        new(Study.PatchAdversarial, TrainedNetwork.PatchAdversarial, Thresholds.RobustAccuracy, static plan => plan.Adversarial);

    public Study Kind { get; }

    public IReadOnlyList<Study> Prerequisites => [];

    public StudyWork Work(PatchInstance instance, Effort effort)
    {
        ArgumentNullException.ThrowIfNull(instance);
        int steps = settings(instance.Plan).Steps;
        return Kind == Study.PatchStandard ? new StudyWork(CleanSteps: steps, Evaluations: 1) : new StudyWork(ProjectedGradientSteps: steps, Evaluations: 1);
    }

    public StudyOutcome Run(PatchContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        (PatchNetwork trained, FeatureCurve curve) = context.Train(settings(context.Instance.Plan), $"{name} training", 0.5);
        using PatchNetwork network = trained;
        context.Report(0.5, "clean accuracy");
        Proportion clean = context.Meter.Clean(network, Thresholds.CleanAccuracy);
        context.Report(0.55, "attacking and certifying");
        PatchRobustAccuracy robust = context.Meter.Robust(network, robustThreshold);
        context.Report(0.9, "directions of the perturbations");
        PatchView view = context.Meter.View(network);
        FeatureStrengths strengths = curve.StrengthsOf(network);
        List<Measurement> measured =
        [
            new(EvidenceKeys.CleanAccuracy(name), Proportion: clean),
            new(EvidenceKeys.AttackedAccuracy(name), Proportion: robust.Attacked),
            new(EvidenceKeys.CertifiedAccuracy(name), Proportion: robust.Certified),
            new(EvidenceKeys.ContradictedCertificates(name), Scalar: robust.Contradictions),
            new(EvidenceKeys.EvaluationWarnings(name), Scalar: robust.Warnings),
            new(EvidenceKeys.PerturbationCosines(name), Series: view.Cosines),
            new(EvidenceKeys.MarginByClass(name), Series: view.Margins),
            new(EvidenceKeys.AttackedMarginByClass(name), Series: view.AttackedMargins),
            new(EvidenceKeys.RobustShare(name), Scalar: strengths.SmallestRobustShare),
            new(EvidenceKeys.NonRobustShare(name), Scalar: strengths.SmallestNonRobustShare),
            new(EvidenceKeys.SmallestLead(name), Scalar: curve.SmallestLead),
            new(EvidenceKeys.RobustFeatureCurve(name), Series: curve.Robust),
            new(EvidenceKeys.NonRobustFeatureCurve(name), Series: curve.NonRobust),
            .. Kind == Study.PatchAdversarial ? RobustExistence.Measure(context.Instance, context.Distribution) : [],
        ];
        return new StudyOutcome(
            FormattableString.Invariant($"clean {clean.Estimate:P1}, attacked {robust.Attacked.Estimate:P1}, certified {robust.Certified.Estimate:P1}, features {strengths.MeanRobust:0.00} robust, {strengths.MeanNonRobust:0.00} non-robust"),
            measured);
    }
}
