using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Families;
using PurifyProofs.Claims.Verdicts;

namespace PurifyProofs.Claims.Runs.Check;

/// <summary>
/// What is run on which instance: a pure function of what the instances before it said, so that a resumed check does the same.
/// On given instances every study the claims need. On drawn ones only the studies of claims not decided yet: what has its
/// verdict is not paid for again.
/// </summary>
/// <param name="claims">The claims of the report.</param>
/// <param name="basis">How they are judged.</param>
public sealed class CheckSchedule(IReadOnlyList<IClaim> claims, JudgementBasis basis)
{
    private readonly List<InstanceEvidence> observed = [];
    private SequentialOutcome[] outcomes = [];

    /// <summary>The studies to run on an instance, in order; none when every claim about its family is decided.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="before">All instances before it, with all that was scheduled on them.</param>
    public IReadOnlyList<IStudy> StudiesFor(Instance instance, IReadOnlyList<InstanceResult> before)
    {
        ArgumentNullException.ThrowIfNull(instance);
        IEnumerable<IClaim> open = basis.Guarantee is null
            ? claims.Where(claim => claim.Family == instance.Family)
            : Open(instance.Family, before).Select(outcome => outcome.Claim).Where(claim => basis.Scope == HypothesisScope.Beyond || claim.Breach(instance) is null);
        return FamilyRegistry.Closure(open.SelectMany(claim => claim.Needs));
    }

    /// <summary>
    /// Whether an instance is passed over: no claim that is still open applies to it. The first of a family is not, so that a claim which
    /// applies to none has an instance to say so of.
    /// </summary>
    public bool PassesOver(Instance instance, IReadOnlyList<InstanceResult> before)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return basis.Guarantee is not null
            && (!Open(instance.Family, before).Any()
                || (before.Any(result => result.Instance.Family == instance.Family) && StudiesFor(instance, before).Count == 0));
    }

    /// <summary>
    /// How many instances of a family beyond these decide every open claim about it, if each goes on as it mostly went, holds where nothing is
    /// known, and applies to none where it applied to none.
    /// </summary>
    public int FewestFurther(InstanceFamily family, IReadOnlyList<InstanceResult> results) =>
        Open(family, results).Where(static outcome => !outcome.AppliedToNone).Select(static outcome => FewestFurther(outcome.State)).DefaultIfEmpty(0).Max();

    private static int FewestFurther(SequentialState state) => state.Failed > state.Held ? state.ViolationsMissing : state.InstancesMissing;

    // The questions come one instance further each time; only what is new is judged.
    private IEnumerable<SequentialOutcome> Open(InstanceFamily family, IReadOnlyList<InstanceResult> results)
    {
        if (basis.Guarantee is not { } guarantee)
        {
            return [];
        }

        if (outcomes.Length == 0 || !IsContinued(results))
        {
            observed.Clear();
            outcomes = [.. claims.Select(claim => new SequentialOutcome(claim, guarantee.TestFor(claims.Count, Judgement.InstanceErrorProbability), basis.Scope))];
        }

        foreach (InstanceResult result in results.Skip(observed.Count))
        {
            Array.ForEach(outcomes, outcome => outcome.Observe(result));
            observed.Add(result.Evidence);
        }

        return outcomes.Where(outcome => outcome.Claim.Family == family && outcome.State.Decision == Decision.Undecided);
    }

    private bool IsContinued(IReadOnlyList<InstanceResult> results) =>
        results.Count >= observed.Count && observed.Zip(results).All(static pair => ReferenceEquals(pair.First, pair.Second.Evidence));
}
