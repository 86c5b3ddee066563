namespace PurifyProofs.Claims.Evidence;

/// <summary>Seconds of each unit of <see cref="StudyWork"/>.</summary>
/// <param name="CleanStep">One step of clean training.</param>
/// <param name="FastGradientStep">One step by FGM.</param>
/// <param name="ProjectedGradientStep">One step by PGD.</param>
/// <param name="Evaluation">One network attacked on the first look's points.</param>
/// <param name="SmallModel">One class of small models, all trainers.</param>
/// <param name="KernelStep">One sample of an adversarial step of a tangent-kernel model.</param>
public sealed record UnitSeconds(
    double CleanStep = 0, double FastGradientStep = 0, double ProjectedGradientStep = 0, double Evaluation = 0, double SmallModel = 0, double KernelStep = 0)
{
    /// <summary>How long the work takes.</summary>
    public TimeSpan Of(StudyWork work) => TimeSpan.FromSeconds(
        (work.CleanSteps * CleanStep)
        + (work.FastGradientSteps * FastGradientStep)
        + (work.ProjectedGradientSteps * ProjectedGradientStep)
        + (work.Evaluations * Evaluation)
        + (work.SmallModels * SmallModel)
        + (work.KernelSteps * KernelStep));

    /// <summary>Where every unit takes so many times as long.</summary>
    public static UnitSeconds operator *(double times, UnitSeconds seconds) => Multiply(times, seconds);

    /// <summary>Where every unit takes so many times as long.</summary>
    public static UnitSeconds Multiply(double times, UnitSeconds seconds)
    {
        ArgumentNullException.ThrowIfNull(seconds);
        return new UnitSeconds(
            times * seconds.CleanStep,
            times * seconds.FastGradientStep,
            times * seconds.ProjectedGradientStep,
            times * seconds.Evaluation,
            times * seconds.SmallModel,
            times * seconds.KernelStep);
    }

    /// <summary>Both.</summary>
    public static UnitSeconds operator +(UnitSeconds one, UnitSeconds other) => Add(one, other);

    /// <summary>Both.</summary>
    public static UnitSeconds Add(UnitSeconds one, UnitSeconds other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return new UnitSeconds(
            one.CleanStep + other.CleanStep,
            one.FastGradientStep + other.FastGradientStep,
            one.ProjectedGradientStep + other.ProjectedGradientStep,
            one.Evaluation + other.Evaluation,
            one.SmallModel + other.SmallModel,
            one.KernelStep + other.KernelStep);
    }
}
