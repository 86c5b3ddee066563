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

/// <summary>Reports to simulate: claims of known truth on shared instances.</summary>
/// <param name="RequiredShare">1 − δ: *holds* is wrong below it, *violated* is wrong from it on.</param>
/// <param name="Boundary">The rule every claim is decided by; its horizon is the number of instances of a report.</param>
/// <param name="Shares">The true share of each claim.</param>
/// <param name="Dependence">Of the claims on one instance.</param>
/// <param name="Stopping">Of each claim.</param>
public sealed record SimulatedReports(
    double RequiredShare,
    DecisionBoundary Boundary,
    IReadOnlyList<double> Shares,
    ClaimDependence Dependence,
    StoppingRule Stopping);

/// <summary>Whole reports drawn by lot, each verdict compared with the truth: is the report's level what it says?</summary>
public static class CalibrationSimulation
{
    /// <summary>The number of reports with a wrong verdict. Report r is a pure function of (seed, r).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of reports is negative.</exception>
    public static int WrongReports(SimulatedReports design, int reports, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentOutOfRangeException.ThrowIfNegative(reports);
        int wrong = 0;
        for (int report = 0; report < reports; report++)
        {
            wrong += IsWrong(design, new RandomSequence(seed, 0, (uint)report, 0)) ? 1 : 0;
        }

        return wrong;
    }

    private static bool IsWrong(SimulatedReports design, RandomSequence random)
    {
        int claims = design.Shares.Count;
        Span<int> successes = stackalloc int[claims];
        Span<bool> open = stackalloc bool[claims];
        open.Fill(true);
        for (int instance = 1; instance <= design.Boundary.Horizon && open.Contains(true); instance++)
        {
            double common = random.NextDouble();
            for (int claim = 0; claim < claims; claim++)
            {
                double lot = Lot(design.Dependence, claim, common, ref random);
                successes[claim] += lot < design.Shares[claim] ? 1 : 0;
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
        design.Shares[claim] < design.RequiredShare
            ? design.Boundary.Holds(successes, failures)
            : design.Boundary.Violates(successes, failures);
}
