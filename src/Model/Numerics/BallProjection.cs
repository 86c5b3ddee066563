namespace PurifyProofs.Model.Numerics;

/// <summary>
/// Norms of the columns of a panel across the lanes, and what brings them back into an ℓ2 ball. Where squares would leave float32, a
/// column is first scaled by a power of two, which rounds nothing.
/// </summary>
internal static unsafe class BallProjection<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    // Between these, squares that underflow are no part of a sum that counts, and none overflows.
    private const float SmallestSquare = 1f / (1L << 50) / (1L << 50);
    private const float LargestSquare = 1f * (1L << 60) * (1L << 60);

    /// <summary>min(1, τ/‖δ‖) from ‖δ‖².</summary>
    public static TLanes Shrinkage(TLanes squaredLength, float radius) => Shrinkage(TLanes.Sqrt(squaredLength), TLanes.Broadcast(radius));

    /// <summary>The same of the samples in one register, δ a column of a panel, whatever float32 makes of its squares.</summary>
    /// <param name="column">δ.</param>
    /// <param name="dimension">d.</param>
    /// <param name="columns">Floats from one coordinate to the next.</param>
    /// <param name="squaredLength">‖δ‖² as float32 sums it.</param>
    /// <param name="radius">τ.</param>
    public static TLanes Shrinkage(float* column, int dimension, int columns, TLanes squaredLength, float radius)
    {
        if (IsOrdinary(squaredLength))
        {
            return Shrinkage(squaredLength, radius);
        }

        TLanes scale = Scale(column, dimension, columns, squaredLength);
        TLanes sum = default;
        for (nint k = 0; k < (nint)dimension * columns; k += columns)
        {
            TLanes value = TLanes.Load(column + k) * scale;
            sum = TLanes.MultiplyAdd(value, value, sum);
        }

        return Shrinkage(TLanes.Sqrt(sum), TLanes.Broadcast(radius) * scale);
    }

    /// <summary>‖v‖² of the samples in one register, v a column of a panel.</summary>
    public static TLanes SquaredNorm(float* column, int dimension, int columns)
    {
        TLanes sum = default;
        for (nint k = 0; k < (nint)dimension * columns; k += columns)
        {
            TLanes value = TLanes.Load(column + k);
            sum = TLanes.MultiplyAdd(value, value, sum);
        }

        return sum;
    }

    /// <summary>‖v‖ of a vector of which the direction alone counts: where its square would leave float32, v is scaled in place.</summary>
    public static TLanes NormOfDirection(float* column, int dimension, int columns)
    {
        TLanes squared = SquaredNorm(column, dimension, columns);
        if (!IsOrdinary(squared))
        {
            TLanes scale = Scale(column, dimension, columns, squared);
            for (nint k = 0; k < (nint)dimension * columns; k += columns)
            {
                (TLanes.Load(column + k) * scale).Store(column + k);
            }

            squared = SquaredNorm(column, dimension, columns);
        }

        return TLanes.Sqrt(squared);
    }

    private static TLanes Shrinkage(TLanes length, TLanes bound) =>
        TLanes.Select(TLanes.GreaterThan(length, bound), bound / length, TLanes.Broadcast(1));

    private static bool IsOrdinary(TLanes squared)
    {
        TLanes within = TLanes.Select(
            TLanes.GreaterThan(squared, TLanes.Broadcast(SmallestSquare)), TLanes.GreaterThan(TLanes.Broadcast(LargestSquare), squared), default);
        return TLanes.SignBits(within) == (uint)((1UL << TLanes.Count) - 1);
    }

    // A power of two that brings the largest coordinate into [1, 2); 1 where no square leaves float32, and for zero.
    private static TLanes Scale(float* column, int dimension, int columns, TLanes squared)
    {
        TLanes largest = default;
        for (nint k = 0; k < (nint)dimension * columns; k += columns)
        {
            largest = TLanes.Max(largest, TLanes.Abs(TLanes.Load(column + k)));
        }

        float* magnitudes = stackalloc float[TLanes.Count];
        float* squares = stackalloc float[TLanes.Count];
        largest.Store(magnitudes);
        squared.Store(squares);
        for (int lane = 0; lane < TLanes.Count; lane++)
        {
            bool isOrdinary = squares[lane] is > SmallestSquare and < LargestSquare;
            magnitudes[lane] = isOrdinary || magnitudes[lane] == 0 || !float.IsFinite(magnitudes[lane])
                ? 1
                : MathF.ScaleB(1, Math.Clamp(-MathF.ILogB(magnitudes[lane]), -126, 126));
        }

        return TLanes.Load(magnitudes);
    }
}
