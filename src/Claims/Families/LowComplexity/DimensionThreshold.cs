namespace PurifyProofs.Claims.Families.LowComplexity;

/// <summary>From which dimension on an accuracy stays below a threshold.</summary>
public static class DimensionThreshold
{
    /// <summary>
    /// Where the curve crosses the threshold for the last time, linearly interpolated in ln d: 0 when it never lies above it, NaN when it does so
    /// at the largest dimension, so that no crossing was seen.
    /// </summary>
    /// <param name="curve">(d, accuracy), d growing.</param>
    /// <param name="threshold">The threshold.</param>
    public static double Of(IReadOnlyList<SeriesPoint> curve, double threshold)
    {
        ArgumentNullException.ThrowIfNull(curve);
        int last = -1;
        for (int i = 0; i < curve.Count; i++)
        {
            last = curve[i].Y >= threshold ? i : last;
        }

        if (last < 0 || last == curve.Count - 1)
        {
            return last < 0 ? 0 : double.NaN;
        }

        (SeriesPoint above, SeriesPoint below) = (curve[last], curve[last + 1]);
        return Crossing(above, below, threshold);
    }

    /// <summary>The same in words, for example <c>from d = 412 on</c>.</summary>
    /// <param name="curve">(d, accuracy), d growing.</param>
    /// <param name="threshold">The threshold.</param>
    public static string InWords(IReadOnlyList<SeriesPoint> curve, double threshold)
    {
        ArgumentNullException.ThrowIfNull(curve);
        double from = Of(curve, threshold);
        return double.IsNaN(from) ? FormattableString.Invariant($"nowhere up to d = {curve[^1].X}")
            : from == 0 ? FormattableString.Invariant($"already at d = {curve[0].X}")
            : FormattableString.Invariant($"from about d = {from:0} on");
    }

    private static double Crossing(SeriesPoint above, SeriesPoint below, double threshold)
    {
        double share = (above.Y - threshold) / (above.Y - below.Y);
        return above.X * Math.Pow(below.X / above.X, share);
    }
}
