namespace PurifyProofs.Claims.Runs.Sweep;

/// <summary>A radius that theory singles out at dimension d and sparsity k.</summary>
/// <param name="Name">The formula, as figures show it.</param>
/// <param name="Meaning">What happens there, as a clause.</param>
/// <param name="Radius">The radius at (d, k).</param>
public sealed record TheoryCurve(string Name, string Meaning, Func<double, double, double> Radius)
{
    private const int Samples = 120;
    private const int Halvings = 50;

    /// <summary>The curves of the theory, constants as stated.</summary>
    public static IReadOnlyList<TheoryCurve> All { get; } =
    [
        new("τ = √(k/d)", "below it linear classifiers are robust", static (d, k) => Math.Sqrt(k / d)),
        new("τ = 1.4√(k/d)", "the window of the claims begins", static (d, k) => 1.4 * Math.Sqrt(k / d)),
        new("τ = 0.8/k", "above it not even a network of pure features is robust", static (_, k) => 0.8 / k),
        new("τ = 1/√k", "the size of one feature", static (_, k) => 1 / Math.Sqrt(k)),
    ];

    /// <summary>
    /// The points (position along x, position along y), both in [0, 1], where the radius of the grid equals the curve's; empty where
    /// it does so nowhere.
    /// </summary>
    public IReadOnlyList<SeriesPoint> Across(SweepGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        double Excess(double x, double y)
        {
            (double atX, double atY) = (grid.X.At(x), grid.Y.At(y));
            return Math.Log(grid.ValueOf("radius", atX, atY) / Radius(grid.ValueOf("d", atX, atY), grid.ValueOf("k", atX, atY)));
        }

        // A curve that y does not move is vertical, and found along x.
        List<SeriesPoint> upwards = [.. Roots((part, along) => Excess(part, along)).Select(static root => new SeriesPoint(root.Part, root.Along))];
        return upwards.Count > 0 ? upwards : [.. Roots((part, along) => Excess(along, part)).Select(static root => new SeriesPoint(root.Along, root.Part))];
    }

    private static IEnumerable<(double Part, double Along)> Roots(Func<double, double, double> excess)
    {
        for (int sample = 0; sample <= Samples; sample++)
        {
            double part = (double)sample / Samples;
            if (excess(part, 0) * excess(part, 1) < 0)
            {
                yield return (part, Root(along => excess(part, along)));
            }
        }
    }

    private static double Root(Func<double, double> excess)
    {
        double low = 0, high = 1;
        bool rising = excess(0) < 0;
        for (int halving = 0; halving < Halvings; halving++)
        {
            double middle = (low + high) / 2;
            (low, high) = excess(middle) < 0 == rising ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
