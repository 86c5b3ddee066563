using PurifyProofs.Bounds.Confidence;

namespace PurifyProofs.Claims.Verdicts;

/// <summary>Where the sequential test of one claim stands while instances come in; agrees with <see cref="Judgement"/> on the same instances.</summary>
/// <param name="claim">The claim.</param>
/// <param name="test">Its test.</param>
/// <param name="scope">What becomes of instances outside its hypotheses.</param>
internal sealed class SequentialOutcome(IClaim claim, SequentialTest test, HypothesisScope scope)
{
    private bool isComplete = true;
    private int read, applied;

    /// <summary>The claim.</summary>
    public IClaim Claim => claim;

    /// <summary>The state; once decided it stays.</summary>
    public SequentialState State { get; private set; } = test.Start;

    /// <summary>Whether there were instances, and all lay outside the claim's hypotheses.</summary>
    public bool AppliedToNone => read > 0 && applied == 0;

    /// <summary>One more instance, in the order in which they were drawn; those of other families are passed over. From the first that lacks something on, none is read.</summary>
    public void Observe(InstanceResult result)
    {
        if (result.Instance.Family != claim.Family || !isComplete || State.Decision != Decision.Undecided)
        {
            return;
        }

        isComplete = InstanceJudgement.IsComplete(claim, result, scope);
        read++;
        if (isComplete && InstanceJudgement.Of(claim, result, scope).Verdict is var verdict and not VerdictKind.NotApplicable)
        {
            applied++;
            State = State.Observe(Judgement.DecisionOf(verdict));
        }
    }
}
