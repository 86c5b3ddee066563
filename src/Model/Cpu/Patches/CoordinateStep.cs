using PurifyProofs.Model.Patches;

namespace PurifyProofs.Model.Cpu.Patches;

/// <summary>c ← Π(c − η g) for a block of samples across the lanes, g the gradient's direction and Π the projection of a threat model.</summary>
internal static unsafe class CoordinateStep<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>One step of length <paramref name="stepLength"/> for every sample.</summary>
    public static void Move(PatchBlock block, PerturbationSet set, float radius, float stepLength)
    {
        for (int lane = 0; lane < ProductTile<TLanes>.Columns; lane += TLanes.Count)
        {
            switch (set)
            {
                case PerturbationSet.MaximumNorm:
                    MoveCoordinates(block, lane, radius, stepLength);
                    break;
                case PerturbationSet.GlobalBall:
                    MoveInBall(block, lane, 0, block.Patches, radius, stepLength);
                    break;
                default:
                    for (int patch = 0; patch < block.Patches; patch++)
                    {
                        MoveInBall(block, lane, patch, patch + 1, radius, stepLength);
                    }

                    break;
            }
        }
    }

    private static void MoveInBall(PatchBlock block, int lane, int first, int end, float radius, float stepLength)
    {
        TLanes squared = SquaredNorm(block, block.Gradient + lane, first, end);
        TLanes factor = TLanes.Select(TLanes.GreaterThan(squared, default), TLanes.Broadcast(-stepLength) / TLanes.Sqrt(squared), default);
        int columns = ProductTile<TLanes>.Columns;
        for (int patch = first; patch < end; patch++)
        {
            nint at = (patch * block.CoordinatePanel) + lane;
            for (int k = 0; k < block.Coordinates; k++, at += columns)
            {
                TLanes.MultiplyAdd(TLanes.Load(block.Gradient + at), factor, TLanes.Load(block.Perturbations + at)).Store(block.Perturbations + at);
            }
        }

        TLanes shrink = BallProjection<TLanes>.Shrinkage(SquaredNorm(block, block.Perturbations + lane, first, end), radius);
        for (int patch = first; patch < end; patch++)
        {
            float* at = block.Perturbations + (patch * block.CoordinatePanel) + lane;
            for (int k = 0; k < block.Coordinates; k++, at += columns)
            {
                (TLanes.Load(at) * shrink).Store(at);
            }
        }
    }

    private static TLanes SquaredNorm(PatchBlock block, float* column, int first, int end)
    {
        TLanes sum = default;
        for (int patch = first; patch < end; patch++)
        {
            sum += BallProjection<TLanes>.SquaredNorm(column + (patch * block.CoordinatePanel), block.Coordinates, ProductTile<TLanes>.Columns);
        }

        return sum;
    }

    private static void MoveCoordinates(PatchBlock block, int lane, float radius, float stepLength)
    {
        int columns = ProductTile<TLanes>.Columns;
        TLanes step = TLanes.Broadcast(-stepLength), high = TLanes.Broadcast(radius), low = TLanes.Broadcast(-radius);
        for (int patch = 0; patch < block.Patches; patch++)
        {
            nint at = (patch * block.CoordinatePanel) + lane;
            for (int k = 0; k < block.Coordinates; k++, at += columns)
            {
                TLanes gradient = TLanes.Load(block.Gradient + at);
                TLanes sign = TLanes.Select(TLanes.GreaterThan(TLanes.Abs(gradient), default), TLanes.CopySign(TLanes.Broadcast(1), gradient), default);
                TLanes moved = TLanes.MultiplyAdd(sign, step, TLanes.Load(block.Perturbations + at));
                TLanes.Min(TLanes.Max(moved, low), high).Store(block.Perturbations + at);
            }
        }
    }
}
