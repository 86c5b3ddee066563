namespace PurifyProofs.Model.Numerics;

/// <summary>Norms of the columns of a panel across the lanes, and what brings them back into an ℓ2 ball.</summary>
internal static unsafe class BallProjection<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>min(1, τ/‖δ‖) from ‖δ‖².</summary>
    public static TLanes Shrinkage(TLanes squaredLength, float radius)
    {
        TLanes length = TLanes.Sqrt(squaredLength);
        TLanes bound = TLanes.Broadcast(radius);
        return TLanes.Select(TLanes.GreaterThan(length, bound), bound / length, TLanes.Broadcast(1));
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
}
