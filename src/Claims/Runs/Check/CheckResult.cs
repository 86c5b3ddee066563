using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Verdicts;

namespace PurifyProofs.Claims.Runs.Check;

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

    /// <summary>The programs that measured, in order; null stands for one that did not name itself.</summary>
    public IReadOnlyList<ProgramVersion?> Programs { get; init; } = [];
}
