namespace PurifyProofs.Model.Numerics;

/// <summary>
/// The Philox stream numbers: one a purpose, so that no two draws of a run ever share a counter. A stream's number is
/// shifted by one bit; the low bit separates codes from noise.
/// </summary>
public enum RandomStream
{
    /// <summary>Teacher w*.</summary>
    Teacher = 1,

    /// <summary>Dictionary M.</summary>
    Dictionary,

    /// <summary>Initial weights.</summary>
    InitialWeights,

    /// <summary>Samples of clean training.</summary>
    CleanTraining,

    /// <summary>Samples of adversarial training by FGM.</summary>
    FastGradientTraining,

    /// <summary>Samples of adversarial training by PGD.</summary>
    ProjectedGradientTraining,

    /// <summary>Samples of low-rank adversarial training.</summary>
    LowRankTraining,

    /// <summary>Initial factors of low-rank training.</summary>
    LowRankFactors,

    /// <summary>Random starts of training attacks.</summary>
    TrainingAttackStarts,

    /// <summary>Initial weights of the independent network for transfer attacks.</summary>
    SurrogateWeights,

    /// <summary>Samples of the independent network's clean training.</summary>
    SurrogateTraining,

    /// <summary>Samples on which accuracies are measured.</summary>
    Evaluation,

    /// <summary>Random starts of evaluation attacks.</summary>
    EvaluationAttackStarts,

    /// <summary>Samples for estimates such as E[yx].</summary>
    Estimation,

    /// <summary>Samples of longer clean training.</summary>
    LongerTraining,

    /// <summary>The instances of a check.</summary>
    Instances,

    /// <summary>Which signs of w* are wrong in the dense mixture of a control.</summary>
    MixtureFlips,

    /// <summary>Directions of neurons that adversarial training does not take from the clean-trained network.</summary>
    FreshWeights,

    /// <summary>Instances that controls draw for themselves.</summary>
    ControlInstances,

    /// <summary>Random features of models of low complexity.</summary>
    RandomFeatures,

    /// <summary>Samples on which models of low complexity are trained.</summary>
    LowComplexityTraining,

    /// <summary>Samples that fix scales and the attacker of a dual bound.</summary>
    LowComplexityPilot,

    /// <summary>Fresh samples of a dual bound.</summary>
    DualBound,

    /// <summary>Which opponent each sample of a dual bound meets.</summary>
    DualOpponents,

    /// <summary>Robust and non-robust features of structured data.</summary>
    PatchFeatures,

    /// <summary>Instances of structured data.</summary>
    PatchInstances,
}
