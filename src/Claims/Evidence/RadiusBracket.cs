namespace PurifyProofs.Claims.Evidence;

/// <summary>
/// For something that every point loses as the radius grows, standing under attack or being certified: between which of
/// increasing radii each point loses it. What holds at a radius holds at all smaller ones, what is lost there is lost at all
/// larger ones; where records disagree, the loss counts.
/// </summary>
/// <param name="points">How many points.</param>
/// <param name="radii">How many radii.</param>
internal sealed class RadiusBracket(int points, int radii)
{
    private readonly int[] largestHeld = [.. Enumerable.Repeat(-1, points)];
    private readonly int[] smallestLost = [.. Enumerable.Repeat(radii, points)];

    /// <summary>Whether it is not known what becomes of the point at a radius.</summary>
    public bool IsOpen(int point, int radius) => largestHeld[point] < radius && radius < smallestLost[point];

    /// <summary>Records whether the point still has it at a radius.</summary>
    public void Record(int point, int radius, bool holds)
    {
        if (!holds)
        {
            smallestLost[point] = Math.Min(smallestLost[point], radius);
            largestHeld[point] = Math.Min(largestHeld[point], radius - 1);
        }
        else if (IsOpen(point, radius))
        {
            largestHeld[point] = radius;
        }
    }

    /// <summary>The share of points known to have it at a radius.</summary>
    public double Share(int radius) => (double)largestHeld.Count(held => held >= radius) / points;
}
