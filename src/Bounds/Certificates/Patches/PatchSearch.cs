using PurifyProofs.Model.Patches;

namespace PurifyProofs.Bounds.Certificates.Patches;

/// <summary>
/// Branch and bound for one patch whose perturbation is separate from the others': encloses min g(c) over its set. Few coordinates can be
/// split; with more, the whole set stays one region.
/// </summary>
internal sealed class PatchSearch
{
    private const int MostSplitCoordinates = 8;
    private const int MostIterations = 30;
    private const double RelativePrecision = 1e-3;

    private readonly PatchObjective objective;
    private readonly LinearMinimum linear;
    private readonly PriorityQueue<Region, double> regions = new();
    private readonly double[] point;
    private readonly double[] corner;
    private readonly double[] slope;
    private readonly double[] best;
    private readonly double radius;
    private readonly bool isBall;

    public PatchSearch(PatchObjective objective, PatchThreat threat, ReadOnlySpan<double> start)
    {
        int coordinates = threat.Basis.Length;
        (this.objective, radius, isBall) = (objective, threat.Radius, threat.Set != PerturbationSet.MaximumNorm);
        linear = new LinearMinimum(threat.Set, threat.Radius);
        (point, corner, slope, best) = (new double[coordinates], new double[coordinates], new double[coordinates], start.ToArray());
        Upper = objective.Value(start);
        var low = new double[coordinates];
        var high = new double[coordinates];
        Array.Fill(low, -threat.Radius);
        Array.Fill(high, threat.Radius);
        Bound(new Region(low, high, double.NegativeInfinity, 0));
    }

    /// <summary>A proved lower bound of g over the set.</summary>
    public double Lower => (regions.TryPeek(out Region? region, out _) ? Math.Min(region.Bound, Upper) : Upper) - objective.Slack;

    /// <summary>The smallest g met, to rounding.</summary>
    public double Upper { get; private set; }

    /// <summary>Where it was met [k].</summary>
    public ReadOnlySpan<double> Best => best;

    /// <summary>Whether splitting can raise the lower bound.</summary>
    public bool CanSplit => best.Length <= MostSplitCoordinates && regions.TryPeek(out Region? region, out _) && region.Bound < Upper;

    /// <summary>Splits the region of the lowest bound and bounds both halves.</summary>
    public void Split()
    {
        Region region = regions.Dequeue();
        foreach (Region half in region.Split())
        {
            Bound(half);
        }
    }

    private void Bound(Region region)
    {
        if (isBall && NearestToCentre(region) > radius * (1 + 1e-12))
        {
            return;
        }

        objective.SetChords(region);
        double relaxed = Relax(region);
        double bound = double.IsNaN(relaxed) ? region.Bound : Math.Max(region.Bound, relaxed);
        if (!(bound >= Upper))
        {
            regions.Enqueue(region with { Bound = bound, SplitAt = objective.ChooseSplit(point, region) }, bound);
        }
    }

    // Frank–Wolfe on the relaxation: every step's linear function is a bound of its own, and its minimiser the next direction.
    private double Relax(Region region)
    {
        double bound = double.NegativeInfinity;
        for (int j = 0; j < point.Length; j++)
        {
            point[j] = Math.Clamp(best[j], region.Low[j], region.High[j]);
        }

        for (int step = 0; step < MostIterations; step++)
        {
            double constant = objective.Support(point, slope);
            double value = constant + Dot(slope, point);
            bound = Math.Max(bound, constant + linear.Bound(slope, region, corner));
            if (value - bound <= RelativePrecision * Math.Max(1e-2, Math.Abs(value)) || bound >= Upper)
            {
                break;
            }

            double share = 2.0 / (step + 2);
            for (int j = 0; j < point.Length; j++)
            {
                point[j] += share * (corner[j] - point[j]);
            }
        }

        Visit(point);
        Visit(corner);
        return bound;
    }

    private void Visit(double[] c)
    {
        double squared = Dot(c, c), shrink = isBall && squared > radius * radius ? radius / Math.Sqrt(squared) : 1;
        var candidate = Array.ConvertAll(c, value => shrink * value);
        double value = objective.Value(candidate);
        if (value < Upper)
        {
            Upper = value;
            candidate.CopyTo(best, 0);
        }
    }

    private static double NearestToCentre(Region region)
    {
        double squared = 0;
        for (int j = 0; j < region.Low.Length; j++)
        {
            double nearest = Math.Clamp(0, region.Low[j], region.High[j]);
            squared += nearest * nearest;
        }

        return Math.Sqrt(squared);
    }

    private static double Dot(double[] left, double[] right)
    {
        double sum = 0;
        for (int j = 0; j < left.Length; j++)
        {
            sum += left[j] * right[j];
        }

        return sum;
    }
}
