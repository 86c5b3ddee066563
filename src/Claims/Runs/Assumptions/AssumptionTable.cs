using PurifyProofs.Claims.Families.SparseCoding;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Verdicts;

namespace PurifyProofs.Claims.Runs.Assumptions;

/// <summary>From where to where each claim holds when one assumption is varied at a time.</summary>
/// <param name="Scale">How much was run on each instance.</param>
/// <param name="Seed">The seed the unvaried instances were generated from.</param>
/// <param name="Claims">The claims, in catalogue order.</param>
/// <param name="Unvaried">What was found where nothing is varied.</param>
/// <param name="Assumptions">What was found for each assumption.</param>
/// <param name="Partial">Null when everything asked for was run; otherwise why not, as a sentence.</param>
public sealed record AssumptionTable(
    Scale Scale,
    ulong Seed,
    IReadOnlyList<IClaim> Claims,
    LevelOutcome Unvaried,
    IReadOnlyList<AssumptionOutcome> Assumptions,
    string? Partial)
{
    /// <summary>The programs that measured, in order; null stands for one that did not name itself.</summary>
    public IReadOnlyList<ProgramVersion?> Programs { get; init; } = [];
}

/// <summary>What was found for one assumption.</summary>
/// <param name="Assumption">The assumption.</param>
/// <param name="Levels">Its levels in order, the unvaried one among them.</param>
public sealed record AssumptionOutcome(Assumption Assumption, IReadOnlyList<LevelOutcome> Levels)
{
    /// <summary>From where to where a claim holds.</summary>
    public ClaimRange RangeOf(IClaim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return ClaimRange.Of([.. Levels.Select(level => new LevelVerdict(level.Level.Label, level.VerdictOf(claim)?.Verdict, level.IsUnvaried))]);
    }
}

/// <summary>What was found at one level.</summary>
/// <param name="Level">The level.</param>
/// <param name="IsUnvaried">Whether it changes nothing.</param>
/// <param name="Instances">The instances at this level.</param>
/// <param name="Ceilings">Of each instance what the ideal read-out reaches.</param>
/// <param name="Verdicts">The verdicts on these instances of the claims that were measured; claims without one were not.</param>
/// <param name="Coherences">Measured coherence of each overcomplete dictionary.</param>
/// <param name="Missing">Why verdicts are missing, as a sentence; null when none is.</param>
public sealed record LevelOutcome(
    AssumptionLevel Level,
    bool IsUnvaried,
    IReadOnlyList<SparseCodingInstance> Instances,
    IReadOnlyList<ReadOutCeiling> Ceilings,
    IReadOnlyList<ClaimVerdict> Verdicts,
    IReadOnlyList<double> Coherences,
    string? Missing)
{
    /// <summary>The verdict on a claim; null when it was not measured.</summary>
    public ClaimVerdict? VerdictOf(IClaim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return Verdicts.FirstOrDefault(verdict => verdict.Claim.Id == claim.Id);
    }
}
