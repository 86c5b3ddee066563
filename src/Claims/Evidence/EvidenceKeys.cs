namespace PurifyProofs.Claims.Evidence;

/// <summary>The networks of an instance as they appear in measurement keys.</summary>
public static class TrainedNetwork
{
    /// <summary>After clean training.</summary>
    public const string Clean = "clean";

    /// <summary>After adversarial training by FGM.</summary>
    public const string FastGradient = "fgm";

    /// <summary>After adversarial training by PGD.</summary>
    public const string ProjectedGradient = "pgd";

    /// <summary>After clean training of an independent network, on which perturbations that transfer are computed.</summary>
    public const string Surrogate = "surrogate";

    /// <summary>After longer clean training at a multiple of the plan's weight decay.</summary>
    public static string Longer(double decayFactor) => FormattableString.Invariant($"longer{decayFactor}");

    /// <summary>After adversarial training of rank <paramref name="rank"/>.</summary>
    public static string LowRank(int rank) => FormattableString.Invariant($"lowrank{rank}");

    /// <summary>
    /// At growing dimension the networks after the smallest budget of adversarial training that suffices, or after the largest one where none
    /// does: accuracies are those at the instance's own size, warnings are summed over the sizes.
    /// </summary>
    public const string Cheapest = "cheapest";

    /// <summary>The patch network after standard training.</summary>
    public const string PatchStandard = "standard";

    /// <summary>The patch network after adversarial training.</summary>
    public const string PatchAdversarial = "adversarial";
}

/// <summary>Names under which measurements are recorded: <c>network.quantity</c>.</summary>
public static class EvidenceKeys
{
    /// <summary>Proportion: accuracy on fresh samples.</summary>
    public static string CleanAccuracy(string network) => network + ".clean_accuracy";

    /// <summary>Proportion: accuracy under the best of all attacks at the instance's radius.</summary>
    public static string AttackedAccuracy(string network) => network + ".attacked_accuracy";

    /// <summary>Series: (radius, attacked accuracy).</summary>
    public static string AttackedAccuracyByRadius(string network) => network + ".attacked_accuracy_by_radius";

    /// <summary>Proportion: points certified at the instance's radius, of those of <see cref="AttackedAccuracy"/>.</summary>
    public static string CertifiedAccuracy(string network) => network + ".certified_accuracy";

    /// <summary>Series: (radius, certified accuracy).</summary>
    public static string CertifiedAccuracyByRadius(string network) => network + ".certified_accuracy_by_radius";

    /// <summary>Scalar: points at which the gradient of the margin vanishes, so that attacks see no direction.</summary>
    public static string VanishingGradients(string network) => network + ".vanishing_gradients";

    /// <summary>Scalar: points whose certificate was contradicted by an attack; anything but 0 is a defect.</summary>
    public static string ContradictedCertificates(string network) => network + ".contradicted_certificates";

    /// <summary>Scalar: median over neurons of |cos(w⁰, w)|.</summary>
    public static string InitialCorrelation(string network) => network + ".initial_correlation";

    /// <summary>Series: histogram of |cos(w⁰, w)|.</summary>
    public static string InitialCorrelationHistogram(string network) => network + ".initial_correlation_histogram";

    /// <summary>Scalar: median participation ratio of the dictionary coordinates, dense part removed.</summary>
    public static string FeatureCount(string network) => network + ".feature_count";

    /// <summary>Scalar: median over neurons of |cos(w, u)|, u the dense mixture direction.</summary>
    public static string DenseShare(string network) => network + ".dense_share";

    /// <summary>Series: (training step, median |cos(w, u)|).</summary>
    public static string DenseShareCurve(string network) => network + ".dense_share_curve";

    /// <summary>Series: (i, cos(w_i, w_i')) of every neuron, 0 where one of the two vanishes.</summary>
    public static string PurificationCosines(string network) => network + ".purification_cosines";

    /// <summary>Scalar: share of neurons with cos(w, w') > 1/√2, in ledgers that lack <see cref="PurificationCosines"/>.</summary>
    public static string PurifiedShare(string network) => network + ".purified_share";

    /// <summary>Scalar: median over neurons of cos(w, w').</summary>
    public static string PurificationCosine(string network) => network + ".purification_cosine";

    /// <summary>Series: histogram of cos(w, w').</summary>
    public static string PurificationCosineHistogram(string network) => network + ".purification_cosine_histogram";

    /// <summary>Scalar: |cos| between u and the top right singular vector of W − diag(β)W'.</summary>
    public static string RemovedDirectionCosine(string network) => network + ".removed_direction_cosine";

    /// <summary>Scalar: the same against the measured E[yx], which is not parallel to u for unequal teachers.</summary>
    public static string RemovedMeanCosine(string network) => network + ".removed_mean_cosine";

    /// <summary>Series: (j, singular value number j of W' − W as a share of its Frobenius norm), the largest first.</summary>
    public static string UpdateSpectrum(string network) => network + ".update_spectrum";

