using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Catalogue;

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
    SequentialState? State = null);
