namespace PurifyProofs.Model.Numerics;

/// <summary>
/// The Philox stream numbers: one a purpose, so that no two draws of a run ever share a counter. A stream's number is
/// shifted by one bit; the low bit separates codes from noise. Numbers stay as they are: they are part of every sample.
/// </summary>
public enum RandomStream
{
    /// <summary>Teacher w*.</summary>
    Teacher = 1,

    /// <summary>Dictionary M.</summary>
    Dictionary = 2,

    /// <summary>Initial weights.</summary>
    InitialWeights = 3,

    /// <summary>Samples of clean training.</summary>
    CleanTraining = 4,

    /// <summary>Samples of adversarial training by FGM.</summary>
    FastGradientTraining = 5,

    /// <summary>Samples of adversarial training by PGD.</summary>
    ProjectedGradientTraining = 6,

    /// <summary>Samples of low-rank adversarial training.</summary>
    LowRankTraining = 7,

    /// <summary>Initial factors of low-rank training.</summary>
    LowRankFactors = 8,

    /// <summary>Random starts of training attacks.</summary>
    TrainingAttackStarts = 9,

    /// <summary>Initial weights of the independent network for transfer attacks.</summary>
    SurrogateWeights = 10,

    /// <summary>Samples of the independent network's clean training.</summary>
    SurrogateTraining = 11,

    /// <summary>Samples on which accuracies are measured.</summary>
    Evaluation = 12,

    /// <summary>Random starts of evaluation attacks.</summary>
    EvaluationAttackStarts = 13,

    /// <summary>Samples for estimates such as E[yx].</summary>
    Estimation = 14,

    /// <summary>Samples of longer clean training.</summary>
    LongerTraining = 15,

    /// <summary>The instances of a check.</summary>
    Instances = 16,

    /// <summary>Which signs of w* are wrong in the dense mixture of a control.</summary>
    MixtureFlips = 17,

    /// <summary>Directions of neurons that adversarial training does not take from the clean-trained network.</summary>
    FreshWeights = 18,

    /// <summary>Instances that controls draw for themselves.</summary>
    ControlInstances = 19,

    /// <summary>Random features of models of low complexity.</summary>
    RandomFeatures = 20,

    /// <summary>Samples on which models of low complexity are trained.</summary>
    LowComplexityTraining = 21,

    /// <summary>Samples that fix scales and the attacker of a dual bound.</summary>
    LowComplexityPilot = 22,

    /// <summary>Fresh samples of a dual bound.</summary>
    DualBound = 23,

    /// <summary>Which opponent each sample of a dual bound meets.</summary>
    DualOpponents = 24,

    /// <summary>Robust and non-robust features of structured data.</summary>
    PatchFeatures = 25,

    /// <summary>Instances of structured data.</summary>
    PatchInstances = 26,

    /// <summary>What is drawn to time a check and then thrown away.</summary>
    Rehearsal = 27,
}
