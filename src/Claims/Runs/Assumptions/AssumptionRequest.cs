using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Runs.Check;

namespace PurifyProofs.Claims.Runs.Assumptions;

/// <summary>What a study of assumptions is asked to do.</summary>
/// <param name="Scale">How much is run on each instance.</param>
/// <param name="ClaimsGlob">Which claims, as a glob over ids.</param>
/// <param name="Assumptions">Which assumptions are varied.</param>
/// <param name="Instances">The unvaried instances; every level changes all of them.</param>
/// <param name="Seed">The seed they were generated from.</param>
/// <param name="Threads">Worker threads; the results do not depend on it.</param>
/// <param name="Directory">Where everything goes.</param>
/// <param name="Resume">Whether the ledgers in the directory are continued.</param>
/// <param name="TimeLimit">After this long it stops, in the middle of a study where need be.</param>
public sealed record AssumptionRequest(
    Scale Scale,
    string ClaimsGlob,
    IReadOnlyList<Assumption> Assumptions,
    IReadOnlyList<SparseCodingInstance> Instances,
    ulong Seed,
    int Threads,
    string Directory,
    bool Resume,
    TimeSpan? TimeLimit)
{
    /// <summary>After this long a network in training is saved; no result depends on it.</summary>
    public TimeSpan CheckpointInterval { get; init; } = StudyOptions.DefaultCheckpointInterval;

    /// <summary>Whether ledgers that another version of the program wrote are continued as well.</summary>
    public bool ResumeOtherVersion { get; init; }

    /// <summary>How many instances are varied when not told.</summary>
    public static int InstanceCount(Scale scale) => scale switch
    {
        Scale.Smoke or Scale.Quick => 1,
        Scale.Standard => 3,
        _ => 5,
    };

    /// <summary>The folder of the check on the unvaried instances in <paramref name="directory"/>.</summary>
    public static string UnvariedFolder(string directory) => Path.Combine(directory, "ablation", "unvaried");

    /// <summary>The folder of the check at a level.</summary>
    public string FolderOf(Assumption assumption, AssumptionLevel level)
    {
        ArgumentNullException.ThrowIfNull(assumption);
        ArgumentNullException.ThrowIfNull(level);
        return Path.Combine(Directory, "ablation", assumption.Name, level.Name);
    }
}

/// <summary>Receives the progress of a study of assumptions; called from one thread at a time.</summary>
public interface IAssumptionProgress : ICheckProgress
{
    /// <summary>The check at a level starts.</summary>
    /// <param name="name">What is varied and to what, in words.</param>
    /// <param name="number">Which check it is, from 1.</param>
    /// <param name="count">How many there are.</param>
    void CheckStarted(string name, int number, int count);
}
