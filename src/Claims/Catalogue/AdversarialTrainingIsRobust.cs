using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Verdicts;

namespace PurifyProofs.Claims.Catalogue;

/// <summary>FP-4: Adversarial training: more than 99 % robust accuracy, against any perturbation.</summary>
public sealed class AdversarialTrainingIsRobust : IClaim
{
    private const double LargestRadiusFactor = 1.5;

    /// <inheritdoc/>
    public string Id => "FP-4";

    /// <inheritdoc/>
    public string Title => "Adversarial training: more than 99 % robust accuracy, against any perturbation";

    /// <inheritdoc/>
    public string Statement => "Adversarial training, even by FGM, makes the network provably robust against ANY perturbation of the same radius, with > 99 % robust accuracy.";

    /// <inheritdoc/>
    public string Source => "Seminar talk on feature purification; Allen-Zhu and Li, Feature Purification, FOCS 2021 (arXiv 2005.10190), result (2)";

    /// <inheritdoc/>
    public string Hypotheses => CoreHypotheses.Sentence + " Adversarial training at no more than 1.5 times that radius.";

    /// <inheritdoc/>
    public string DecisionRule => "For training by FGM and by PGD: clean accuracy above 0.99, attacked accuracy (upper bound) above 0.99 and certified accuracy (lower bound) above 0.99 at the τ of FP-3. Without a certificate the claim can be violated, but not hold.";

    /// <inheritdoc/>
    public Scale FirstScale => Scale.Smoke;

    /// <inheritdoc/>
    public IReadOnlyList<Study> Needs => [Study.FastGradient, Study.ProjectedGradient];

    /// <inheritdoc/>
    public string? Breach(Instance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        double trained = instance.Plan.Adversarial.Radius;
        return trained > LargestRadiusFactor * instance.Radius
            ? FormattableString.Invariant($"adversarial training at radius {trained} is more than {LargestRadiusFactor} times the radius {instance.Radius}")
            : CoreHypotheses.Breach(instance);
    }

    /// <inheritdoc/>
    public InstanceVerdict Judge(Instance instance, InstanceEvidence evidence, double errorProbability)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(evidence);
        InstanceVerdict attacked = InstanceVerdicts.FromMeasures(
            instance,
            [
                .. Measures(evidence, TrainedNetwork.FastGradient, "", errorProbability),
                .. Measures(evidence, TrainedNetwork.ProjectedGradient, "pgd_", errorProbability),
                InstanceVerdicts.Informative("training_radius", instance.Plan.Adversarial.Radius),
            ]);
        return attacked.Verdict == VerdictKind.Holds
            ? attacked with { Verdict = VerdictKind.Undecided, Reason = $"{Uncertified} What attacks found: {attacked.Reason}" }
            : attacked;
    }

    private const string Uncertified = "No certificate is part of this version, so robustness against any perturbation is not shown.";

    private static IEnumerable<Measure> Measures(InstanceEvidence evidence, string network, string prefix, double errorProbability)
    {
        yield return InstanceVerdicts.OfProportion(
            prefix + "clean_accuracy",
            evidence.Proportion(EvidenceKeys.CleanAccuracy(network)),
            Thresholds.CleanAccuracy,
            Requirement.Above,
            errorProbability);
        yield return InstanceVerdicts.OfProportion(
            prefix + "attacked_accuracy",
            evidence.Proportion(EvidenceKeys.AttackedAccuracy(network)),
            Thresholds.RobustAccuracy,
            Requirement.Above,
            errorProbability);
    }
}
