using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Verdicts;

namespace PurifyProofs.Claims.Runs.Check;

/// <summary>What a check is asked to do.</summary>
/// <param name="Scale">How much is run.</param>
/// <param name="ClaimsGlob">Which claims, as a glob over ids (<c>*</c>, <c>FP-*</c>, <c>FP-[23]</c>).</param>
/// <param name="Instances">The instances, in order; of drawn ones only as many are run as verdicts need.</param>
/// <param name="Origin">What the instances are to the verdicts.</param>
/// <param name="Scope">What becomes of instances outside a claim's hypotheses.</param>
/// <param name="Seed">The seed they were generated from.</param>
/// <param name="Threads">Worker threads; the results do not depend on it.</param>
/// <param name="Directory">Where ledger, networks and reports go.</param>
/// <param name="Resume">Whether an existing ledger in the directory is continued.</param>
/// <param name="TimeLimit">After this long it stops, in the middle of a study where need be.</param>
public sealed record CheckRequest(
    Scale Scale,
    string ClaimsGlob,
    IReadOnlyList<Instance> Instances,
    InstanceOrigin Origin,
    HypothesisScope Scope,
    ulong Seed,
    int Threads,
    string Directory,
    bool Resume,
    TimeSpan? TimeLimit)
{
    /// <summary>Among which instances smaller violations are looked for; null for those of the scale's law.</summary>
    public ShrinkWindow? ShrinkWindow { get; init; }

    /// <summary>After this long a network in training is saved; no result depends on it.</summary>
    public TimeSpan CheckpointInterval { get; init; } = StudyOptions.DefaultCheckpointInterval;

    /// <summary>Whether a ledger that another version of the program wrote is continued as well.</summary>
    public bool ResumeOtherVersion { get; init; }
}
