using PurifyProofs.Claims.Catalogue;

namespace PurifyProofs.Claims.Runs.Assumptions;

/// <summary>All assumptions that are varied, those on the data first.</summary>
public static class AssumptionCatalogue
{
    /// <summary>All assumptions.</summary>
    public static IReadOnlyList<Assumption> All { get; } = [.. DataAssumptions.All, .. TrainingAssumptions.All];

    /// <summary>The assumptions whose name matches a glob as <see cref="ClaimGlob"/> reads it.</summary>
    public static IReadOnlyList<Assumption> Select(string glob)
    {
        ArgumentNullException.ThrowIfNull(glob);
        var selected = new ClaimGlob(glob);
        return [.. All.Where(assumption => selected.Matches(assumption.Name))];
    }
}
