using PurifyProofs.Bounds.Rounding;
using PurifyProofs.Model.Patches;

namespace PurifyProofs.Bounds.Certificates.Patches;

/// <summary>min ⟨s, c⟩ over a region, as a proved lower bound together with a point that comes close to it.</summary>
/// <param name="set">The set of the coordinates of one patch.</param>
/// <param name="radius">ε.</param>
internal sealed class LinearMinimum(PerturbationSet set, double radius)
{
    private const int Doublings = 40;
    private const int Halvings = 25;
    private const double Precision = 1e-6;

    private double Inside => radius * radius * (1 + 1e-12);

    /// <summary>
    /// Lower bound over box ∩ ball by the dual max_{ν ≥ 0} Σ_j min_{l_j ≤ c_j ≤ h_j} (s_j c_j + ν c_j²) − νε², which any ν makes a bound;
    /// over the box alone where the set has no ball.
    /// </summary>
    /// <param name="slope">s [k].</param>
    /// <param name="region">The box.</param>
    /// <param name="minimiser">Receives a point of the region that comes close to a minimiser [k].</param>
    public double Bound(ReadOnlySpan<double> slope, Region region, Span<double> minimiser)
    {
        double value = Value(slope, region, 0, minimiser, out double squared);
        if (set == PerturbationSet.MaximumNorm || squared <= radius * radius)
        {
            return value;
        }

        // ‖c(ν)‖ falls with ν and the dual is concave with derivative ‖c(ν)‖² − ε²; where the box does not cut, this first ν is the best.
        double low = 0, high = Math.Sqrt(Squared(slope)) / (2 * radius);
        value = Math.Max(value, Value(slope, region, high, minimiser, out squared));
        for (int step = 0; step < Doublings && squared > Inside; step++)
        {
            (low, high) = (high, 4 * high);
            value = Math.Max(value, Value(slope, region, high, minimiser, out squared));
        }

        for (int step = 0; step < Halvings && squared < Inside * (1 - Precision); step++)
        {
            double middle = low > 0 ? Math.Sqrt(low * high) : 0.5 * high;
            value = Math.Max(value, Value(slope, region, middle, minimiser, out squared));
            (low, high) = squared > Inside ? (middle, high) : (low, middle);
        }

        return squared > Inside ? Math.Max(value, Value(slope, region, high, minimiser, out _)) : value;
    }

    // The dual at ν, less what its own roundings may have added.
    private double Value(ReadOnlySpan<double> slope, Region region, double multiplier, Span<double> at, out double squared)
    {
        double sum = 0, size = 0;
        squared = 0;
        for (int j = 0; j < slope.Length; j++)
        {
            double c = multiplier > 0 ? Math.Clamp(-slope[j] / (2 * multiplier), region.Low[j], region.High[j]) : slope[j] > 0 ? region.Low[j] : region.High[j];
            at[j] = c;
            squared += c * c;
            sum += (slope[j] * c) + (multiplier * c * c);
            size += Math.Abs(slope[j] * c) + (multiplier * c * c);
        }

        double penalty = set == PerturbationSet.MaximumNorm ? 0 : multiplier * radius * radius;
        return sum - penalty - (RoundingError.Gamma(slope.Length + 8) * (size + penalty)) - RoundingError.Underflow;
    }

    private static double Squared(ReadOnlySpan<double> vector)
    {
        double sum = 0;
        foreach (double value in vector)
        {
            sum += value * value;
        }

        return sum;
    }
}
