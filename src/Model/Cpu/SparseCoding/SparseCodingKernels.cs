using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Model.Cpu.SparseCoding;

/// <summary>The coarse operations on blocks, for one width of vector registers.</summary>
internal abstract class SparseCodingKernels
{
    /// <summary>Samples in a panel.</summary>
    public abstract int PanelWidth { get; }

    /// <summary>Brings x into the block's panels; the network is then evaluated there.</summary>
    public abstract unsafe void LoadInputs(SampleBlock block, float* rows, nint stride, int dimension);

    /// <summary>Brings δ into the block's panels; the network is then evaluated at x + δ.</summary>
    public abstract unsafe void LoadPerturbations(SampleBlock block, float* rows, nint stride, int dimension);

    /// <summary>Writes some of the block's panels back as rows [count × d].</summary>
    public abstract unsafe void StorePoints(SampleBlock block, float* panels, float* rows, nint stride, int dimension);

    /// <summary>Margins at the block's points and derivatives into the block; returns the number of active pairs.</summary>
    public abstract int Forward(NeuronTable neurons, SampleBlock block);

    /// <summary>The same with the derivatives into a training batch.</summary>
    public abstract int Forward(NeuronTable neurons, SampleBlock block, BatchDerivatives derivatives, int blockIndex);

    /// <summary>Losses and their slopes from the margins of the last forward pass over the block.</summary>
    public abstract void Losses(SampleBlock block);

    /// <summary>Gradients from the last forward pass over the block, which had <paramref name="active"/> active pairs.</summary>
    public abstract void InputGradient(NeuronTable neurons, SampleBlock block, int active);

    /// <summary>One step of projected descent for every sample.</summary>
    public abstract void Move(SampleBlock block, int dimension, float radius, float stepLength);

    /// <summary>One step of projected descent with momentum, of each sample's own length.</summary>
    public abstract void MoveWithMomentum(SampleBlock block, int dimension, float radius, float momentum);

    /// <summary>Puts the samples of <paramref name="samples"/> back to their best points, without momentum.</summary>
    public abstract void ReturnToBest(SampleBlock block, int dimension, ReadOnlySpan<bool> samples);

    /// <summary>Remembers δ where the margin is below its best so far.</summary>
    public abstract void KeepBest(SampleBlock block, int dimension);

    /// <summary>One panel of G = WWᵀ; the block lends memory.</summary>
    public abstract void GramPanel(Matrix weights, SampleBlock block, GramMatrix gram, int panel);

    /// <summary>Attacks points by descent through the Gram matrix.</summary>
    public abstract void AttackThroughGram(
        NeuronTable neurons, GramMatrix gram, GramBlock gramBlock, SampleBlock block, GramPoints points, AttackSettings settings);

    /// <summary>Gradient of a group of neurons over a batch in which a share <paramref name="activeFraction"/> of the pairs is active.</summary>
    public abstract void WeightGradient(GradientScratch scratch, BatchDerivatives derivatives, Matrix scaledInputs, int firstNeuron, double activeFraction);
}

/// <summary>The operations with registers of type <typeparamref name="TLanes"/>.</summary>
internal sealed unsafe class SparseCodingKernels<TLanes> : SparseCodingKernels
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override int PanelWidth => ProductTile<TLanes>.Columns;

    public override void LoadInputs(SampleBlock block, float* rows, nint stride, int dimension)
    {
        PanelLayout.FromRows(rows, stride, block.Count, dimension, block.Inputs, PanelWidth);
        block.Points = block.Inputs;
    }

    public override void StorePoints(SampleBlock block, float* panels, float* rows, nint stride, int dimension) =>
        PanelLayout.ToRows(panels, PanelWidth, block.Count, dimension, rows, stride);

    public override void LoadPerturbations(SampleBlock block, float* rows, nint stride, int dimension)
    {
        PanelLayout.FromRows(rows, stride, block.Count, dimension, block.Perturbations, PanelWidth);
        BallStep<TLanes>.Perturb(block);
    }

    public override int Forward(NeuronTable neurons, SampleBlock block) =>
        Forward(neurons, block, new DerivativeTarget((nint)block.Derivatives, block.DerivativePanel, PanelWidth));

    public override int Forward(NeuronTable neurons, SampleBlock block, BatchDerivatives derivatives, int blockIndex) =>
        Forward(neurons, block, derivatives.Target(blockIndex, PanelWidth));

    public override void Losses(SampleBlock block)
    {
        for (int s = 0; s < block.Panels * ProductTile<TLanes>.Columns; s += TLanes.Count)
        {
            LogisticFunctions.Softplus(-TLanes.Load(block.Margins + s), out TLanes slope).Store(block.Losses + s);
            slope.Store(block.LossSlopes + s);
        }
    }

    public override void InputGradient(NeuronTable neurons, SampleBlock block, int active)
    {
        Matrix weights = neurons.Network.Weights;
        if (KernelChoice.IsDense(active / ((double)weights.Rows * block.Count)))
        {
            InputGradient<TLanes>.Dense(weights, block);
        }
        else
        {
            InputGradient<TLanes>.Sparse(weights, block);
        }
    }

    public override void Move(SampleBlock block, int dimension, float radius, float stepLength) =>
        BallStep<TLanes>.Move(block, dimension, radius, stepLength);

    public override void MoveWithMomentum(SampleBlock block, int dimension, float radius, float momentum) =>
        MomentumStep<TLanes>.Move(block, dimension, radius, momentum);

    public override void ReturnToBest(SampleBlock block, int dimension, ReadOnlySpan<bool> samples) =>
        MomentumStep<TLanes>.ReturnToBest(block, dimension, samples);

    public override void KeepBest(SampleBlock block, int dimension) => BallStep<TLanes>.KeepBest(block, dimension);

    public override void GramPanel(Matrix weights, SampleBlock block, GramMatrix gram, int panel) =>
        PreActivations<TLanes>.OfNeurons(weights, block, gram, panel);

    public override void AttackThroughGram(
        NeuronTable neurons, GramMatrix gram, GramBlock gramBlock, SampleBlock block, GramPoints points, AttackSettings settings) =>
        GramAttack<TLanes>.Run(neurons, gram, gramBlock, block, points, settings);

    public override void WeightGradient(GradientScratch scratch, BatchDerivatives derivatives, Matrix scaledInputs, int firstNeuron, double activeFraction)
    {
        if (KernelChoice.IsDense(activeFraction))
        {
            WeightGradient<TLanes>.Dense(scratch, derivatives, scaledInputs, firstNeuron);
        }
        else
        {
            WeightGradient<TLanes>.Sparse(scratch, derivatives, scaledInputs, firstNeuron);
        }
    }

    private static int Forward(NeuronTable neurons, SampleBlock block, DerivativeTarget derivatives)
    {
        int active = ForwardPass<TLanes>.Run(neurons, block, derivatives);
        TLanes scale = TLanes.Broadcast(neurons.MarginScale);
        for (int s = 0; s < block.Panels * ProductTile<TLanes>.Columns; s += TLanes.Count)
        {
            (TLanes.Load(block.Labels + s) * scale * TLanes.Load(block.Sums + s)).Store(block.Margins + s);
        }

        return active;
    }
}
