using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Verdicts;

namespace PurifyProofs.Claims.Runs.Controls;

/// <summary>What became of a control.</summary>
public enum ControlOutcome
{
    /// <summary>The claim holds unbroken and is violated broken.</summary>
    Caught,

    /// <summary>The claim holds unbroken, and the suite did not find it violated where it is broken.</summary>
    Missed,

    /// <summary>The claim was not found to hold unbroken, so that a violation would say nothing of the suite; nothing was broken.</summary>
    SaysNothing,

    /// <summary>The run was stopped before.</summary>
    NotFinished,
}

/// <summary>A control as far as it was run.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Breaker">What was broken.</param>
/// <param name="Unbroken">The claim on the unbroken instances; null when that was not finished.</param>
/// <param name="Broken">The claim on the broken ones; null when that was not run to its end.</param>
public sealed record ControlResult(IClaim Claim, Breaker Breaker, ClaimVerdict? Unbroken = null, ClaimVerdict? Broken = null)
{
    /// <summary>What became of it.</summary>
    public ControlOutcome Outcome => (Unbroken?.Verdict, Broken?.Verdict) switch
    {
        (null, _) => ControlOutcome.NotFinished,
        (not VerdictKind.Holds, _) => ControlOutcome.SaysNothing,
        (_, null) => ControlOutcome.NotFinished,
        (_, VerdictKind.Violated) => ControlOutcome.Caught,
        _ => ControlOutcome.Missed,
    };
}

/// <summary>All controls of a run.</summary>
/// <param name="Scale">How much was run on an instance.</param>
/// <param name="ClaimsGlob">Which claims were controlled.</param>
/// <param name="Seed">The seed of the instances.</param>
/// <param name="Results">The controls in catalogue order.</param>
/// <param name="Partial">Null when everything was run; otherwise why not, as a sentence.</param>
public sealed record ControlTable(Scale Scale, string ClaimsGlob, ulong Seed, IReadOnlyList<ControlResult> Results, string? Partial)
{
    /// <summary>The programs that measured, in order; null stands for one that did not name itself.</summary>
    public IReadOnlyList<ProgramVersion?> Programs { get; init; } = [];

    /// <summary>How many controls ended so.</summary>
    public int Count(ControlOutcome outcome) => Results.Count(result => result.Outcome == outcome);

    /// <summary>How many controls tell something of the suite.</summary>
    public int Telling => Count(ControlOutcome.Caught) + Count(ControlOutcome.Missed);
}
