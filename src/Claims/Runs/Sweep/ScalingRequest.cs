using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Ledgers;

namespace PurifyProofs.Claims.Runs.Sweep;

/// <summary>What a study of growing size is asked to do.</summary>
/// <param name="Base">The instance that is resized; seeds count up from its own.</param>
/// <param name="Dimensions">The sizes.</param>
/// <param name="Seeds">How many seeds at each size.</param>
/// <param name="Points">Test points of each network.</param>
/// <param name="Threads">Trainings that run side by side; the results do not depend on it.</param>
/// <param name="Directory">Where everything goes.</param>
/// <param name="Resume">Whether the ledger in the directory is continued.</param>
/// <param name="TimeLimit">After this long it stops.</param>
public sealed record ScalingRequest(
    SparseCodingInstance Base,
    IReadOnlyList<int> Dimensions,
    int Seeds,
    int Points,
    int Threads,
    string Directory,
    bool Resume,
    TimeSpan? TimeLimit)
{
    /// <summary>Whether ledgers that another version of the program wrote are continued as well.</summary>
    public bool ResumeOtherVersion { get; init; }

    /// <summary>Number of (size, seed) pairs.</summary>
    public int RunCount => Dimensions.Count * Seeds;

    /// <summary>The instance of a pair at a budget of <see cref="TrainingBudgets"/>.</summary>
    public SparseCodingInstance InstanceOf(int run, int budget) => TrainingBudgets.Apply(
        InstanceSizing.AtDimension(Base with { Seed = Base.Seed + (ulong)(run % Seeds) }, Dimensions[run / Seeds]), budget);
}

/// <summary>What was found at one size with one seed.</summary>
/// <param name="Dimension">d.</param>
/// <param name="Seed">The seed.</param>
/// <param name="CleanCorrelation">Median |cos(w⁰, w)| after clean training; null while not measured.</param>
/// <param name="AdversarialCorrelation">The same after adversarial training with the preset's budget.</param>
/// <param name="Steps">The fewest steps of both trainings together after which the estimates are as FP-4 asks; null where no tried budget suffices, or while not measured.</param>
/// <param name="Samples">The samples seen in them.</param>
/// <param name="IsComplete">Whether everything asked for was measured.</param>
public sealed record ScalingPoint(int Dimension, ulong Seed, double? CleanCorrelation, double? AdversarialCorrelation, double? Steps, double? Samples, bool IsComplete);

/// <summary>What a study of growing size found.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Points">What was found at each size and seed.</param>
/// <param name="Partial">Null, or why points are missing, as a sentence.</param>
public sealed record ScalingResult(ScalingRequest Request, IReadOnlyList<ScalingPoint> Points, string? Partial)
{
    /// <summary>The programs that measured, in order; null stands for one that did not name itself.</summary>
    public IReadOnlyList<ProgramVersion?> Programs { get; init; } = [];
}
