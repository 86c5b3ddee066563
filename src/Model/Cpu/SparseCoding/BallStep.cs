namespace PurifyProofs.Model.Cpu.SparseCoding;

/// <summary>δ ← Π(δ − η ∇(yf)/‖∇(yf)‖) for a block of samples across the lanes, Π the projection onto the ℓ2 ball.</summary>
internal static unsafe class BallStep<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Moves every perturbation of the block and brings the perturbed points up to date.</summary>
    public static void Move(SampleBlock block, int dimension, float radius, float stepLength)
    {
        int columns = ProductTile<TLanes>.Columns;
        for (int sample = 0; sample < block.Panels * columns; sample += TLanes.Count)
        {
            nint start = (sample / columns * block.PanelSize) + (sample % columns);
            MoveLanes(block, start, TLanes.Load(block.Labels + sample), dimension, columns, radius, stepLength);
        }

        block.Points = block.Perturbed;
    }

    /// <summary>Where a sample's margin is below its best so far, remembers margin and perturbation.</summary>
    public static void KeepBest(SampleBlock block, int dimension)
    {
        int columns = ProductTile<TLanes>.Columns;
        for (int sample = 0; sample < block.Panels * columns; sample += TLanes.Count)
        {
            TLanes margin = TLanes.Load(block.Margins + sample);
            TLanes best = TLanes.Load(block.BestMargins + sample);
            TLanes better = TLanes.GreaterThan(best, margin);
            if (TLanes.SignBits(better) == 0)
            {
                continue;
            }

            TLanes.Select(better, margin, best).Store(block.BestMargins + sample);
            nint start = (sample / columns * block.PanelSize) + (sample % columns);
            float* kept = block.Best + start;
            float* visited = block.Perturbations + start;
            for (int k = 0; k < dimension; k++, kept += columns, visited += columns)
            {
                TLanes.Select(better, TLanes.Load(visited), TLanes.Load(kept)).Store(kept);
            }
        }
    }

    /// <summary>x + δ for all samples.</summary>
    public static void Perturb(SampleBlock block)
    {
        for (nint i = 0; i < block.Panels * block.PanelSize; i += TLanes.Count)
        {
            (TLanes.Load(block.Inputs + i) + TLanes.Load(block.Perturbations + i)).Store(block.Perturbed + i);
        }

        block.Points = block.Perturbed;
    }

    private static void MoveLanes(SampleBlock block, nint start, TLanes label, int dimension, int columns, float radius, float stepLength)
    {
        float* gradient = block.Gradient + start;
        float* delta = block.Perturbations + start;
        TLanes norm = BallProjection<TLanes>.NormOfDirection(gradient, dimension, columns);
        TLanes factor = TLanes.Select(TLanes.GreaterThan(norm, default), -label * TLanes.Broadcast(stepLength) / norm, default);
        TLanes sum = default;
        for (nint k = 0; k < (nint)dimension * columns; k += columns)
        {
            TLanes moved = TLanes.MultiplyAdd(TLanes.Load(gradient + k), factor, TLanes.Load(delta + k));
            sum = TLanes.MultiplyAdd(moved, moved, sum);
            moved.Store(delta + k);
        }

        TLanes shrink = BallProjection<TLanes>.Shrinkage(delta, dimension, columns, sum, radius);
        float* input = block.Inputs + start;
        float* perturbed = block.Perturbed + start;
        for (nint k = 0; k < (nint)dimension * columns; k += columns)
        {
            TLanes projected = TLanes.Load(delta + k) * shrink;
            projected.Store(delta + k);
            (TLanes.Load(input + k) + projected).Store(perturbed + k);
        }
    }
}
