namespace PurifyProofs.Claims.Families.LowComplexity;

/// <summary>Curves over the radius as series of the ledger.</summary>
internal static class Curves
{
    /// <summary>(radius, attacked accuracy) of a model.</summary>
    public static IReadOnlyList<SeriesPoint> Of(RobustFit fit) => [.. fit.Curve.Select(static point => new SeriesPoint(point.Radius, point.Accuracy))];
}
