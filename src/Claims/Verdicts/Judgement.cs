using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Catalogue;
using PurifyProofs.Claims.Evidence;

namespace PurifyProofs.Claims.Verdicts;

/// <summary>
/// From verdicts on instances to the verdict on a claim: it holds when it holds on every instance it applies to, it is
/// violated when one instance violates it, otherwise it is undecided. The sentence gives the exact confidence limit for the
/// share of such instances on which it holds; nothing beyond that limit is said.
/// </summary>
public static class Judgement
{
    /// <summary>Confidence of the limit over instances.</summary>
    public const double Confidence = 0.95;

    private const double ErrorProbability = 1 - Confidence;

    /// <summary>Judges every claim on every instance.</summary>
    public static IReadOnlyList<ClaimVerdict> Of(IReadOnlyList<IClaim> claims, IReadOnlyList<InstanceResult> results)
    {
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentNullException.ThrowIfNull(results);
        return [.. claims.Select(claim => Of(claim, [.. results.Select(result => Judge(claim, result))]))];
    }

    /// <summary>The verdict on one claim from its verdicts on instances.</summary>
    public static ClaimVerdict Of(IClaim claim, IReadOnlyList<InstanceVerdict> verdicts)
    {
        ArgumentNullException.ThrowIfNull(verdicts);
        InstanceVerdict[] applicable = [.. verdicts.Where(verdict => verdict.Verdict != VerdictKind.NotApplicable)];
        VerdictKind kind = Combine(applicable);
        InstanceVerdict? worst = applicable.MinBy(verdict => (Rank(verdict.Verdict), verdict.Measures.Count > 0 ? verdict.Measures.Min(Slack) : 0));
        return new ClaimVerdict(claim, kind, Sentence(kind, applicable, verdicts), verdicts, WorstMeasures(applicable), worst?.InstanceLine);
    }

    private static InstanceVerdict Judge(IClaim claim, InstanceResult result)
    {
        string line = result.Instance.Line;
        if (claim.Breach(result.Instance) is { } breach)
        {
            return new InstanceVerdict(line, VerdictKind.NotApplicable, $"Outside the hypotheses: {breach}.", []);
        }

        Study[] missing = [.. claim.Needs.Where(study => !result.Evidence.Has(study))];
        return missing.Length == 0
            ? JudgeMeasured(claim, result)
            : new InstanceVerdict(line, VerdictKind.Undecided, $"Not measured yet: {string.Join(", ", missing)}.", []);
    }

    // Studies measure more from version to version; an old ledger stays readable, and says what it lacks.
    private static InstanceVerdict JudgeMeasured(IClaim claim, InstanceResult result)
    {
        try
        {
            return claim.Judge(result.Instance, result.Evidence, Effort.ErrorProbability);
        }
        catch (MissingMeasurementException missing)
        {
            string reason = $"The evidence lacks '{missing.Key}': it was recorded by an earlier version; run the check again.";
            return new InstanceVerdict(result.Instance.Line, VerdictKind.Undecided, reason, []);
        }
    }

    private static VerdictKind Combine(InstanceVerdict[] applicable)
    {
        if (applicable.Length == 0)
        {
            return VerdictKind.NotApplicable;
        }

        return applicable.Any(verdict => verdict.Verdict == VerdictKind.Violated) ? VerdictKind.Violated
            : applicable.All(verdict => verdict.Verdict == VerdictKind.Holds) ? VerdictKind.Holds
            : VerdictKind.Undecided;
    }

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

    private static string Sentence(VerdictKind kind, InstanceVerdict[] applicable, IReadOnlyList<InstanceVerdict> all)
    {
        int holds = applicable.Count(verdict => verdict.Verdict == VerdictKind.Holds);
        int violated = applicable.Count(verdict => verdict.Verdict == VerdictKind.Violated);
        string outside = all.Count > applicable.Length ? FormattableString.Invariant($" ({all.Count - applicable.Length} outside the hypotheses)") : "";
        string counts = FormattableString.Invariant($"{holds} of {applicable.Length} instances{outside}");
        return kind switch
        {
            VerdictKind.NotApplicable => "No instance lies within the hypotheses.",
            VerdictKind.Holds => FormattableString.Invariant(
                $"Holds on {counts}: at {Confidence:P0} confidence on at least {ClopperPearson.Lower(holds, applicable.Length, ErrorProbability):P0} of such instances."),
            VerdictKind.Violated => FormattableString.Invariant(
                $"Violated on {violated} of {applicable.Length} instances{outside}, holds on {holds}: at {Confidence:P0} confidence it fails on at least {ClopperPearson.Lower(violated, applicable.Length, ErrorProbability):P0} of such instances."),
            _ => FormattableString.Invariant(
                $"Undecided on {applicable.Length - holds} of {applicable.Length} instances{outside}, holds on {holds}. {applicable.First(verdict => verdict.Verdict == VerdictKind.Undecided).Reason}"),
        };
    }
}
