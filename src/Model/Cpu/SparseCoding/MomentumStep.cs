namespace PurifyProofs.Model.Cpu.SparseCoding;

/// <summary>
/// The step of auto-projected gradient descent (F. Croce and M. Hein, "Reliable evaluation of adversarial robustness with an
/// ensemble of diverse parameter-free attacks", ICML 2020): z = Π(δ − η ∇(yf)/‖∇(yf)‖), then
/// δ ← Π(δ + α(z − δ) + (1 − α)(δ − δ_previous)). Every sample has its own η.
/// </summary>
internal static unsafe class MomentumStep<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Moves every perturbation of the block; the network is then evaluated at x + δ.</summary>
    public static void Move(SampleBlock block, int dimension, float radius, float momentum)
    {
        int columns = ProductTile<TLanes>.Columns;
        for (int sample = 0; sample < block.Panels * columns; sample += TLanes.Count)
        {
            nint start = (sample / columns * block.PanelSize) + (sample % columns);
            TLanes step = TLanes.Load(block.Labels + sample) * TLanes.Load(block.StepLengths + sample);
            Descend(block, start, step, dimension, columns, radius);
            AddMomentum(block, start, dimension, columns, radius, momentum);
        }

        block.Points = block.Perturbed;
    }

    /// <summary>δ ← best δ and δ_previous ← best δ for the chosen samples.</summary>
    public static void ReturnToBest(SampleBlock block, int dimension, ReadOnlySpan<bool> samples)
    {
        int columns = ProductTile<TLanes>.Columns;
        for (int sample = 0; sample < block.Count; sample++)
        {
            if (!samples[sample])
            {
                continue;
            }

            nint start = (sample / columns * block.PanelSize) + (sample % columns);
            for (nint k = start; k < start + ((nint)dimension * columns); k += columns)
            {
                float best = block.Best[k];
                block.Perturbations[k] = best;
                block.Previous[k] = best;
                block.Perturbed[k] = block.Inputs[k] + best;
            }
        }
    }

    // z takes the place of the gradient.
    private static void Descend(SampleBlock block, nint start, TLanes step, int dimension, int columns, float radius)
    {
        float* gradient = block.Gradient + start;
        float* delta = block.Perturbations + start;
        nint end = (nint)dimension * columns;
        TLanes norm = BallProjection<TLanes>.NormOfDirection(gradient, dimension, columns);
        TLanes factor = TLanes.Select(TLanes.GreaterThan(norm, default), -step / norm, default);
        TLanes sum = default;
        for (nint k = 0; k < end; k += columns)
        {
            TLanes moved = TLanes.MultiplyAdd(TLanes.Load(gradient + k), factor, TLanes.Load(delta + k));
            sum = TLanes.MultiplyAdd(moved, moved, sum);
            moved.Store(gradient + k);
        }

        TLanes shrink = BallProjection<TLanes>.Shrinkage(gradient, dimension, columns, sum, radius);
        for (nint k = 0; k < end; k += columns)
        {
            (TLanes.Load(gradient + k) * shrink).Store(gradient + k);
        }
    }

    private static void AddMomentum(SampleBlock block, nint start, int dimension, int columns, float radius, float momentum)
    {
        float* target = block.Gradient + start;
        float* delta = block.Perturbations + start;
        float* previous = block.Previous + start;
        float* input = block.Inputs + start;
        float* perturbed = block.Perturbed + start;
        nint end = (nint)dimension * columns;
        TLanes toTarget = TLanes.Broadcast(momentum), onward = TLanes.Broadcast(1 - momentum);
        TLanes sum = default;
        for (nint k = 0; k < end; k += columns)
        {
            TLanes current = TLanes.Load(delta + k);
            TLanes moved = TLanes.MultiplyAdd(toTarget, TLanes.Load(target + k) - current, current);
            moved = TLanes.MultiplyAdd(onward, current - TLanes.Load(previous + k), moved);
            sum = TLanes.MultiplyAdd(moved, moved, sum);
            current.Store(previous + k);
            moved.Store(delta + k);
        }

        TLanes shrink = BallProjection<TLanes>.Shrinkage(delta, dimension, columns, sum, radius);
        for (nint k = 0; k < end; k += columns)
        {
            TLanes projected = TLanes.Load(delta + k) * shrink;
            projected.Store(delta + k);
            (TLanes.Load(input + k) + projected).Store(perturbed + k);
        }
    }
}
