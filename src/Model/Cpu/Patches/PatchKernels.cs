using PurifyProofs.Model.Patches;

namespace PurifyProofs.Model.Cpu.Patches;

/// <summary>The coarse operations on blocks of patches, for one width of vector registers.</summary>
internal abstract unsafe class PatchKernels
{
    /// <summary>Samples in a block.</summary>
    public abstract int PanelWidth { get; }

    /// <summary>Brings samples [count·P × d] into the block's panels and multiplies them by W.</summary>
    public abstract void LoadPoints(PatchBlock block, float* rows, nint stride);

    /// <summary>F of the block's points, perturbed or not; their derivatives take the place of the products.</summary>
    public abstract void Outputs(PatchBlock block);

    /// <summary>Adds G c to the products, G = W Bᵀ, and Bᵀ c to the points, which go to the block's rows.</summary>
    public abstract void Perturb(PatchBlock block, Matrix basis, Matrix weightsInBasis, float* coordinates);

    /// <summary>Σ over patches and samples of c_i σ'(z) x, added to the gradient [K·m × d], from the block's derivatives and rows.</summary>
    public abstract void AddWeightGradient(PatchBlock block, float* rows, nint stride, Matrix gradient);

    /// <summary>Each patch's part of the objective Σ_i c_i F_i at the perturbed points, and its gradient in the coordinates.</summary>
    public abstract void Objective(PatchBlock block, Matrix weightsInBasis);

    /// <summary>F at the perturbed points, the products left as they are.</summary>
    public abstract void PerturbedOutputs(PatchBlock block, Matrix weightsInBasis);

    /// <summary>One step of projected descent.</summary>
    public abstract void Move(PatchBlock block, PerturbationSet set, float radius, float stepLength);

    /// <summary>Remembers c where the objective is below its best so far: patch by patch where the set is a product of the patches', else sample by sample.</summary>
    public abstract void KeepBest(PatchBlock block, bool isSeparable);

    /// <summary>Remembers this target's best where it is below that of all targets so far.</summary>
    public abstract void KeepWorst(PatchBlock block);
}

