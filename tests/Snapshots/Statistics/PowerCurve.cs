using PurifyProofs.Bounds.Confidence;

namespace PurifyProofs.Snapshots.Statistics;

/// <summary>How a sequential test fares against the true share: data of a plot.</summary>
/// <param name="Test">The test.</param>
/// <param name="Points">One for each true share, in the order given.</param>
internal sealed record PowerCurve(SequentialTest Test, IReadOnlyList<OperatingCharacteristic> Points)
{
    /// <summary>The curve over true shares, exact up to <paramref name="horizon"/> instances.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is negative or a share is not in [0, 1].</exception>
    public static PowerCurve Of(SequentialTest test, int horizon, IEnumerable<double> shares)
    {
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(shares);
        var boundary = DecisionBoundary.Of(test, horizon);
        return new PowerCurve(test, [.. shares.Select(share => OperatingCharacteristic.Of(boundary, share))]);
    }
}
