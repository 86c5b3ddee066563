namespace PurifyProofs.Bounds.Confidence;

/// <summary>
/// What a <see cref="SequentialTest"/> knows after some instances: immutable, a pure fold over their outcomes. The evidence
/// depends on the counts alone; the decision is the first one reached and stays, whatever follows.
/// </summary>
public sealed record SequentialState
{
    internal SequentialState(SequentialTest test) => Test = test;

    /// <summary>The test.</summary>
    public SequentialTest Test { get; }

    /// <summary>Instances on which the claim was found to hold.</summary>
    public int Held { get; private init; }

    /// <summary>Instances on which it was found to be violated.</summary>
    public int Failed { get; private init; }

    /// <summary>Instances on which it stayed undecided: they count against either verdict.</summary>
    public int Open { get; private init; }

    /// <summary>The first decision reached.</summary>
    public Decision Decision { get; private init; }

    /// <summary>After how many instances it was reached; null while undecided.</summary>
    public int? DecidedAfter { get; private init; }

    /// <summary>All instances so far.</summary>
    public int Instances => Held + Failed + Open;

    /// <summary>ln of the e-process against "the claim holds on at most 1 − δ of the instances".</summary>
    public double LogEvidenceFor => Test.LogEvidenceFor(Held, Failed + Open);

    /// <summary>ln of the e-process against "the claim holds on at least 1 − δ of the instances".</summary>
    public double LogEvidenceAgainst => Test.LogEvidenceAgainst(Held + Open, Failed);

    /// <summary>How many further instances decide *holds* if the claim holds on every one of them; 0 once decided.</summary>
    public int InstancesMissing => Decision == Decision.Undecided ? Test.SuccessesToHold(Failed + Open) - Held : 0;

    /// <summary>How many further instances decide *violated* if the claim fails on every one of them; 0 once decided.</summary>
    public int ViolationsMissing => Decision == Decision.Undecided ? Test.FailuresToViolate(Held + Open) - Failed : 0;

    /// <summary>
    /// Limits of the share on which the claim holds. Each misses, over all stopping rules, with probability at most a; an
    /// instance's own error is allowed for.
    /// </summary>
    public (double Lower, double Upper) ShareLimits
    {
        get
        {
            double found = ConfidenceSequence.Lower(Held, Instances, Test.ErrorProbability);
            double notViolated = ConfidenceSequence.Upper(Held + Open, Instances, Test.ErrorProbability);
            double sound = 1 - Test.InstanceError;
            return (Math.Max(0, (found - Test.InstanceError) / sound), Math.Min(1, notViolated / sound));
        }
    }

    /// <summary>The state after one more instance.</summary>
    /// <param name="outcome">What was found on it.</param>
    public SequentialState Observe(Decision outcome)
    {
        SequentialState next = outcome switch
        {
            Decision.Holds => this with { Held = Held + 1 },
            Decision.Violated => this with { Failed = Failed + 1 },
            _ => this with { Open = Open + 1 },
        };
        return Decision == Decision.Undecided ? next.Decide() : next;
    }

    private SequentialState Decide()
    {
        Decision reached = LogEvidenceFor >= Test.LogThreshold ? Decision.Holds
            : LogEvidenceAgainst >= Test.LogThreshold ? Decision.Violated
            : Decision.Undecided;
        return reached == Decision.Undecided ? this : this with { Decision = reached, DecidedAfter = Instances };
    }
}
