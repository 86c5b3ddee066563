namespace PurifyProofs.Claims.Families.LowComplexity;

/// <summary>Effort of a study of one model class.</summary>
public sealed record StudySettings
{
    /// <summary>Samples of a training round.</summary>
    public int RoundSamples { get; init; } = 1500;

    /// <summary>Rounds of adversarial training.</summary>
    public int Rounds { get; init; } = 8;

    /// <summary>PGD steps in training.</summary>
    public int TrainingAttackSteps { get; init; } = 12;

    /// <summary>Training of additive polynomials against their certificate.</summary>
    public CertifiedPolynomialTraining CertifiedTraining { get; init; } = new();

    /// <summary>Samples on which the best model is chosen.</summary>
    public int SelectionSamples { get; init; } = 300;

    /// <summary>Fresh samples on which it is judged.</summary>
    public int EvaluationSamples { get; init; } = 1000;

    /// <summary>PGD steps in evaluation.</summary>
    public int EvaluationAttackSteps { get; init; } = 40;

    /// <summary>Random starts in evaluation.</summary>
    public int EvaluationRandomStarts { get; init; } = 1;

    /// <summary>Pilot samples on which a dual attacker is chosen; four times as many fix its weights.</summary>
    public int PilotSamples { get; init; } = 4096;

    /// <summary>Fresh samples of the dual bound.</summary>
    public int DualSamples { get; init; } = 131072;

    /// <summary>B, the norm budget at which the dual bound is optimised.</summary>
    public double Budget { get; init; } = 10;

    /// <summary>Probability that a statement about the population is wrong.</summary>
    public double ErrorProbability { get; init; } = 1e-6;
}
