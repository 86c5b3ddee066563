using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;

namespace PurifyProofs.Claims.Catalogue.FeaturePurification;

/// <summary>FP-2: Clean training: more than 99 % clean accuracy.</summary>
public sealed class CleanTrainingIsAccurate : ISparseCodingClaim
{
    /// <inheritdoc/>
    public string Id => "FP-2";

    /// <inheritdoc/>
    public string Title => FormattableString.Invariant(
        $"Clean training: more than {Thresholds.CleanAccuracy:P0} clean accuracy");

    /// <inheritdoc/>
    public string Statement => FormattableString.Invariant(
        $"After clean training, the network provably achieves > {Thresholds.CleanAccuracy:P0} clean accuracy.");

    /// <inheritdoc/>
    public string Formula => FormattableString.Invariant(
        $"P[y f(x) > 0] > {Thresholds.CleanAccuracy}");

    /// <inheritdoc/>
    public string Source => "Seminar talk on feature purification";

    /// <inheritdoc/>
    public string Hypotheses => CoreHypotheses.Sentence;

    /// <inheritdoc/>
    public string DecisionRule => FormattableString.Invariant(
        $"Clean accuracy on fresh samples is above {Thresholds.CleanAccuracy}: the exact binomial interval lies above it.");

    /// <inheritdoc/>
    public Scale FirstScale => Scale.Smoke;

    /// <inheritdoc/>
    public IReadOnlyList<Study> Needs => [Study.Clean];

    /// <inheritdoc/>
    public string? Breach(SparseCodingInstance instance) => CoreHypotheses.Breach(instance);

    /// <inheritdoc/>
    public IReadOnlyList<Breaker> Breakers { get; } =
    [
        BrokenHypothesis.FlippedLabels(SparseCodingBases.OfScale),
        new("loud-noise", "a feature stands out of the noise", BreakerStrength.Gross, SparseCodingBases.OfScale, "noise", static _ => 4),
    ];

    /// <inheritdoc/>
    public InstanceVerdict Judge(SparseCodingInstance instance, InstanceEvidence evidence, double errorProbability)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(evidence);
        return InstanceVerdicts.FromMeasures(
            instance,
            InstanceVerdicts.OfProportion(
                "clean_accuracy",
                evidence.Proportion(EvidenceKeys.CleanAccuracy(TrainedNetwork.Clean)),
                Thresholds.CleanAccuracy,
                Requirement.Above,
                errorProbability),
            InstanceVerdicts.Informative("code_acceptance_rate", evidence.Scalar(EvidenceKeys.AcceptanceRate)));
    }
}
