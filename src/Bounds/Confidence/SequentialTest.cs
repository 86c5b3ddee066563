namespace PurifyProofs.Bounds.Confidence;

/// <summary>
/// An anytime-valid test, across independent instances of one law, of "the claim holds on at least 1 − δ of the instances".
/// p is the share on which it holds. Evidence against p ≤ 1 − δ decides *holds*, evidence against p ≥ 1 − δ decides
/// *violated*, each when its e-process first reaches 1/a. The instances may be stopped or continued for any reason, the
/// outcomes so far included: the chance that a wrong verdict is ever reached is at most a.
/// </summary>
/// <remarks>
/// An instance's own verdict may err, with probability at most ε. Then the claim is *found* to hold on at most
/// 1 − δ + δε of the instances when p ≤ 1 − δ, and to be violated on at most δ + (1 − δ)ε when p ≥ 1 − δ: these are the
/// shares tested. An undecided instance counts as a failure where *holds* is tested and as a success where *violated* is.
/// </remarks>
public sealed record SequentialTest
{
    /// <summary>A test of one claim.</summary>
    /// <param name="exceptions">δ in (0, 1): the share of instances on which the claim may fail.</param>
    /// <param name="errorProbability">a in (0, 1): chance allowed for a wrong verdict on this claim.</param>
    /// <param name="instanceError">ε in [0, 1): chance that the verdict on one instance is wrong.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public SequentialTest(double exceptions, double errorProbability, double instanceError)
    {
        RequireProbability(exceptions, nameof(exceptions));
        RequireProbability(errorProbability, nameof(errorProbability));
        if (!(instanceError >= 0 && instanceError < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(instanceError), instanceError, "The error probability of one instance lies in [0, 1).");
        }

        (Exceptions, ErrorProbability, InstanceError) = (exceptions, errorProbability, instanceError);
    }

    /// <summary>δ: the share of instances on which the claim may fail.</summary>
    public double Exceptions { get; }

    /// <summary>a: chance allowed for a wrong verdict on this claim, however it is stopped.</summary>
    public double ErrorProbability { get; }

    /// <summary>ε: chance that the verdict on one instance is wrong.</summary>
    public double InstanceError { get; }

    /// <summary>1 − δ.</summary>
    public double RequiredShare => 1 - Exceptions;

    /// <summary>No instance yet.</summary>
    public SequentialState Start => new(this);

    /// <summary>ln(1/a): where an e-process decides.</summary>
    public double LogThreshold => -Math.Log(ErrorProbability);

    /// <summary>The state after outcomes of instances, in the order in which the instances were drawn.</summary>
    public SequentialState After(IEnumerable<Decision> outcomes)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        return outcomes.Aggregate(Start, static (state, outcome) => state.Observe(outcome));
    }

    /// <summary>ln of the evidence that the claim holds on more than 1 − δ.</summary>
    /// <param name="successes">Instances on which it was found to hold.</param>
    /// <param name="failures">All others.</param>
    public double LogEvidenceFor(int successes, int failures) =>
        OddsMixture.LogEvidenceAbove(successes, failures, 1 - (Exceptions * (1 - InstanceError)));

    /// <summary>ln of the evidence that the claim fails on more than δ.</summary>
    /// <param name="successes">Instances on which it was not found to be violated.</param>
    /// <param name="failures">Instances on which it was.</param>
    public double LogEvidenceAgainst(int successes, int failures) =>
        OddsMixture.LogEvidenceBelow(successes, failures, RequiredShare * (1 - InstanceError));

    /// <summary>The fewest successes that decide *holds* beside the given failures.</summary>
    public int SuccessesToHold(int failures) =>
        FirstReached(successes => LogEvidenceFor(successes, failures) >= LogThreshold);

    /// <summary>The fewest failures that decide *violated* beside the given successes.</summary>
    public int FailuresToViolate(int successes) =>
        FirstReached(failures => LogEvidenceAgainst(successes, failures) >= LogThreshold);

    // The evidence grows without limit in the count, so doubling ends.
    private static int FirstReached(Func<int, bool> reached)
    {
        int below = 0, above = 1;
        while (!reached(above))
        {
            (below, above) = (above, checked(2 * above));
        }

        while (above - below > 1)
        {
            int middle = below + ((above - below) / 2);
            (below, above) = reached(middle) ? (below, middle) : (middle, above);
        }

        return above;
    }

    private static void RequireProbability(double value, string name)
    {
        if (!(value > 0 && value < 1))
        {
            throw new ArgumentOutOfRangeException(name, value, "It lies strictly between 0 and 1.");
        }
    }
}
