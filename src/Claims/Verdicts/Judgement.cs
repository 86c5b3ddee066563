using PurifyProofs.Bounds.Confidence;

namespace PurifyProofs.Claims.Verdicts;

/// <summary>
/// From verdicts on instances to the verdict on a claim. Over drawn instances an anytime-valid sequential test at the claim's
/// share of the report's error probability decides (see docs/statistics.md); over given instances the claim holds when it
/// holds on all it applies to, is violated when one violates it, and nothing is said of others.
/// </summary>
public static class Judgement
{
    /// <summary>
    /// Chance, never exceeded by a claim of the catalogue, that the verdict on one instance is wrong: claims read at most ten
    /// proportions at <see cref="Effort.ErrorProbability"/> each, or two fits at half a percent.
    /// </summary>
    public const double InstanceErrorProbability = 0.01;

    /// <summary>Judges every claim on every instance of its family; the claims must be all of the report's, since they share its error probability.</summary>
    public static IReadOnlyList<ClaimVerdict> Of(IReadOnlyList<IClaim> claims, IReadOnlyList<InstanceResult> results, JudgementBasis basis)
    {
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(basis);
        return [.. claims.Select(claim => Of(claim, Verdicts(claim, results, basis), basis, claims.Count))];
    }

    /// <summary>The verdict on one of <paramref name="claims"/> claims from its verdicts on instances, in the order of the instances.</summary>
    public static ClaimVerdict Of(IClaim claim, IReadOnlyList<InstanceVerdict> verdicts, JudgementBasis basis, int claims)
    {
        ArgumentNullException.ThrowIfNull(verdicts);
        ArgumentNullException.ThrowIfNull(basis);
        InstanceVerdict[] applicable = [.. verdicts.Where(verdict => verdict.Verdict != VerdictKind.NotApplicable)];
        SequentialState? state = basis.Guarantee?.TestFor(claims, InstanceErrorProbability).After(applicable.Select(verdict => DecisionOf(verdict.Verdict)));
        VerdictKind kind = applicable.Length == 0 && (state is null || verdicts.Count > 0) ? VerdictKind.NotApplicable
            : state is null ? Combine(applicable)
            : KindOf(state.Decision);
        string sentence = kind == VerdictKind.NotApplicable ? VerdictSentence.OfNone(verdicts) : VerdictSentence.Of(kind, applicable, verdicts.Count - applicable.Length, state, basis.Guarantee);
        return new ClaimVerdict(claim, kind, sentence, verdicts, WorstMeasures(applicable), Worst(applicable)?.InstanceLine, state);
    }

    // The outcomes a sequential test reads are a prefix of the instances drawn: what a stopped check lacks, and all after it, is
    // left out whatever it would have said.
    private static IReadOnlyList<InstanceVerdict> Verdicts(IClaim claim, IReadOnlyList<InstanceResult> results, JudgementBasis basis)
    {
        IEnumerable<InstanceResult> own = results.Where(result => result.Instance.Family == claim.Family);
        IEnumerable<InstanceResult> read = basis.Guarantee is null
            ? own
            : own.TakeWhile(result => InstanceJudgement.IsComplete(claim, result, basis.Scope));
        return [.. read.Select(result => InstanceJudgement.Of(claim, result, basis.Scope))];
    }

    /// <summary>An instance's verdict as the sequential test reads it.</summary>
    internal static Decision DecisionOf(VerdictKind kind) => kind switch
    {
        VerdictKind.Holds => Decision.Holds,
        VerdictKind.Violated => Decision.Violated,
        _ => Decision.Undecided,
    };

    private static VerdictKind KindOf(Decision decision) => decision switch
    {
        Decision.Holds => VerdictKind.Holds,
        Decision.Violated => VerdictKind.Violated,
        _ => VerdictKind.Undecided,
    };

    private static VerdictKind Combine(InstanceVerdict[] applicable) =>
        applicable.Any(verdict => verdict.Verdict == VerdictKind.Violated) ? VerdictKind.Violated
            : applicable.All(verdict => verdict.Verdict == VerdictKind.Holds) ? VerdictKind.Holds
            : VerdictKind.Undecided;

    private static InstanceVerdict? Worst(InstanceVerdict[] applicable) =>
        applicable.MinBy(verdict => (Rank(verdict.Verdict), verdict.Measures.Count > 0 ? verdict.Measures.Min(Slack) : 0));

    private static int Rank(VerdictKind kind) => kind switch { VerdictKind.Violated => 0, VerdictKind.Undecided => 1, _ => 2 };

    // Positive when the whole interval lies on the claim's side of the threshold; the smaller, the worse for the claim.
    private static double Slack(Measure measure) => measure.Requirement switch
    {
        Requirement.Above => measure.Lower - measure.Threshold,
        Requirement.Below => measure.Threshold - measure.Upper,
        _ => double.PositiveInfinity,
    };

    private static Measure[] WorstMeasures(InstanceVerdict[] applicable) =>
    [
        .. applicable
            .SelectMany(verdict => verdict.Measures)
            .GroupBy(measure => measure.Name)
            .Select(group => group.First().Requirement == Requirement.None ? group.First() : group.MinBy(Slack)!),
    ];
}
