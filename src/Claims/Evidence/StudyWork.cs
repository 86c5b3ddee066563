namespace PurifyProofs.Claims.Evidence;

/// <summary>How much a study does on an instance, in units that a rehearsal can time on that instance.</summary>
/// <param name="CleanSteps">Steps of clean training.</param>
/// <param name="FastGradientSteps">Steps of adversarial training by FGM.</param>
/// <param name="ProjectedGradientSteps">Steps of adversarial training by PGD.</param>
/// <param name="Evaluations">Networks that are attacked on the first look's points with all attacks.</param>
/// <param name="SmallModels">Classes of small models trained by all trainers.</param>
/// <param name="KernelSteps">Samples on which tangent-kernel models take an adversarial step.</param>
public readonly record struct StudyWork(
    double CleanSteps = 0,
    double FastGradientSteps = 0,
    double ProjectedGradientSteps = 0,
    double Evaluations = 0,
    double SmallModels = 0,
    double KernelSteps = 0)
{
    /// <summary>Both.</summary>
    public static StudyWork operator +(StudyWork one, StudyWork other) => Add(one, other);

    /// <summary>So many times.</summary>
    public static StudyWork operator *(double times, StudyWork work) => Multiply(times, work);

    /// <summary>Both.</summary>
    public static StudyWork Add(StudyWork one, StudyWork other) => new(
        one.CleanSteps + other.CleanSteps,
        one.FastGradientSteps + other.FastGradientSteps,
        one.ProjectedGradientSteps + other.ProjectedGradientSteps,
        one.Evaluations + other.Evaluations,
        one.SmallModels + other.SmallModels,
        one.KernelSteps + other.KernelSteps);

    /// <summary>So many times.</summary>
    public static StudyWork Multiply(double times, StudyWork work) => new(
        times * work.CleanSteps,
        times * work.FastGradientSteps,
        times * work.ProjectedGradientSteps,
        times * work.Evaluations,
        times * work.SmallModels,
        times * work.KernelSteps);
}
