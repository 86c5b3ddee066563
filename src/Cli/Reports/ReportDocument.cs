using System.Globalization;
using System.Text.Json.Serialization;
using PurifyProofs.Claims.Claim;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Verdicts;

namespace PurifyProofs.Cli.Reports;

/// <summary>report.json as a whole; docs/report-schema.md tells what each member means.</summary>
internal sealed record ReportDocument(
    [property: JsonPropertyOrder(-1)] int Schema,
    [property: JsonPropertyOrder(-1)] string Scale,
    [property: JsonPropertyOrder(-1)] ulong Seed,
    string? Partial,
    bool BeyondHypotheses,
    GuaranteeDocument? Guarantee,
    IReadOnlyList<ClaimDocument> Claims,
    IReadOnlyList<InstanceDocument> Instances,
    IReadOnlyList<ProgramDocument>? Programs = null)
{
    /// <summary>The version this program writes and reads. Members may be added within a version; none is renamed or removed.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The seed in digits, for readers that take numbers for doubles.</summary>
    [JsonPropertyOrder(-1)]
    public string SeedText => Seed.ToString(CultureInfo.InvariantCulture);

    /// <summary>What a check found.</summary>
    public static ReportDocument Of(ReportSource source)
    {
        CheckResult result = source.Result;
        return new ReportDocument(
            CurrentSchema,
            ScaleWords.Name(result.Scale),
            result.Seed,
            result.Partial,
            result.Basis.Scope == HypothesisScope.Beyond,
            result.Basis.Guarantee is { } guarantee ? new GuaranteeDocument(1 - guarantee.Exceptions, guarantee.ErrorProbability) : null,
            [.. result.Claims.Select(ClaimDocument.Of)],
            [.. result.Instances.Select((instance, index) => new InstanceDocument(
                source.Lines[index], [.. instance.Evidence.FinishedStudies.Select(static study => study.ToString())]))],
            [.. result.Programs.Select(ProgramDocument.Of)]);
    }
}

/// <summary>A program that measured; all null where it did not name itself.</summary>
internal sealed record ProgramDocument(string? Version, string? Commit, string? Build)
{
    /// <summary>Of a program.</summary>
    public static ProgramDocument Of(ProgramVersion? program) => new(program?.Version, program?.Commit, program?.Build);
}

/// <summary>What the verdicts of a report promise.</summary>
internal sealed record GuaranteeDocument(double ShareOfInstances, double ErrorProbability);

/// <summary>An instance that was run.</summary>
internal sealed record InstanceDocument(string Instance, IReadOnlyList<string> FinishedStudies);

/// <summary>A claim with its verdict.</summary>
internal sealed record ClaimDocument(
    string Id,
    string Title,
    string Verdict,
    bool Applicable,
    string Sentence,
    int Instances,
    ShareDocument? Share,
    IReadOnlyList<MeasureDocument> Measures,
    string? WorstInstance,
    string? SmallestViolatingInstance,
    string Statement,
    string? Formula,
    string Source,
    string Hypotheses,
    string DecisionRule,
    IReadOnlyList<BreakerDocument> Breakers,
    IReadOnlyList<InstanceVerdictDocument> InstanceVerdicts)
{
    /// <summary>What was found of a claim.</summary>
    public static ClaimDocument Of(ClaimVerdict verdict)
    {
        IClaim claim = verdict.Claim;
        return new ClaimDocument(
            claim.Id,
            claim.Title,
            VerdictWords.OfThree(verdict.Verdict),
            verdict.Verdict != VerdictKind.NotApplicable,
            verdict.Sentence,
            verdict.Instances.Count,
            ShareDocument.Of(verdict),
            [.. verdict.Measures.Select(MeasureDocument.Of)],
            verdict.WorstInstanceLine,
            verdict.Smallest?.InstanceLine,
            claim.Statement,
            claim.Formula,
            claim.Source,
            claim.Hypotheses,
            claim.DecisionRule,
            [.. claim.Breakers.Select(BreakerDocument.Of)],
            [.. verdict.Instances.Select(static instance => new InstanceVerdictDocument(
                instance.InstanceLine, VerdictWords.Identifier(instance.Verdict), instance.Reason, [.. instance.Measures.Select(MeasureDocument.Of)]))]);
    }
}

/// <summary>Where the sequential test of a claim stands.</summary>
internal sealed record ShareDocument(int Held, int Failed, int Open, double? Lower, double? Upper)
{
    /// <summary>Of a claim; null where the verdict speaks of the instances alone.</summary>
    public static ShareDocument? Of(ClaimVerdict verdict)
    {
        if (verdict.State is not { } state)
        {
            return null;
        }

        (double lower, double upper) = state.ShareLimits;
        return new ShareDocument(state.Held, state.Failed, state.Open, MeasureDocument.Finite(lower), MeasureDocument.Finite(upper));
    }
}

/// <summary>What must break a claim.</summary>
internal sealed record BreakerDocument(string Name, string BrokenHypothesis, string Strength)
{
    /// <summary>Of a breaker.</summary>
    public static BreakerDocument Of(Breaker breaker) =>
        new(breaker.Name, breaker.BrokenHypothesis, System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(breaker.Strength.ToString()));
}

/// <summary>What one instance says about a claim.</summary>
internal sealed record InstanceVerdictDocument(string Instance, string Verdict, string Reason, IReadOnlyList<MeasureDocument> Measures);

/// <summary>A number with its interval; what is not a number is null.</summary>
internal sealed record MeasureDocument(string Name, double? Estimate, double? Lower, double? Upper, double? Threshold, string Required, int? Successes, int? Trials)
{
    /// <summary>Of a measure.</summary>
    public static MeasureDocument Of(Measure measure) => new(
        measure.Name,
        Finite(measure.Estimate),
        Finite(measure.Lower),
        Finite(measure.Upper),
        Finite(measure.Threshold),
        System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(measure.Requirement.ToString()),
        measure.Counts?.Successes,
        measure.Counts?.Trials);

    /// <summary>The number; null where there is none.</summary>
    public static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
