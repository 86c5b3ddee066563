namespace PurifyProofs.Model.SparseCoding;

/// <summary>
/// The bias schedule b_i = β_t ‖w_i‖/√k: in phase I (the first <see cref="GrowthSteps"/> steps) β_t grows linearly from
/// <see cref="Start"/> to <see cref="End"/>; in phase II b_i is frozen at its last value while the weights go on growing.
/// </summary>
/// <param name="Start">β at step 0.</param>
/// <param name="End">β at the end of phase I.</param>
/// <param name="GrowthSteps">Length of phase I in steps.</param>
public sealed record BiasSchedule(double Start, double End, int GrowthSteps)
{
    /// <summary>β_t at step <paramref name="step"/> of phase I.</summary>
    public double At(int step) => Start + ((End - Start) * Math.Min(1.0, (step + 1.0) / GrowthSteps));
}

/// <summary>How inputs are perturbed while training.</summary>
public enum TrainingAttack
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Fast gradient method: one step x − τy∇f/‖∇f‖.</summary>
    FastGradient,

    /// <summary>Projected gradient descent of the margin, several steps.</summary>
    ProjectedGradient,
}

/// <summary>One phase of training: clean, or adversarial from given weights.</summary>
public sealed record TrainingPhase
{
    /// <summary>Number of SGD steps.</summary>
    public required int Steps { get; init; }

    /// <summary>Fresh samples a step.</summary>
    public int BatchSize { get; init; } = 512;

    /// <summary>Learning rate η of SGD, before the cooldown.</summary>
    public required double LearningRate { get; init; }

    /// <summary>
    /// The last share of the steps, over which the learning rate falls linearly to 0 (linear decay; A. Hägele et al., NeurIPS 2024): a
    /// high rate learns fast, the fall takes its noise out of the weights.
    /// </summary>
    public double CooldownShare { get; init; }

    /// <summary>λ of the regulariser λ Σ_i (‖w_i‖²/2 + ‖w_i‖³/3).</summary>
    public double WeightDecay { get; init; }

    /// <summary>How inputs are perturbed.</summary>
    public TrainingAttack Attack { get; init; }

    /// <summary>ℓ2 radius of the perturbation at the end of the ramp.</summary>
    public double Radius { get; init; }

    /// <summary>Steps over which the radius grows linearly from 0.</summary>
    public int RampSteps { get; init; }

    /// <summary>Steps of projected gradient descent for <see cref="TrainingAttack.ProjectedGradient"/>.</summary>
    public int AttackSteps { get; init; } = 5;

    /// <summary>
    /// The descent of <see cref="Attack"/> from every sample of a step's batch: its radius, its steps and their length. FGM takes one step
    /// of the radius, projected gradient descent steps of 2.5 radius/steps, which can cross the ball and come back (Madry et al., arXiv
    /// 1706.06083).
    /// </summary>
    public (double Radius, int Steps, double StepLength) AttackAt(int step)
    {
        double radius = RampSteps > 0 ? Radius * Math.Min(1, (step + 1.0) / RampSteps) : Radius;
        return Attack switch
        {
            TrainingAttack.None => (radius, 0, 0),
            TrainingAttack.FastGradient => (radius, 1, radius),
            _ => (radius, AttackSteps, 2.5 * radius / AttackSteps),
        };
    }

    /// <summary>η at step <paramref name="step"/>: before the cooldown <see cref="LearningRate"/>, then a line that reaches 0 one step after the last.</summary>
    public double LearningRateAt(int step)
    {
        double remaining = Steps - (double)step, cooldown = CooldownShare * Steps;
        return remaining < cooldown ? LearningRate * remaining / cooldown : LearningRate;
    }
}

/// <summary>All that shapes a training run except the data law and the seed.</summary>
public sealed record TrainingPlan
{
    /// <summary>Number of neurons m.</summary>
    public required int Width { get; init; }

    /// <summary>Output scale a.</summary>
    public required double OutputScale { get; init; }

    /// <summary>σ_0: w_i⁰ ~ N(0, σ_0² I).</summary>
    public double InitialScale { get; init; } = 0.01;

    /// <summary>Law of the smoothing noise.</summary>
    public Smoothing Smoothing { get; init; } = Smoothing.Uniform;

    /// <summary>s_i as a fraction of b_i.</summary>
    public required double SmoothingFraction { get; init; }

    /// <summary>The bias schedule of clean training.</summary>
    public required BiasSchedule Bias { get; init; }

    /// <summary>Clean training.</summary>
    public required TrainingPhase Clean { get; init; }

    /// <summary>Adversarial training by FGM from the clean weights.</summary>
    public required TrainingPhase Adversarial { get; init; }

    /// <summary>The same plan at another width m: a·m, η·a and η·λ stay what they were, and with them the pace of training.</summary>
    public TrainingPlan WithWidth(int width)
    {
        double ratio = (double)width / Width;
        TrainingPhase Scale(TrainingPhase phase) =>
            phase with { LearningRate = phase.LearningRate * ratio, WeightDecay = phase.WeightDecay / ratio };
        return this with { Width = width, OutputScale = OutputScale / ratio, Clean = Scale(Clean), Adversarial = Scale(Adversarial) };
    }

    /// <summary>Checks the plan.</summary>
    /// <exception cref="ArgumentException">One sentence: what is wrong and the mend.</exception>
    public void Validate()
    {
        Require(Width >= 1, $"The width m must be at least 1, but is {Width}.");
        Require(IsPositive(OutputScale), $"The output scale a must be positive, but is {OutputScale}.");
        Require(IsPositive(InitialScale), $"The initial scale must be positive, but is {InitialScale}.");
        Require(SmoothingFraction is >= 0 and <= 10, $"The smoothing fraction s/b must lie in [0, 10], but is {SmoothingFraction}.");
        Require(IsPositive(Bias.Start) && IsPositive(Bias.End), $"The bias schedule must be positive, but runs from {Bias.Start} to {Bias.End}.");
        Require(Bias.GrowthSteps >= 1, $"Phase I must have at least one step, but has {Bias.GrowthSteps}.");
        RequirePhase("clean", Clean);
        RequirePhase("adversarial", Adversarial);
        Require(IsPositive(Adversarial.Radius), $"The radius of adversarial training must be positive, but is {Adversarial.Radius}.");
    }

    private static void RequirePhase(string name, TrainingPhase phase)
    {
        Require(phase.Steps >= 1, $"The {name} training must have at least one step, but has {phase.Steps}.");
        Require(phase.BatchSize >= 1, $"The batch size must be at least 1, but is {phase.BatchSize}.");
        Require(IsPositive(phase.LearningRate), $"The {name} learning rate must be positive, but is {phase.LearningRate}.");
        Require(phase.WeightDecay >= 0 && double.IsFinite(phase.WeightDecay), $"The {name} weight decay must not be negative, but is {phase.WeightDecay}.");
        Require(phase.CooldownShare is >= 0 and <= 1, $"The {name} cooldown is a share of the steps in [0, 1], but is {phase.CooldownShare}.");
        Require(phase.RampSteps >= 0, $"The ramp of the radius must not be negative, but is {phase.RampSteps}.");
        Require(phase.AttackSteps >= 1, $"A training attack needs at least one step, but has {phase.AttackSteps}.");
    }

    private static bool IsPositive(double value) => value > 0 && double.IsFinite(value);

    private static void Require(bool condition, FormattableString sentence)
    {
        if (!condition)
        {
            throw new ArgumentException(FormattableString.Invariant(sentence));
        }
    }
}
