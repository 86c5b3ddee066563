using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Instances;

namespace PurifyProofs.Claims.Claim;

/// <summary>What a figure shows: an instance, what was measured on it, and what the claim made of that.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Evidence">All that was measured on it.</param>
/// <param name="Measures">The measures of the claim's verdict on it; empty where there is none.</param>
public sealed record FigureSubject(Instance Instance, InstanceEvidence Evidence, IReadOnlyList<Measure> Measures)
{
    /// <summary>The threshold of the measure that decides first; NaN where none does.</summary>
    public double FirstThreshold => Measures.FirstOrDefault(static measure => measure.Requirement != Requirement.None)?.Threshold ?? double.NaN;
}
