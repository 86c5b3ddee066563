namespace PurifyProofs.Claims.Evidence;

/// <summary>
/// One separately finished piece of work on an instance. A study's measurements enter the ledger together when it
/// ends, so a run that was stopped goes on with the first study that is missing.
/// </summary>
public enum Study
{
    /// <summary>Clean training, its accuracy, attacks on it, statistics of its weights.</summary>
    Clean,

    /// <summary>Adversarial training by FGM from the clean weights, its accuracy, attacks, purification statistics.</summary>
    FastGradient,

    /// <summary>Adversarial training by PGD from the clean weights.</summary>
    ProjectedGradient,

    /// <summary>Perturbations computed on an independently trained clean network.</summary>
    Transfer,

    /// <summary>Adversarial training by updates of low rank.</summary>
    LowRank,

    /// <summary>Clean training for longer and over weight decays.</summary>
    LongerTraining,

    /// <summary>The same preset at growing dimension.</summary>
    Dimensions,

    /// <summary>What is proved of linear classifiers, and what training reached.</summary>
    LinearClassifiers,

    /// <summary>The same for polynomials of low degree.</summary>
    Polynomials,

    /// <summary>Polynomials at growing dimension and noise.</summary>
    PolynomialSizes,

    /// <summary>The network's tangent kernel.</summary>
    TangentKernel,

    /// <summary>Structured data: standard training, its accuracy, attacks on it, the features it learnt.</summary>
    PatchStandard,

    /// <summary>Structured data: adversarial training from the same start.</summary>
    PatchAdversarial,

    /// <summary>What it costs to make the same instance robust, at growing dimension.</summary>
    Cost,
}
