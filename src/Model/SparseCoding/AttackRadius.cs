namespace PurifyProofs.Model.SparseCoding;

/// <summary>What float32 descents make of a radius τ, and what keeps their results within it.</summary>
public static class AttackRadius
{
    /// <summary>2¹⁰⁰, the largest radius descents make use of: weights, too, may be as large.</summary>
    public const double Largest = 1.2676506002282294e30;

    // What float32 steps may leave outside of a ball of ordinary dimension; judges of margins take care of as much.
    private const double RelativeRounding = 1e-5;

    /// <summary>τ in float32; beyond 2¹⁰⁰ that, which is inside the ball as well.</summary>
    public static float InFloat32(double radius) => (float)Math.Min(radius, Largest);

    /// <summary>Shortens a perturbation [d] that is longer than τ by more than rounding, as sums of many squares in float32 make it.</summary>
    public static void HoldInBall(Span<float> perturbation, double radius)
    {
        double sum = 0;
        foreach (float value in perturbation)
        {
            sum += (double)value * value;
        }

        double length = Math.Sqrt(sum);
        if (length > radius * (1 + RelativeRounding))
        {
            for (int j = 0; j < perturbation.Length; j++)
            {
                perturbation[j] = TowardZero(perturbation[j] * (radius / length));
            }
        }
    }

    // Near the smallest float32 numbers rounding to the nearest would leave the ball again.
    private static float TowardZero(double value)
    {
        float nearest = (float)value;
        return Math.Abs((double)nearest) <= Math.Abs(value) ? nearest : nearest > 0 ? MathF.BitDecrement(nearest) : MathF.BitIncrement(nearest);
    }
}
