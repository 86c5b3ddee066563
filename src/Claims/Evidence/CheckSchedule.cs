using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Catalogue;
using PurifyProofs.Claims.Evidence.Studies;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Claims.Verdicts;

namespace PurifyProofs.Claims.Evidence;

/// <summary>
/// What is run on which instance: a pure function of what the instances before it said, so that a resumed check does the same.
/// On given instances every study the claims need. On drawn ones only the studies of claims not decided yet: what has its
/// verdict is not paid for again.
/// </summary>
/// <param name="claims">The claims of the report.</param>
/// <param name="basis">How they are judged.</param>
public sealed class CheckSchedule(IReadOnlyList<IClaim> claims, JudgementBasis basis)
{
    /// <summary>The studies to run on an instance, in order; none when every claim is decided.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="before">All instances before it, with all that was scheduled on them.</param>
    public IReadOnlyList<IStudy> StudiesFor(Instance instance, IReadOnlyList<InstanceResult> before)
    {
        IEnumerable<IClaim> open = basis.Guarantee is null
            ? claims
            : Open(before).Select(verdict => verdict.Claim).Where(claim => basis.Scope == HypothesisScope.Beyond || claim.Breach(instance) is null);
        return StudyCatalogue.Closure(open.SelectMany(claim => claim.Needs));
    }

    /// <summary>Whether instances beyond these would be run at all.</summary>
    public bool IsDecided(IReadOnlyList<InstanceResult> results) => basis.Guarantee is not null && Open(results).Length == 0;

    /// <summary>How many instances beyond these decide every open claim, if each goes on as it mostly went and holds where nothing is known.</summary>
    public int FewestFurther(IReadOnlyList<InstanceResult> results) => Open(results).Select(static verdict => FewestFurther(verdict.State!)).DefaultIfEmpty(0).Max();

    private static int FewestFurther(SequentialState state) => state.Failed > state.Held ? state.ViolationsMissing : state.InstancesMissing;

    private ClaimVerdict[] Open(IReadOnlyList<InstanceResult> results) =>
        [.. Judgement.Of(claims, results, basis).Where(static verdict => verdict.State?.Decision == Decision.Undecided)];
}
