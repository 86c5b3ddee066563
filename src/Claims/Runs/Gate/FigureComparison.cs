using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Families.SparseCoding;

namespace PurifyProofs.Claims.Runs.Gate;

/// <summary>
/// Tests whether a measure is worse than in the baseline, allowing for the sampling error of both runs. Over drawn instances
/// the values of each run are a sample of one law: their ranks are compared, which allows for the spread over instances and for the points
/// of each. On given instances there is no law; the same instance is compared with itself, and only proportions have a sampling error.
/// </summary>
internal static class FigureComparison
{
    // Points are added until a proportion is decided: each run may have stopped at any of its looks.
    private const int PairsOfLooks = Effort.LargestLooks * Effort.LargestLooks;

    /// <summary>The comparison over drawn instances.</summary>
    public static FigureChange OfDrawn(string claim, BaselineFigure before, BaselineFigure now)
    {
        double[] first = Values(before), second = Values(now);
        double lower = RankSum.LowerTail(first, second), higher = RankSum.LowerTail(Negated(first), Negated(second));
        return Change(claim, before, before.Points, now.Points, lower, higher, RankSum.SmallestTail(first.Length, second.Length));
    }

    /// <summary>The comparison on the instances that both have; null when none has counts.</summary>
    public static FigureChange? OfGiven(string claim, BaselineFigure before, BaselineFigure now)
    {
        (FigurePoint Before, FigurePoint Now)[] pairs =
        [
            .. before.Points.Join(now.Points, static point => point.Instance, static point => point.Instance, static (one, other) => (one, other))
                .Where(static pair => pair.one.Counts is not null && pair.other.Counts is not null),
        ];
        if (pairs.Length == 0)
        {
            return null;
        }

        int tests = PairsOfLooks * pairs.Length;
        double lower = tests * pairs.Min(static pair => TwoProportions.LowerTail(pair.Before.Counts!.Value, pair.Now.Counts!.Value));
        double higher = tests * pairs.Min(static pair => TwoProportions.LowerTail(pair.Now.Counts!.Value, pair.Before.Counts!.Value));
        FigurePoint[] first = [.. pairs.Select(static pair => pair.Before)], second = [.. pairs.Select(static pair => pair.Now)];
        return Change(claim, before, first, second, Math.Min(1, lower), Math.Min(1, higher), 0);
    }

    private static FigureChange Change(string claim, BaselineFigure figure, IReadOnlyList<FigurePoint> before, IReadOnlyList<FigurePoint> now, double lower, double higher, double smallest)
    {
        (double worse, double better) = figure.Requirement == Requirement.Above ? (lower, higher) : (higher, lower);
        return new FigureChange(claim, figure.Name, Median(before), Median(now), before.Count, now.Count, worse, better, smallest);
    }

    private static double[] Values(BaselineFigure figure) => [.. figure.Points.Select(static point => point.Value)];

    private static double[] Negated(double[] values) => Array.ConvertAll(values, static value => -value);

    private static double Median(IReadOnlyList<FigurePoint> points) => SampleMedian.Of([.. points.Select(static point => point.Value)]);
}
