using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Families.LowComplexity;
using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Instances;

namespace PurifyProofs.Claims.Catalogue.LowerBounds;

/// <summary>LB-3: Not even the network's own tangent kernel is robust.</summary>
public sealed class NoTangentKernelIsRobust : ISparseCodingClaim
{
    // In the order in which the study trains them.
    private static readonly string[] Trainings = ["momentum_clean", "momentum_fgm", "adam_fgm", "momentum_pgd"];

    /// <inheritdoc/>
    public string Id => "LB-3";

    /// <inheritdoc/>
    public string Title => "Not even the network's own tangent kernel is robust";

    /// <inheritdoc/>
    public string Statement => "At the radius at which the adversarially trained network is robust, its neural tangent kernel at the initial weights is not, no matter what algorithm trains it.";

    /// <inheritdoc/>
    public string Formula => FormattableString.Invariant(
        $"P[min_{{‖δ‖ ≤ τ}} y ⟨v, φ(x + δ)⟩ > 0] < {Thresholds.HardlyBetterThanConstant} \"for every\" v, φ = {{∂ f}}/{{∂ W}} \"at\" W^0");

    /// <inheritdoc/>
    public string Source => "Seminar talk on feature purification; Allen-Zhu and Li, Feature Purification, FOCS 2021 (arXiv 2005.10190), lower bounds";

    /// <inheritdoc/>
    public string Hypotheses => CoreHypotheses.Sentence + " Features at the initial weights.";

    /// <inheritdoc/>
    public string DecisionRule => FormattableString.Invariant(
        $"Attacked accuracy below {Thresholds.HardlyBetterThanConstant} after clean training, adversarial training by FGM with two optimisers and by PGD. Reached, not proved; violated when attacks leave more than {Thresholds.HardlyBetterThanConstant} to one of them. Proved of every model of a norm are its mean margin under an oblivious shift and its adversarial hinge loss, which are no accuracies.");

    /// <inheritdoc/>
    public Scale FirstScale => Scale.Quick;

    /// <inheritdoc/>
    public IReadOnlyList<Study> Needs => [Study.FastGradient, Study.TangentKernel];

    /// <inheritdoc/>
    public string? Breach(SparseCodingInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        double share = instance.Broken.KernelShare;
        return share > 0
            ? FormattableString.Invariant($"the tangent kernel is taken a share {share} of the way to the trained weights")
            : CoreHypotheses.Breach(instance);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Breaker> Breakers { get; } =
    [
        BrokenHypothesis.RadiusBelowMargins(SparseCodingBases.OfScale),
        BrokenHypothesis.VanishingRadius(SparseCodingBases.OfScale),
        BrokenHypothesis.TrainedFeatures(SparseCodingBases.OfScale),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<FigureSpec> Figures { get; } =
    [
        LowComplexityFigures.ByRadius("The tangent kernel against the network", new FigureSeries("tangent kernel, attacked", LowComplexityKeys.KernelByRadius)),
    ];

    /// <inheritdoc/>
    public InstanceVerdict Judge(SparseCodingInstance instance, InstanceEvidence evidence, double errorProbability)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(evidence);
        return InstanceVerdicts.FromMeasures(
            instance,
            [
                .. Trainings.Select((training, index) => InstanceVerdicts.OfProportion(
                    training + "_attacked_accuracy",
                    evidence.Proportion(LowComplexityKeys.KernelAttackedAccuracy(index)),
                    Thresholds.HardlyBetterThanConstant,
                    Requirement.Below,
                    errorProbability)),
                .. Trainings.Select((training, index) => InstanceVerdicts.Informative(training + "_norm", evidence.Scalar(LowComplexityKeys.KernelNorm(index)))),
                InstanceVerdicts.Informative("proved_mean_margin_of_norm_1", evidence.Scalar(LowComplexityKeys.KernelShiftedMeanMargin)),
                .. LowComplexityEffort.KernelBudgets.Select(budget => InstanceVerdicts.Informative(
                    FormattableString.Invariant($"proved_hinge_loss_budget_{budget}"), evidence.Scalar(LowComplexityKeys.KernelHingeLoss(budget)))),
                .. RandomFeatures(evidence, errorProbability),
                LowComplexityMeasures.OfNetwork(evidence, errorProbability),
            ]);
    }

    private static IEnumerable<Measure> RandomFeatures(InstanceEvidence evidence, double errorProbability) =>
        evidence.Contains(LowComplexityKeys.RandomFeaturesAttackedAccuracy)
            ? [InstanceVerdicts.OfProportion(
                "random_features_attacked_accuracy",
                evidence.Proportion(LowComplexityKeys.RandomFeaturesAttackedAccuracy),
                double.NaN,
                Requirement.None,
                errorProbability)]
            : [];
}
