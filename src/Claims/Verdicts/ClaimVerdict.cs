using PurifyProofs.Bounds.Confidence;

namespace PurifyProofs.Claims.Verdicts;

/// <summary>What all instances together say about one claim.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Verdict">The verdict over instances.</param>
/// <param name="Sentence">The verdict as a sentence, with its guarantee.</param>
/// <param name="Instances">What each instance said, in the order of the instances.</param>
/// <param name="Measures">Per measure the value on the instance where it is worst for the claim.</param>
/// <param name="WorstInstanceLine">The instance that speaks most against the claim (null when none applied).</param>
/// <param name="State">Where the sequential test stands; null when the verdict speaks of the instances alone.</param>
public sealed record ClaimVerdict(
    IClaim Claim,
    VerdictKind Verdict,
    string Sentence,
    IReadOnlyList<InstanceVerdict> Instances,
    IReadOnlyList<Measure> Measures,
    string? WorstInstanceLine,
    SequentialState? State = null)
{
    /// <summary>The smallest instance known to violate a violated claim; null where none was looked for.</summary>
    public SmallestViolation? Smallest { get; init; }
}

/// <summary>The end of a search for a smaller instance that violates a claim, too.</summary>
/// <param name="InstanceLine">The line that reproduces it.</param>
/// <param name="Reason">How it violates the claim, as a sentence.</param>
/// <param name="Tried">How many smaller instances than the smallest drawn one were tried.</param>
/// <param name="IsSmaller">Whether it is smaller than every drawn one.</param>
public sealed record SmallestViolation(string InstanceLine, string Reason, int Tried, bool IsSmaller);
