namespace PurifyProofs.Claims.Runs.Controls;

/// <summary>What a run of the controls is asked to do.</summary>
/// <param name="Scale">How much is run on an instance, and what a verdict promises.</param>
/// <param name="ClaimsGlob">Which claims are controlled, as a glob over ids.</param>
/// <param name="Seed">The seed of the instances.</param>
/// <param name="Threads">Worker threads; the results do not depend on it.</param>
/// <param name="Directory">Where the ledgers go; those found there are gone on with.</param>
/// <param name="TimeLimit">After this long it stops, in the middle of a study where need be.</param>
public sealed record ControlRequest(Scale Scale, string ClaimsGlob, ulong Seed, int Threads, string Directory, TimeSpan? TimeLimit)
{
    /// <summary>After this long a network in training is saved; no result depends on it.</summary>
    public TimeSpan CheckpointInterval { get; init; } = StudyOptions.DefaultCheckpointInterval;

    /// <summary>Whether ledgers that another version of the program wrote are continued as well.</summary>
    public bool ResumeOtherVersion { get; init; }
}

/// <summary>One check of a run of the controls.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Count">How many checks there are in all.</param>
/// <param name="Title">What it does, as a clause.</param>
public sealed record ControlStep(int Number, int Count, string Title);
