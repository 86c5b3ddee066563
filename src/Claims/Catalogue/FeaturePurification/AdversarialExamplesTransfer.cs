using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;

namespace PurifyProofs.Claims.Catalogue.FeaturePurification;

/// <summary>FP-8: Adversarial examples transfer.</summary>
public sealed class AdversarialExamplesTransfer : ISparseCodingClaim
{
    /// <inheritdoc/>
    public string Id => "FP-8";

    /// <inheritdoc/>
    public string Title => "Adversarial examples transfer";

    /// <inheritdoc/>
    public string Statement => "Because they come from the dense mixture and not from overfitting, adversarial examples transfer between independently trained networks.";

    /// <inheritdoc/>
    public string Formula => FormattableString.Invariant(
        $"P[y f(x + δ_g(x)) > 0] < {Thresholds.TransferAccuracy} \"and\" P[y f(x − y τ u) > 0] < {Thresholds.TransferAccuracy}, u = {{M w^*}}/{{‖M w^*‖}}");

    /// <inheritdoc/>
    public string Source => "Allen-Zhu and Li, Feature Purification, FOCS 2021 (arXiv 2005.10190)";

    /// <inheritdoc/>
    public string Hypotheses => CoreHypotheses.Sentence;

    /// <inheritdoc/>
    public string DecisionRule => FormattableString.Invariant(
        $"The clean-trained network's accuracy is below {Thresholds.TransferAccuracy} under perturbations computed on another clean-trained network (independent initialisation and samples), and under −yτu.");

    /// <inheritdoc/>
    public Scale FirstScale => Scale.Smoke;

    /// <inheritdoc/>
    public IReadOnlyList<Study> Needs => [Study.Clean, Study.Transfer];

    /// <inheritdoc/>
    public string? Breach(SparseCodingInstance instance) => CoreHypotheses.Breach(instance);

    /// <inheritdoc/>
    public IReadOnlyList<Breaker> Breakers { get; } =
    [
        BrokenHypothesis.RadiusBelowWindow(SparseCodingBases.OfScale),
        BrokenHypothesis.WrongMixture("half-wrong-signs", BreakerStrength.Gross, SparseCodingBases.OfScale, 0.5),
    ];

    /// <inheritdoc/>
    public InstanceVerdict Judge(SparseCodingInstance instance, InstanceEvidence evidence, double errorProbability)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(evidence);
        InstanceVerdict verdict = InstanceVerdicts.FromMeasures(
            instance,
            InstanceVerdicts.OfProportion("transfer_accuracy", evidence.Proportion(EvidenceKeys.TransferAccuracy), Thresholds.TransferAccuracy, Requirement.Below, errorProbability),
            InstanceVerdicts.OfProportion("dense_mixture_accuracy", evidence.Proportion(EvidenceKeys.DenseMixtureAccuracy), Thresholds.TransferAccuracy, Requirement.Below, errorProbability));

        // Margins of the clean network decide, gradients of the surrogate direct the perturbations.
        return verdict.Heed(evidence, VerdictKind.Violated, TrainedNetwork.Clean, TrainedNetwork.Surrogate);
    }
}
