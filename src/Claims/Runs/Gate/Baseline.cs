using System.Globalization;
using System.Text.Json.Serialization;
using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Ledgers;
using PurifyProofs.Claims.Runs.Check;
using PurifyProofs.Claims.Verdicts;

namespace PurifyProofs.Claims.Runs.Gate;

/// <summary>What a committed run found: what later runs are compared with.</summary>
/// <param name="Schema">Version of the format.</param>
/// <param name="Scale">How much was run.</param>
/// <param name="ClaimsGlob">Which claims were asked for.</param>
/// <param name="Origin">What the instances were to the verdicts.</param>
/// <param name="Scope">What became of instances outside a claim's hypotheses.</param>
/// <param name="Seed">The seed of the run.</param>
/// <param name="Instances">The lines of the instances that were run.</param>
/// <param name="Claims">What was found of each claim.</param>
public sealed record Baseline(
    int Schema,
    Scale Scale,
    string ClaimsGlob,
    InstanceOrigin Origin,
    HypothesisScope Scope,
    ulong Seed,
    IReadOnlyList<string> Instances,
    IReadOnlyList<BaselineClaim> Claims)
{
    /// <summary>The version this program writes and reads.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The seed in digits: readers that take numbers for doubles round it above 2⁵³.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string SeedText => Seed.ToString(CultureInfo.InvariantCulture);

    /// <summary>What a run found.</summary>
    public static Baseline Of(LedgerHeader header, CheckResult result)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(result);
        string[] lines = [.. header.InstanceLines.Take(result.Instances.Count)];
        return new Baseline(
            CurrentSchema, result.Scale, header.ClaimsGlob, header.Origin, header.Scope, result.Seed, lines, [.. result.Claims.Select(BaselineClaim.Of)]);
    }

    /// <summary>How verdicts over its instances are drawn.</summary>
    public JudgementBasis Basis() => JudgementBasis.Of(Scale, Origin, Scope);
}

/// <summary>What was found of one claim.</summary>
/// <param name="Id">The claim.</param>
/// <param name="Verdict">The verdict over instances.</param>
/// <param name="Held">Instances on which it was found to hold.</param>
/// <param name="Others">Further instances that it applied to.</param>
/// <param name="Figures">Its deciding measures.</param>
public sealed record BaselineClaim(string Id, VerdictKind Verdict, int Held, int Others, IReadOnlyList<BaselineFigure> Figures)
{
    /// <summary>What a run found of it.</summary>
    public static BaselineClaim Of(ClaimVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        int held = verdict.Instances.Count(static instance => instance.Verdict == VerdictKind.Holds);
        int outside = verdict.Instances.Count(static instance => instance.Verdict == VerdictKind.NotApplicable);
        return new BaselineClaim(verdict.Claim.Id, verdict.Verdict, held, verdict.Instances.Count - held - outside, [.. FiguresOf(verdict)]);
    }

    // What only informs decides nothing, and is not guarded.
    private static IEnumerable<BaselineFigure> FiguresOf(ClaimVerdict verdict) => verdict.Instances
        .SelectMany(static instance => instance.Measures.Select(measure => (instance.InstanceLine, Measure: measure)))
        .Where(static entry => entry.Measure.Requirement != Requirement.None && double.IsFinite(entry.Measure.Estimate))
        .GroupBy(static entry => entry.Measure.Name)
        .Select(static group => new BaselineFigure(
            group.Key,
            group.First().Measure.Requirement,
            [.. group.Select(static entry => new FigurePoint(entry.InstanceLine, entry.Measure.Estimate, entry.Measure.Counts))]));
}

/// <summary>A deciding measure over the instances.</summary>
/// <param name="Name">The measure's name.</param>
/// <param name="Requirement">On which side of its threshold the claim wants it: the other way is worse.</param>
/// <param name="Points">Its value on each instance on which it was measured.</param>
public sealed record BaselineFigure(string Name, Requirement Requirement, IReadOnlyList<FigurePoint> Points);

/// <summary>A measure on one instance.</summary>
/// <param name="Instance">The line of the instance.</param>
/// <param name="Value">The estimate.</param>
/// <param name="Counts">The successes and trials behind it; null when it is no proportion.</param>
public sealed record FigurePoint(string Instance, double Value, Proportion? Counts = null);