/// <summary>The operations with registers of type <typeparamref name="TLanes"/>.</summary>
internal sealed unsafe class PatchKernels<TLanes> : PatchKernels
    where TLanes : unmanaged, ILanes<TLanes>
{
    private static int Columns => ProductTile<TLanes>.Columns;

    public override int PanelWidth => Columns;

    public override void LoadPoints(PatchBlock block, float* rows, nint stride)
    {
        PatchNetwork network = block.Network;
        new Span<float>(block.Products, checked((int)(block.Patches * block.NeuronPanel))).Clear();
        for (int patch = 0; patch < block.Patches; patch++)
        {
            float* points = block.Points + (patch * block.PointPanel);
            PanelLayout.FromRows(rows + (patch * stride), stride * block.Patches, block.Count, network.Dimension, points, Columns);
            PanelProduct<TLanes>.Add(network.Weights, points, block.Products + (patch * block.NeuronPanel));
        }
    }

    public override void Outputs(PatchBlock block)
    {
        ClearOutputs(block);
        for (int patch = 0; patch < block.Patches; patch++)
        {
            PatchActivation<TLanes>.Outputs(block, block.Products + (patch * block.NeuronPanel));
        }
    }

    public override void Perturb(PatchBlock block, Matrix basis, Matrix weightsInBasis, float* coordinates)
    {
        for (int patch = 0; patch < block.Patches; patch++)
        {
            float* c = coordinates + (patch * block.CoordinatePanel);
            float* points = block.Points + (patch * block.PointPanel);
            PanelProduct<TLanes>.Add(weightsInBasis, c, block.Products + (patch * block.NeuronPanel));
            PanelProduct<TLanes>.AddTransposed(basis, c, points);
            PanelLayout.ToRows(points, Columns, block.Count, block.Network.Dimension, block.Rows.RowStart(patch), (nint)block.Rows.Stride * block.Patches);
        }
    }

    public override void AddWeightGradient(PatchBlock block, float* rows, nint stride, Matrix gradient)
    {
        const int tile = ProductTile<TLanes>.Rows;
        for (int patch = 0; patch < block.Patches; patch++)
        {
            float* derivatives = block.Products + (patch * block.NeuronPanel);
            PatchActivation<TLanes>.Scale(block, derivatives);
            for (int column = 0; column < block.Network.Dimension; column += Columns)
            {
                for (int neuron = 0; neuron < gradient.Rows; neuron += tile)
                {
                    ProductTile<TLanes>.Accumulate(
                        derivatives + ((nint)neuron * Columns), Columns, 1, rows + (patch * stride) + column, stride * block.Patches, block.Count, gradient.RowStart(neuron) + column, gradient.Stride);
                }
            }
        }
    }

    public override void Objective(PatchBlock block, Matrix weightsInBasis)
    {
        for (int patch = 0; patch < block.Patches; patch++)
        {
            PreActivate(block, weightsInBasis, patch);
            PatchActivation<TLanes>.Objective(block, block.Activations, block.Values + (patch * Columns));
            float* gradient = block.Gradient + (patch * block.CoordinatePanel);
            new Span<float>(gradient, (int)block.CoordinatePanel).Clear();
            PanelProduct<TLanes>.AddTransposed(weightsInBasis, block.Activations, gradient);
        }
    }

    public override void PerturbedOutputs(PatchBlock block, Matrix weightsInBasis)
    {
        ClearOutputs(block);
        for (int patch = 0; patch < block.Patches; patch++)
        {
            PreActivate(block, weightsInBasis, patch);
            PatchActivation<TLanes>.Outputs(block, block.Activations);
        }
    }

    public override void Move(PatchBlock block, PerturbationSet set, float radius, float stepLength) =>
        CoordinateStep<TLanes>.Move(block, set, radius, stepLength);

    public override void KeepBest(PatchBlock block, bool isSeparable)
    {
        for (int lane = 0; lane < Columns; lane += TLanes.Count)
        {
            TLanes better = isSeparable ? default : TLanes.GreaterThan(Sum(block, block.BestValues, lane), Sum(block, block.Values, lane));
            for (int patch = 0; patch < block.Patches; patch++)
            {
                float* value = block.Values + (patch * Columns) + lane;
                float* best = block.BestValues + (patch * Columns) + lane;
                if (isSeparable)
                {
                    better = TLanes.GreaterThan(TLanes.Load(best), TLanes.Load(value));
                }

                TLanes.Select(better, TLanes.Load(value), TLanes.Load(best)).Store(best);
                Copy(block, better, block.Perturbations, block.Best, patch, lane);
            }
        }
    }

    public override void KeepWorst(PatchBlock block)
    {
        for (int lane = 0; lane < Columns; lane += TLanes.Count)
        {
            TLanes value = Sum(block, block.BestValues, lane), worst = TLanes.Load(block.WorstValues + lane);
            TLanes better = TLanes.GreaterThan(worst, value);
            TLanes.Select(better, value, worst).Store(block.WorstValues + lane);
            for (int patch = 0; patch < block.Patches; patch++)
            {
                Copy(block, better, block.Best, block.Worst, patch, lane);
            }
        }
    }

    private static void ClearOutputs(PatchBlock block) => new Span<float>(block.Outputs, block.Network.Classes * Columns).Clear();

    private static void PreActivate(PatchBlock block, Matrix weightsInBasis, int patch)
    {
        Buffer.MemoryCopy(block.Products + (patch * block.NeuronPanel), block.Activations, block.NeuronPanel * sizeof(float), block.NeuronPanel * sizeof(float));
        PanelProduct<TLanes>.Add(weightsInBasis, block.Perturbations + (patch * block.CoordinatePanel), block.Activations);
    }

    private static TLanes Sum(PatchBlock block, float* values, int lane)
    {
        TLanes sum = default;
        for (int patch = 0; patch < block.Patches; patch++)
        {
            sum += TLanes.Load(values + (patch * Columns) + lane);
        }

        return sum;
    }

    private static void Copy(PatchBlock block, TLanes mask, float* from, float* to, int patch, int lane)
    {
        if (TLanes.SignBits(mask) == 0)
        {
            return;
        }

        nint at = (patch * block.CoordinatePanel) + lane;
        for (int k = 0; k < block.Coordinates; k++, at += Columns)
        {
            TLanes.Select(mask, TLanes.Load(from + at), TLanes.Load(to + at)).Store(to + at);
        }
    }
}
