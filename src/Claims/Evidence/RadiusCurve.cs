namespace PurifyProofs.Claims.Evidence;

/// <summary>The radii of every curve, and the order in which they are measured.</summary>
internal static class RadiusCurve
{
    private static readonly double[] Fractions = [0.25, 0.5, 0.7, 0.85, 1, 1.1, 1.25, 1.5];

    /// <summary>How many radii a curve has.</summary>
    public static int Count => Fractions.Length;

    /// <summary>Indices of radii, middle first, then the middles of both halves: a point takes at most ⌈log₂(n + 1)⌉ of them.</summary>
    public static IReadOnlyList<int> Order { get; } = Bisection(0, Fractions.Length);

    /// <summary>A radius of the curve around τ.</summary>
    /// <param name="radius">τ.</param>
    /// <param name="index">Which one, in increasing order.</param>
    public static double At(double radius, int index) => Fractions[index] * radius;

    /// <summary>(radius, share of points) at every radius.</summary>
    public static IReadOnlyList<SeriesPoint> Of(RadiusBracket bracket, double radius) =>
        [.. Enumerable.Range(0, Count).Select(index => new SeriesPoint(At(radius, index), bracket.Share(index)))];

    private static List<int> Bisection(int first, int end)
    {
        var order = new List<int>();
        var open = new Queue<(int First, int End)>([(first, end)]);
        while (open.TryDequeue(out (int First, int End) range))
        {
            if (range.First < range.End)
            {
                int middle = (range.First + range.End) / 2;
                order.Add(middle);
                open.Enqueue((range.First, middle));
                open.Enqueue((middle + 1, range.End));
            }
        }

        return order;
    }
}
