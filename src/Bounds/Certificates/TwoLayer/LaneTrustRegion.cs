using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PurifyProofs.Bounds.Certificates.TwoLayer;

/// <summary>
/// The convex problem min over ‖δ‖ ≤ τ of ⟨g, δ⟩ + Σ_j D_j δ_j², D_j ≥ 0, for eight points: δ_j = −g_j/(2(D_j + κ)) with the least
/// κ ≥ 0 that keeps δ in the ball, found by Newton's method on 1/‖δ(κ)‖ − 1/τ (M. D. Hebden 1973; J. J. Moré and
/// D. C. Sorensen 1983).
/// </summary>
internal static class LaneTrustRegion
{
    private const int Lanes = LaneMatrix.Lanes;
    private const int NewtonSteps = 12;

    /// <summary>Solves for δ and returns κ.</summary>
    /// <param name="linear">g, eight vectors [d].</param>
    /// <param name="quadratic">D, eight vectors [d].</param>
    /// <param name="radius">τ.</param>
    /// <param name="minimiser">Receives δ, eight vectors [d].</param>
    public static Vector512<double> Solve(ReadOnlySpan<double> linear, ReadOnlySpan<double> quadratic, Vector512<double> radius, Span<double> minimiser)
    {
        Vector512<double> multiplier = Vector512.Max(LargestLowerBound(linear, quadratic, radius), Vector512<double>.Zero);
        for (int step = 0; step < NewtonSteps; step++)
        {
            (Vector512<double> square, Vector512<double> weighted) = Norms(linear, quadratic, multiplier);
            Vector512<double> norm = Vector512.Sqrt(square);
            Vector512<double> move = square / weighted * ((norm - radius) / radius);
            Vector512<double> isOutside = Vector512.GreaterThan(norm, radius * (1 + 1e-13));
            multiplier = Vector512.ConditionalSelect(isOutside, multiplier + move, multiplier);
            if (Vector512.EqualsAll(isOutside.AsInt64(), Vector512<long>.Zero))
            {
                break;
            }
        }

        for (int j = 0; j < linear.Length; j += Lanes)
        {
            Element(linear, quadratic, multiplier, j).Point.StoreUnsafe(ref minimiser[j]);
        }

        return multiplier;
    }

    // At κ = |g_j|/2τ − D_j the j-th element alone has length τ.
    private static Vector512<double> LargestLowerBound(ReadOnlySpan<double> linear, ReadOnlySpan<double> quadratic, Vector512<double> radius)
    {
        Vector512<double> half = Vector512.Create(0.5) / radius;
        Vector512<double> largest = Vector512.Create(double.NegativeInfinity);
        for (int j = 0; j < linear.Length; j += Lanes)
        {
            Vector512<double> bound = (Vector512.Abs(Load(linear, j)) * half) - Load(quadratic, j);
            largest = Vector512.MaxNative(largest, bound);
        }

        return largest;
    }

    private static (Vector512<double> Square, Vector512<double> Weighted) Norms(ReadOnlySpan<double> linear, ReadOnlySpan<double> quadratic, Vector512<double> multiplier)
    {
        Vector512<double> square = default, weighted = default;
        for (int j = 0; j < linear.Length; j += Lanes)
        {
            (Vector512<double> point, Vector512<double> inverse) = Element(linear, quadratic, multiplier, j);
            square += point * point;
            weighted += point * point * inverse;
        }

        return (square, weighted + Vector512.Create(1e-300));
    }

    private static (Vector512<double> Point, Vector512<double> Inverse) Element(ReadOnlySpan<double> linear, ReadOnlySpan<double> quadratic, Vector512<double> multiplier, int j)
    {
        Vector512<double> inverse = Vector512<double>.One / (Load(quadratic, j) + multiplier + Vector512.Create(1e-150));
        return (Load(linear, j) * inverse * -0.5, inverse);
    }

    private static Vector512<double> Load(ReadOnlySpan<double> vectors, int j) =>
        Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(vectors), (nuint)j);
}
