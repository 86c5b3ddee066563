using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Families;
using PurifyProofs.Claims.Verdicts;

namespace PurifyProofs.Claims.Runs.Gate;

/// <summary>How often the gate does not pass when nothing has changed.</summary>
/// <param name="Figures">At most: it fails because of a figure.</param>
/// <param name="Verdicts">Expected: it fails because of a verdict, predicted from the counts of the baseline, as if claims were independent.</param>
/// <param name="VerdictsAtMost">At most: the same, whatever the truth; null where verdicts promise nothing.</param>
/// <param name="Open">Expected: it stays open because a verdict that was decided is not any more, if claims always stay open together.</param>
/// <param name="OpenIfIndependent">The same if they do so independently.</param>
public sealed record FalseAlarms(double Figures, double Verdicts, double? VerdictsAtMost, double Open, double OpenIfIndependent)
{
    /// <summary>Whether the run is on the baseline's own instances: an unchanged program then finds the same to the bit, and differs on other machines only.</summary>
    public bool OnSameInstances { get; init; }

    /// <summary>Predicts them, for instances drawn afresh.</summary>
    /// <param name="baseline">The baseline.</param>
    /// <param name="figures">Error probability of all figures together.</param>
    public static FalseAlarms Expected(Baseline baseline, double figures)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        if (baseline.Basis().Guarantee is not { } guarantee)
        {
            return new FalseAlarms(figures, 0, null, 0, 0);
        }

        SequentialTest test = guarantee.TestFor(baseline.Claims.Count, Judgement.InstanceErrorProbability);
        int horizon = InstanceDraw.LargestCount(baseline.Scale);
        BaselineClaim[] applied = [.. baseline.Claims.Where(static claim => claim.Verdict != VerdictKind.NotApplicable)];
        RepeatedReport[] repeated = Array.ConvertAll(applied, claim => RepeatedReport.Of(test, claim.Held, claim.Others, horizon));
        double[] worse = [.. applied.Zip(repeated, static (claim, again) => claim.Verdict == VerdictKind.Violated ? 0 : again.Violated)];
        double[] open = [.. applied.Zip(repeated, static (claim, again) => claim.Verdict == VerdictKind.Undecided ? 0 : again.Undecided)];

        // Of two opposite verdicts on an unchanged claim one is wrong: in the baseline or in the run.
        return new FalseAlarms(figures, AnyOf(worse), Math.Min(1, 2 * guarantee.ErrorProbability), open.DefaultIfEmpty(0).Max(), AnyOf(open));
    }

    private static double AnyOf(double[] independent) => 1 - independent.Aggregate(1.0, static (none, one) => none * (1 - one));
}