    /// <summary>Series: (rank, median over neurons of the largest, second largest, … |⟨M_j, w⟩|/‖w‖) of the clean-trained weights that the network started from.</summary>
    public static string CoordinatesBefore(string network) => network + ".coordinates_before";

    /// <summary>Series: the same of the network's own weights.</summary>
    public static string CoordinatesAfter(string network) => network + ".coordinates_after";

    /// <summary>
    /// Series: (j, sign(w*_j)⟨M_j, w⟩/‖w‖) of one neuron of the clean-trained network that the network started from: the one whose
    /// cos(w, w') is the median, so nobody chose it.
    /// </summary>
    public static string TypicalNeuronBefore(string network) => network + ".typical_neuron_before";

    /// <summary>Series: the same neuron in the network.</summary>
    public static string TypicalNeuronAfter(string network) => network + ".typical_neuron_after";

    /// <summary>Proportion: accuracy of the clean network under perturbations computed on an independently trained one.</summary>
    public const string TransferAccuracy = "clean.transfer_accuracy";

    /// <summary>Proportion: accuracy of the clean network under −yτu.</summary>
    public const string DenseMixtureAccuracy = "clean.dense_mixture_accuracy";

    /// <summary>Series: (rank, attacked accuracy after low-rank adversarial training).</summary>
    public const string LowRankCurve = "lowrank.attacked_accuracy_by_rank";

    /// <summary>Proportion: attacked accuracy after adversarial training of rank <paramref name="rank"/>.</summary>
    public static string LowRankAttackedAccuracy(int rank) => AttackedAccuracy(TrainedNetwork.LowRank(rank));

    /// <summary>Scalar: coherence of the dictionary, measured where it is overcomplete.</summary>
    public const string Coherence = "data.coherence";

    /// <summary>Scalar: share of candidate codes with ⟨w*, z⟩ ≠ 0.</summary>
    public const string AcceptanceRate = "data.acceptance_rate";

    /// <summary>Proportion: attacked accuracy after longer clean training at a multiple of the plan's weight decay.</summary>
    public static string LongerAttackedAccuracy(double decayFactor) => AttackedAccuracy(TrainedNetwork.Longer(decayFactor));

    /// <summary>Proportion: clean accuracy after longer clean training.</summary>
    public static string LongerCleanAccuracy(double decayFactor) => CleanAccuracy(TrainedNetwork.Longer(decayFactor));

    /// <summary>Series: (radius, attacked accuracy) after longer clean training.</summary>
    public static string LongerAttackedByRadius(double decayFactor) => AttackedAccuracyByRadius(TrainedNetwork.Longer(decayFactor));

    /// <summary>Series: (d, median |cos(w⁰, w)|) over sizes.</summary>
    public static string InitialCorrelationByDimension(string network) => network + ".initial_correlation_by_dimension";

    /// <summary>Series: (d, steps of clean and adversarial training until the network is provably robust), infinite where no tried budget suffices.</summary>
    public const string StepsByDimension = "cost.steps_by_dimension";

    /// <summary>Series: (d, samples seen in these steps), infinite at the same sizes.</summary>
    public const string SamplesByDimension = "cost.samples_by_dimension";

    /// <summary>Series: (training step, mean over classes of max_r ⟨w_{y,r}, u_y⟩).</summary>
    public static string RobustFeatureCurve(string network) => network + ".robust_feature_curve";

    /// <summary>Series: (training step, mean over classes of max_r ⟨w_{y,r}, v_y⟩).</summary>
    public static string NonRobustFeatureCurve(string network) => network + ".non_robust_feature_curve";

    /// <summary>Scalar: the smallest share v/(u + v) over the classes, u and v the strengths of a class's strongest neuron on either feature.</summary>
    public static string NonRobustShare(string network) => network + ".non_robust_share";

    /// <summary>Scalar: the smallest share u/(u + v) over the classes.</summary>
    public static string RobustShare(string network) => network + ".robust_share";

    /// <summary>Scalar: the smallest difference of the curves, non-robust less robust, since either passed ϱ.</summary>
    public static string SmallestLead(string network) => network + ".smallest_lead";

    /// <summary>Series: (sample, cosine of its perturbation with the part along −v_y and the target's v) of every fooled sample.</summary>
    public static string PerturbationCosines(string network) => network + ".perturbation_cosines";

    /// <summary>Proportion: fooled samples of which that cosine is above 0.9, in ledgers that lack <see cref="PerturbationCosines"/>.</summary>
    public static string AlignedPerturbations(string network) => network + ".aligned_perturbations";

    /// <summary>Series: (class, median margin on fresh samples).</summary>
    public static string MarginByClass(string network) => network + ".margin_by_class";

    /// <summary>Series: (class, median margin under the best of all attacks).</summary>
    public static string AttackedMarginByClass(string network) => network + ".attacked_margin_by_class";

    /// <summary>Scalar: how many of the evaluation's own warnings fired.</summary>
    public static string EvaluationWarnings(string network) => network + ".evaluation_warnings";
}
