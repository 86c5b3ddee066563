using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Families.SparseCoding;

namespace PurifyProofs.Claims.Runs.Gate;

/// <summary>
/// Tests whether a measure is worse than in the baseline, allowing for the sampling error of both runs. Over instances drawn afresh
/// the values of each run are a sample of one law: their ranks are compared, which allows for the spread over instances and for the points
/// of each. On the baseline's own instances each is compared with itself: what is equal has not changed, and a proportion that is not is
/// tested by its counts.
/// </summary>
internal static class FigureComparison
{
    // Points are added until a proportion is decided: each run may have stopped at any of its looks.
    private const int PairsOfLooks = Effort.LargestLooks * Effort.LargestLooks;

    /// <summary>The comparison over instances drawn afresh.</summary>
    public static FigureChange OfDrawn(string claim, BaselineFigure before, BaselineFigure now)
    {
        double[] first = Values(before), second = Values(now);
        double lower = RankSum.LowerTail(first, second), higher = RankSum.LowerTail(Negated(first), Negated(second));
        return Change(claim, before, before.Points, now.Points, lower, higher, RankSum.SmallestTail(first.Length, second.Length));
    }

    /// <summary>
    /// The comparison on the instances that both have; null when it is measured on none of them, or when it differs and is no proportion: then
    /// nothing tells rounding on another machine from a change.
    /// </summary>
    public static FigureChange? OfSame(string claim, BaselineFigure before, BaselineFigure now)
    {
        (FigurePoint Before, FigurePoint Now)[] pairs = Pairs(before, now);
        FigurePoint[] first = [.. pairs.Select(static pair => pair.Before)], second = [.. pairs.Select(static pair => pair.Now)];
        if (pairs.Length == 0 || first.SequenceEqual(second))
        {
            return pairs.Length == 0 ? null : Change(claim, before, first, second, 1, 1, 0) with { IsIdentical = true };
        }

        if (pairs.Any(static pair => pair.Before.Counts is null || pair.Now.Counts is null))
        {
            return null;
        }

        int tests = PairsOfLooks * pairs.Length;
        double lower = tests * pairs.Min(static pair => TwoProportions.LowerTail(pair.Before.Counts!.Value, pair.Now.Counts!.Value));
        double higher = tests * pairs.Min(static pair => TwoProportions.LowerTail(pair.Now.Counts!.Value, pair.Before.Counts!.Value));
        return Change(claim, before, first, second, Math.Min(1, lower), Math.Min(1, higher), 0);
    }

    /// <summary>
    /// The same over instances that a law drew. Where no counts say how far rounding on another machine moves a value, the ranks of both runs are compared as
    /// if the instances were others: runs on the same ones differ less.
    /// </summary>
    public static FigureChange? OfSameDrawn(string claim, BaselineFigure before, BaselineFigure now)
    {
        if (OfSame(claim, before, now) is { } found)
        {
            return found;
        }

        (FigurePoint Before, FigurePoint Now)[] pairs = Pairs(before, now);
        return pairs.Length == 0 ? null : OfDrawn(
            claim, before with { Points = [.. pairs.Select(static pair => pair.Before)] }, now with { Points = [.. pairs.Select(static pair => pair.Now)] });
    }

    private static (FigurePoint Before, FigurePoint Now)[] Pairs(BaselineFigure before, BaselineFigure now) =>
        [.. before.Points.Join(now.Points, static point => point.Instance, static point => point.Instance, static (one, other) => (one, other))];

    private static FigureChange Change(string claim, BaselineFigure figure, IReadOnlyList<FigurePoint> before, IReadOnlyList<FigurePoint> now, double lower, double higher, double smallest)
    {
        (double worse, double better) = figure.Requirement == Requirement.Above ? (lower, higher) : (higher, lower);
        return new FigureChange(claim, figure.Name, Median(before), Median(now), before.Count, now.Count, worse, better, smallest);
    }

    private static double[] Values(BaselineFigure figure) => [.. figure.Points.Select(static point => point.Value)];

    private static double[] Negated(double[] values) => Array.ConvertAll(values, static value => -value);

    private static double Median(IReadOnlyList<FigurePoint> points) => SampleMedian.Of([.. points.Select(static point => point.Value)]);
}
