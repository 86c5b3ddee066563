namespace PurifyProofs.Model.Patches;

/// <summary>Standard and adversarial training of the patch network from the same start.</summary>
public sealed record PatchTrainingPlan
{
    /// <summary>m.</summary>
    public int NeuronsPerClass { get; init; } = 16;

    /// <summary>σ.</summary>
    public PowerReluFunction Activation { get; init; } = new(3, 0.1);

    /// <summary>σ_0 of the common start.</summary>
    public double InitialScale { get; init; } = 0.005;

    /// <summary>Standard training.</summary>
    public required PatchTrainingSettings Standard { get; init; }

    /// <summary>Adversarial training.</summary>
    public required PatchTrainingSettings Adversarial { get; init; }

    /// <summary>
    /// What reaches both targets at the pilot's law. With twice the pilot's neurons every class begins with one on each of its features, so that none is
    /// learnt too late; the start is small, so that what is learnt first is decided by the data. The training attack follows every margin from the sample, from the injections and from
    /// a random point, so that neither saturation nor dead ReLUs hide the harmful direction from it.
    /// </summary>
    public static PatchTrainingPlan Pilot { get; } = new()
    {
        Standard = new PatchTrainingSettings { Steps = 400, LearningRate = 0.2, Stream = RandomStream.CleanTraining },
        Adversarial = new PatchTrainingSettings
        {
            Steps = 450,
            LearningRate = 0.1,
            Stream = RandomStream.ProjectedGradientTraining,
            Attack = new PatchAttackSettings(2, PatchAttackStarts.Sample | PatchAttackStarts.Injections, 1),
        },
    };

    /// <summary>Checks the plan.</summary>
    /// <exception cref="ArgumentException">One sentence: what is wrong and the mend.</exception>
    public void Validate()
    {
        if (NeuronsPerClass < 1)
        {
            throw new ArgumentException($"There must be at least 1 neuron for each class, but there are {NeuronsPerClass}.");
        }

        if (Activation.Exponent < 2 || !(Activation.Threshold > 0 && double.IsFinite(Activation.Threshold)))
        {
            throw new ArgumentException(FormattableString.Invariant($"The smoothed ReLU needs q ≥ 2 and ϱ > 0, but q = {Activation.Exponent} and ϱ = {Activation.Threshold}."));
        }

        if (!(InitialScale > 0 && double.IsFinite(InitialScale)))
        {
            throw new ArgumentException(FormattableString.Invariant($"The initial scale σ_0 must be positive, but is {InitialScale}."));
        }

        if (Adversarial.Attack is null)
        {
            throw new ArgumentException("Adversarial training needs an attack.");
        }

        Standard.Validate();
        Adversarial.Validate();
    }
}
