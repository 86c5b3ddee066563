using System.Text.Json.Serialization;
using PurifyProofs.Bounds.Confidence;

namespace PurifyProofs.Claims.Claim;

/// <summary>Which side of its threshold a measure must lie on for the claim to hold.</summary>
public enum Requirement
{
    /// <summary>The true value must exceed the threshold.</summary>
    Above,

    /// <summary>The true value must be below the threshold.</summary>
    Below,

    /// <summary>The measure informs the reader; nothing is decided by it.</summary>
    None,
}

/// <summary>One number a verdict rests on, with its interval. Exact quantities have Lower = Estimate = Upper.</summary>
/// <param name="Name">Field term in snake case, for example <c>clean_accuracy</c>; part of report.json.</param>
/// <param name="Estimate">Point estimate.</param>
/// <param name="Lower">Lower confidence limit.</param>
/// <param name="Upper">Upper confidence limit.</param>
/// <param name="Threshold">The claim's threshold; NaN when the measure only informs.</param>
/// <param name="Requirement">Which side of the threshold the claim asks for.</param>
public sealed record Measure(string Name, double Estimate, double Lower, double Upper, double Threshold, Requirement Requirement)
{
    /// <summary>
    /// The successes and trials behind a proportion; null when the measure is none. Not part of the ledger, which has them among the
    /// measurements.
    /// </summary>
    [JsonIgnore]
    public Proportion? Counts { get; init; }

    /// <summary>What this measure alone says: decided only when the whole interval lies on one side.</summary>
    public VerdictKind Outcome => Requirement switch
    {
        Requirement.Above when Lower > Threshold => VerdictKind.Holds,
        Requirement.Above when Upper <= Threshold => VerdictKind.Violated,
        Requirement.Below when Upper < Threshold => VerdictKind.Holds,
        Requirement.Below when Lower >= Threshold => VerdictKind.Violated,
        Requirement.None => VerdictKind.Holds,
        _ => VerdictKind.Undecided,
    };
}
