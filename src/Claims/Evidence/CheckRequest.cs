using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Verdicts;

namespace PurifyProofs.Claims.Evidence;

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
    /// <summary>After this long a network in training is saved; no result depends on it.</summary>
    public TimeSpan CheckpointInterval { get; init; } = NetworkTraining.DefaultCheckpointInterval;
}

/// <summary>What a check found; also what a report renders.</summary>
/// <param name="Scale">How much was run.</param>
/// <param name="Seed">The seed the instances were generated from.</param>
/// <param name="Claims">Verdicts in catalogue order.</param>
/// <param name="Basis">How far the verdicts reach.</param>
/// <param name="Instances">The instances that were run, with all their evidence.</param>
/// <param name="Partial">Null when everything asked for was run; otherwise why not, as a sentence.</param>
public sealed record CheckResult(
    Scale Scale,
    ulong Seed,
    IReadOnlyList<ClaimVerdict> Claims,
    JudgementBasis Basis,
    IReadOnlyList<InstanceResult> Instances,
    string? Partial)
{
    /// <summary>Null, or what the user should know about how the evidence was read, as a sentence. No report holds it.</summary>
    public string? Notice { get; init; }
}

/// <summary>An instance with its evidence.</summary>
public sealed record InstanceResult(Instance Instance, InstanceEvidence Evidence);

/// <summary>Receives progress; called from one thread at a time.</summary>
public interface ICheckProgress
{
    /// <summary>The check will consist of about so many studies in all, those done included: instances are added until the claims are decided.</summary>
    void StudiesExpected(int count);

    /// <summary>A study of an instance starts.</summary>
    void StudyStarted(int instance, Study study);

    /// <summary>A study advances.</summary>
    /// <param name="instance">Index of the instance in the request.</param>
    /// <param name="study">The study.</param>
    /// <param name="fraction">Done share in [0, 1].</param>
    /// <param name="detail">What is being done, with a number where there is one: "adversarial training, step 800 of 3000, loss 0.04".</param>
    void StudyAdvanced(int instance, Study study, double fraction, string detail);

    /// <summary>A smaller instance was tried in search of the smallest that violates a claim.</summary>
    /// <param name="claim">The claim's id.</param>
    /// <param name="tried">How many were tried for it.</param>
    /// <param name="budget">How many may be.</param>
    /// <param name="candidate">What the last one said.</param>
    void CandidateTried(string claim, int tried, int budget, CandidateRecord candidate);

    /// <summary>A study is complete and in the ledger.</summary>
    /// <param name="instance">Index of the instance in the request.</param>
    /// <param name="study">The study.</param>
    /// <param name="summary">Its main figures in one line.</param>
    /// <param name="restored">Whether it came from the ledger of an earlier run.</param>
    void StudyFinished(int instance, Study study, string summary, bool restored);
}
