namespace PurifyProofs.Claims.Claim;

/// <summary>What one instance says about one claim.</summary>
/// <param name="InstanceLine">The line that reproduces the instance.</param>
/// <param name="Verdict">The verdict on this instance.</param>
/// <param name="Reason">One sentence a theorist can read on its own.</param>
/// <param name="Measures">The numbers it rests on, deciding ones first.</param>
public sealed record InstanceVerdict(string InstanceLine, VerdictKind Verdict, string Reason, IReadOnlyList<Measure> Measures);
