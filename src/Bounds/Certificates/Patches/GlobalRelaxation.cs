using PurifyProofs.Bounds.Rounding;
using PurifyProofs.Model.Patches;

namespace PurifyProofs.Bounds.Certificates.Patches;

/// <summary>
/// One linear relaxation of all patches over the global ball: every neuron's chord spans what the whole radius spent on its patch could
/// reach, and min Σ_p ⟨s_p, c_p⟩ = −ε √(Σ_p ‖s_p‖²).
/// </summary>
internal static class GlobalRelaxation
{
    private const int Iterations = 40;

    /// <summary>Lower bound and the smallest value met on the way.</summary>
    public static PairEnclosure Run(PatchObjective[] objectives, PatchThreat threat, double[] starts)
    {
        int coordinates = threat.Basis.Length;
        double[] point = [.. starts], best = [.. starts];
        var slopes = new double[starts.Length];
        Array.ForEach(objectives, static objective => objective.SetChords(null));
        double upper = Value(objectives, point, coordinates), lower = double.NegativeInfinity;
        for (int step = 0; step < Iterations; step++)
        {
            lower = Math.Max(lower, Bound(objectives, threat.Radius, point, slopes, coordinates, out double length));
            double[] corner = Array.ConvertAll(slopes, slope => length > 0 ? -threat.Radius * (1 - 1e-15) / length * slope : 0);
            double value = Value(objectives, corner, coordinates);
            (upper, best) = value < upper ? (value, corner) : (upper, best);
            double share = 2.0 / (step + 2);
            for (int j = 0; j < point.Length; j++)
            {
                point[j] += share * (corner[j] - point[j]);
            }
        }

        return new PairEnclosure(lower, upper, best, objectives.Length);
    }

    private static double Bound(PatchObjective[] objectives, double radius, double[] point, double[] slopes, int coordinates, out double length)
    {
        double constant = 0, size = 0, squared = 0, slack = 0;
        for (int p = 0; p < objectives.Length; p++)
        {
            double part = objectives[p].Support(point.AsSpan(p * coordinates, coordinates), slopes.AsSpan(p * coordinates, coordinates));
            constant += part;
            size += Math.Abs(part);
            slack += objectives[p].Slack;
        }

        foreach (double slope in slopes)
        {
            squared += slope * slope;
        }

        length = Math.Sqrt(squared);
        double penalty = RoundingError.Above(radius * length, slopes.Length + 4);
        return constant - penalty - RoundingError.Above(slack + (RoundingError.Gamma(objectives.Length + 4) * (size + penalty)), objectives.Length + 4);
    }

    private static double Value(PatchObjective[] objectives, double[] point, int coordinates)
    {
        double value = 0;
        for (int p = 0; p < objectives.Length; p++)
        {
            value += objectives[p].Value(point.AsSpan(p * coordinates, coordinates));
        }

        return value;
    }
}
