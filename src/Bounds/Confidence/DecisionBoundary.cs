namespace PurifyProofs.Bounds.Confidence;

/// <summary>
/// Where a sequential rule decides, tabulated up to a number of instances: the exact operating characteristic and the
/// calibration by simulation walk along it.
/// </summary>
public sealed class DecisionBoundary
{
    private const int Beyond = int.MaxValue;

    private readonly int[] successesToHold;
    private readonly int[] failuresToViolate;

    private DecisionBoundary(int horizon, Func<int, int, bool> holds, Func<int, int, bool> violated)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(horizon);
        Horizon = horizon;
        successesToHold = Tabulate(horizon, holds);
        failuresToViolate = Tabulate(horizon, (failures, successes) => violated(successes, failures));
    }

    /// <summary>Largest number of instances.</summary>
    public int Horizon { get; }

    /// <summary>The boundary of a sequential test.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is negative.</exception>
    public static DecisionBoundary Of(SequentialTest test, int horizon)
    {
        ArgumentNullException.ThrowIfNull(test);
        return Of(
            horizon,
            (successes, failures) => test.LogEvidenceFor(successes, failures) >= test.LogThreshold,
            (successes, failures) => test.LogEvidenceAgainst(successes, failures) >= test.LogThreshold);
    }

    /// <summary>The boundary of any rule on (successes, failures) that more successes bring nearer to *holds* and more failures nearer to *violated*.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is negative.</exception>
    public static DecisionBoundary Of(int horizon, Func<int, int, bool> holds, Func<int, int, bool> violated)
    {
        ArgumentNullException.ThrowIfNull(holds);
        ArgumentNullException.ThrowIfNull(violated);
        return new DecisionBoundary(horizon, holds, violated);
    }

    /// <summary>Whether these counts, together at most <see cref="Horizon"/>, decide *holds*.</summary>
    public bool Holds(int successes, int failures) => successes >= successesToHold[failures];

    /// <summary>Whether these counts, together at most <see cref="Horizon"/>, decide *violated*.</summary>
    public bool Violates(int successes, int failures) => failures >= failuresToViolate[successes];

    /// <summary>What these counts, together at most <see cref="Horizon"/>, decide.</summary>
    public Decision After(int successes, int failures) =>
        Holds(successes, failures) ? Decision.Holds : Violates(successes, failures) ? Decision.Violated : Decision.Undecided;

    // By the adverse count: the fewest favourable ones that decide.
    private static int[] Tabulate(int horizon, Func<int, int, bool> decides)
    {
        int[] needed = new int[horizon + 1];
        Array.Fill(needed, Beyond);
        int least = 0;
        for (int adverse = 0; adverse <= horizon && decides(horizon - adverse, adverse); adverse++)
        {
            least = FirstDeciding(least, horizon - adverse, favourable => decides(favourable, adverse));
            needed[adverse] = least;
        }

        return needed;
    }

    private static int FirstDeciding(int least, int deciding, Func<int, bool> decides)
    {
        while (least < deciding)
        {
            int middle = least + ((deciding - least) / 2);
            (least, deciding) = decides(middle) ? (least, middle) : (middle + 1, deciding);
        }

        return deciding;
    }
}
