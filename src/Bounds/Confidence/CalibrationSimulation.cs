using PurifyProofs.Model.Numerics;

namespace PurifyProofs.Bounds.Confidence;

/// <summary>How the outcomes of several claims on one instance depend on each other.</summary>
public enum ClaimDependence
{
    /// <summary>Not at all.</summary>
    Independent,

    /// <summary>As much as their shares allow: one uniform number an instance, a claim holds where it lies below the claim's share.</summary>
    Comonotone,

    /// <summary>Neighbouring claims against each other: every second one reads one minus that number.</summary>
    Antithetic,
}

/// <summary>Who decides when the instances of a claim end.</summary>
public enum StoppingRule
{
    /// <summary>They end with the verdict.</summary>
    AtVerdict,

    /// <summary>An adversary who has seen all outcomes up to the horizon ends them where the verdict is wrong, if there is such a place.</summary>
    Clairvoyant,
}

/// <summary>A claim of known truth.</summary>
/// <param name="Holds">Whether it holds on the required share of instances: then *violated* is wrong, else *holds*.</param>
/// <param name="FoundShare">The share of instances on which it is found to hold.</param>
public readonly record struct SimulatedClaim(bool Holds, double FoundShare)
{
    /// <summary>
    /// The claim of that truth whose wrong verdict is likeliest: exactly at the required share, its verdicts on instances wrong as often as
    /// they may be.
    /// </summary>
    public static SimulatedClaim AtTheEdge(SequentialTest test, bool holds)
    {
        ArgumentNullException.ThrowIfNull(test);
        double right = 1 - test.InstanceError;
        return new SimulatedClaim(holds, holds ? test.RequiredShare * right : 1 - (test.Exceptions * right));
    }
}

/// <summary>Reports to simulate: claims of known truth on shared instances.</summary>
/// <param name="Boundary">The rule every claim is decided by; its horizon is the number of instances of a report.</param>
/// <param name="Claims">The claims.</param>
/// <param name="Dependence">Of the claims on one instance.</param>
/// <param name="Stopping">Of each claim.</param>
public sealed record SimulatedReports(
    DecisionBoundary Boundary,
    IReadOnlyList<SimulatedClaim> Claims,
    ClaimDependence Dependence,
    StoppingRule Stopping);

/// <summary>Whole reports drawn by lot, each verdict compared with the truth: is the report's level what it says?</summary>
public static class CalibrationSimulation
{
    /// <summary>The number of reports with a wrong verdict. Report r is a pure function of (seed, r).</summary>
    /// <param name="design">What is simulated.</param>
    /// <param name="first">The first report.</param>
    /// <param name="reports">How many.</param>
    /// <param name="seed">Seed of all lots.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public static int WrongReports(SimulatedReports design, int first, int reports, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(reports);
        int wrong = 0;
        for (int report = first; report < first + reports; report++)
        {
            wrong += IsWrong(design, new RandomSequence(seed, 0, (uint)report, 0)) ? 1 : 0;
        }

        return wrong;
    }

    private static bool IsWrong(SimulatedReports design, RandomSequence random)
    {
        int claims = design.Claims.Count;
        Span<int> successes = stackalloc int[claims];
        Span<bool> open = stackalloc bool[claims];
        open.Fill(true);
        for (int instance = 1; instance <= design.Boundary.Horizon && open.Contains(true); instance++)
        {
            double common = random.NextDouble();
            for (int claim = 0; claim < claims; claim++)
            {
                double lot = Lot(design.Dependence, claim, common, ref random);
                successes[claim] += lot < design.Claims[claim].FoundShare ? 1 : 0;
                if (open[claim] && IsWrong(design, claim, successes[claim], instance - successes[claim]))
                {
                    return true;
                }

                open[claim] &= design.Stopping == StoppingRule.Clairvoyant
                    || design.Boundary.After(successes[claim], instance - successes[claim]) == Decision.Undecided;
            }
        }

        return false;
    }

    private static double Lot(ClaimDependence dependence, int claim, double common, ref RandomSequence random) => dependence switch
    {
        ClaimDependence.Independent => random.NextDouble(),
        ClaimDependence.Antithetic when claim % 2 == 1 => 1 - common,
        _ => common,
    };

    private static bool IsWrong(SimulatedReports design, int claim, int successes, int failures) =>
        design.Claims[claim].Holds
            ? design.Boundary.Violates(successes, failures)
            : design.Boundary.Holds(successes, failures);
}
