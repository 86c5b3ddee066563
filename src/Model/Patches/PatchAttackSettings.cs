namespace PurifyProofs.Model.Patches;

/// <summary>What an attack on the patch network descends.</summary>
public enum PatchAttackObjective
{
    /// <summary>F_y − F_o for every other class o in turn; its gradient does not vanish where the loss is saturated.</summary>
    EveryMargin,

    /// <summary>
    /// Minus the cross-entropy, from the sample alone: what projected gradient descent usually means. It is here to show how it misleads, and
    /// to be trained against; no verdict rests on it.
    /// </summary>
    CrossEntropy,
}

/// <summary>Where the descents towards one target begin, beside random points.</summary>
[Flags]
public enum PatchAttackStarts
{
    /// <summary>Nowhere else.</summary>
    None = 0,

    /// <summary>δ = 0.</summary>
    Sample = 1,

    /// <summary>The fixed perturbations that inject the target's features and erase the label's.</summary>
    Injections = 2,

    /// <summary>Along every neuron of the target: what a dead ReLU hides from the gradient.</summary>
    Neurons = 4,

    /// <summary>All of them.</summary>
    All = Sample | Injections | Neurons,
}

/// <summary>How hard an attack on the patch network tries. It returns the best point visited, starts included.</summary>
/// <param name="Steps">Gradient steps from each start.</param>
/// <param name="Starts">Fixed starts.</param>
/// <param name="RandomStarts">Random starts on the border of the set.</param>
public sealed record PatchAttackSettings(int Steps, PatchAttackStarts Starts, int RandomStarts)
{
    /// <summary>What is descended.</summary>
    public PatchAttackObjective Objective { get; init; } = PatchAttackObjective.EveryMargin;

    /// <summary>η/ε of the first step; it falls linearly to a tenth of that.</summary>
    public double StepFraction { get; init; } = 0.7;

    /// <summary>The attack that evaluations use.</summary>
    public static PatchAttackSettings Evaluation { get; } = new(20, PatchAttackStarts.All, 2);

    /// <summary>Cross-entropy descent from the sample: the attack that must not be trusted.</summary>
    public static PatchAttackSettings CrossEntropyFromSample(int steps) =>
        new(steps, PatchAttackStarts.Sample, 0) { Objective = PatchAttackObjective.CrossEntropy };

    /// <summary>η/ε of step <paramref name="step"/>.</summary>
    public double StepLength(int step) => StepFraction * (1 - (0.9 * step / Math.Max(1, Steps - 1)));

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentException">One sentence: what is wrong and the mend.</exception>
    public void Validate()
    {
        if (Steps < 0 || RandomStarts < 0 || !(StepFraction > 0))
        {
            throw new ArgumentException(FormattableString.Invariant($"Steps and random starts must not be negative and the step length must be positive, but they are {Steps}, {RandomStarts} and {StepFraction}."));
        }

        if (Starts == PatchAttackStarts.None && RandomStarts == 0)
        {
            throw new ArgumentException("An attack needs at least one start.");
        }
    }
}
