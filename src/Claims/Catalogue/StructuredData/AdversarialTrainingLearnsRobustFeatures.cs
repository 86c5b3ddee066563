using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.Patches;
using PurifyProofs.Claims.Instances;

namespace PurifyProofs.Claims.Catalogue.StructuredData;

/// <summary>SD-3: Adversarial training strengthens robust features, suppresses non-robust ones, and makes the network robust.</summary>
public sealed class AdversarialTrainingLearnsRobustFeatures : IPatchClaim
{
    private const string Network = TrainedNetwork.PatchAdversarial;

    /// <inheritdoc/>
    public string Id => "SD-3";

    /// <inheritdoc/>
    public string Title => "Adversarial training learns the robust features, and the network is robust";

    /// <inheritdoc/>
    public string Statement => "From the same start, adversarial training strengthens the robust features, suppresses the non-robust ones, and the network becomes robust at the radius at which standard training is not.";

    /// <inheritdoc/>
    public string Formula => FormattableString.Invariant(
        $"max_r ⟨w_{{y, r}}, u_y⟩ > {Thresholds.LeadingFactor} max_r ⟨w_{{y, r}}, v_y⟩ \"for every\" y, P[min_{{‖δ_p‖ ≤ ε}} margin(x + δ) > 0] > {Thresholds.RobustAccuracy}");

    /// <inheritdoc/>
    public string Source => "Adversarial training on structured data, arXiv 2410.08503";

    /// <inheritdoc/>
    public string Hypotheses => PatchHypotheses.Sentence + " Adversarial training at the same ε, its attack descending every margin and beginning at the injections too.";

    /// <inheritdoc/>
    public string DecisionRule => FormattableString.Invariant(
        $"With u = max_r ⟨w_{{y,r}}, u_y⟩ and v = max_r ⟨w_{{y,r}}, v_y⟩ after adversarial training, u > {Thresholds.LeadingFactor}v for every class: the smallest share u/(u + v) is above {Thresholds.LeadingFactor}/{Thresholds.LeadingFactor + 1}. Attacked accuracy (upper bound) and certified accuracy (lower bound) are above {Thresholds.RobustAccuracy}. Violated when the share or the attacked accuracy is below; undecided while attacks leave more than the certificate proves.");

    /// <inheritdoc/>
    public Scale FirstScale => Scale.Smoke;

    /// <inheritdoc/>
    public IReadOnlyList<Study> Needs => [Study.PatchAdversarial];

    /// <inheritdoc/>
    public string? Breach(PatchInstance instance) => PatchHypotheses.BreachOfTraining(instance);

    /// <inheritdoc/>
    public IReadOnlyList<Breaker> Breakers { get; } =
    [
        BrokenPatchHypothesis.WeakRobustFeatures(PatchBases.OfScale),
        BrokenPatchHypothesis.RadiusBelowHalfStrength(BreakerStrength.Gross, PatchBases.OfScale),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<FigureSpec> Figures { get; } =
    [
        PatchFigures.FeatureLearning,
    ];

    /// <inheritdoc/>
    public InstanceVerdict Judge(PatchInstance instance, InstanceEvidence evidence, double errorProbability)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(evidence);
        Measure share = InstanceVerdicts.Exact("robust_share", evidence.Scalar(EvidenceKeys.RobustShare(Network)), Thresholds.LeadingShare, Requirement.Above);
        Measure attacked = OfAccuracy("attacked_accuracy", evidence.Proportion(EvidenceKeys.AttackedAccuracy(Network)));
        Measure certified = OfAccuracy("certified_accuracy", evidence.Proportion(EvidenceKeys.CertifiedAccuracy(Network)));
        Measure clean = OfAccuracy("clean_accuracy", evidence.Proportion(EvidenceKeys.CleanAccuracy(Network))) with { Threshold = double.NaN, Requirement = Requirement.None };
        return TwoSidedVerdict.Of(instance, [share, attacked], [certified], [clean, .. RobustExistence.Read(instance, evidence)]).Heed(evidence, VerdictKind.Holds, Network);

        Measure OfAccuracy(string name, Bounds.Confidence.Proportion proportion) =>
            InstanceVerdicts.OfProportion(name, proportion, Thresholds.RobustAccuracy, Requirement.Above, errorProbability);
    }
}
