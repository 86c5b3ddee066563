using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Model.Cpu.SparseCoding;

/// <summary>
/// Margins, gradients and attacks of given points, block by block. Memory is kept from call to call, as long as the shapes
/// stay the same.
/// </summary>
internal sealed unsafe class CpuEvaluation : IDisposable
{
    private readonly WorkerPool pool;
    private readonly SparseCodingKernels kernels;
    private readonly SampleBlock?[] blocks;
    private readonly Action<int, int> marginPart;
    private readonly Action<int, int> gradientPart;
    private readonly Action<int, int> attackPart;
    private readonly Action<int, int> adaptivePart;
    private readonly Action<int, int> gramPart;
    private readonly Action<int, int> gramAttackPart;
    private readonly GramBlock?[] gramBlocks;
    private readonly AdaptiveDescent?[] descents;
    private NeuronTable? neurons;
    private GramMatrix? gram;
    private int capacity;
    private Matrix points = null!;
    private float[] labels = [];
    private float[] margins = [];
    private Matrix target = null!;
    private AttackSettings attack = null!;
    private AdaptiveAttackSettings adaptiveAttack = null!;

    public CpuEvaluation(WorkerPool pool, SparseCodingKernels kernels)
    {
        (this.pool, this.kernels) = (pool, kernels);
        blocks = new SampleBlock?[pool.ThreadCount];
        gramBlocks = new GramBlock?[pool.ThreadCount];
        (marginPart, gradientPart, attackPart) = (EvaluateMargins, EvaluateGradients, AttackBlock);
        adaptivePart = AttackBlockAdaptively;
        descents = new AdaptiveDescent?[pool.ThreadCount];
        (gramPart, gramAttackPart) = (ComputeGram, AttackGramBlock);
    }

    /// <summary>y f(x) [n].</summary>
    public void Margins(SymmetricReluNetwork network, Matrix x, float[] y, float[] result)
    {
        margins = result;
        Prepare(network, x, y);
        neurons!.ScaleMargins();
        RunBlocks(marginPart);
    }

    /// <summary>∇_x y f(x) [n × d].</summary>
    public void MarginGradients(SymmetricReluNetwork network, Matrix x, float[] y, Matrix gradients)
    {
        target = gradients;
        Prepare(network, x, y);
        RunBlocks(gradientPart);
    }

    /// <summary>The best perturbations visited, from those given [n × d].</summary>
    public void Attack(SymmetricReluNetwork network, Matrix x, float[] y, AttackSettings settings, Matrix perturbations)
    {
        (target, attack) = (perturbations, settings);
        Prepare(network, x, y);
        neurons!.OrderMargins();
        if (x.Rows > 0
            && KernelChoice.IsThroughGram(network, MeasureActivity(), (long)x.Rows * settings.Steps)
            && KernelChoice.HoldsGram(network, settings.Radius))
        {
            AttackThroughGram(network);
        }
        else
        {
            RunBlocks(attackPart);
        }

        HoldInBall(settings.Radius);
    }

    /// <summary>The same by auto-projected gradient descent.</summary>
    public void AdaptiveAttack(SymmetricReluNetwork network, Matrix x, float[] y, AdaptiveAttackSettings settings, Matrix perturbations)
    {
        (target, adaptiveAttack) = (perturbations, settings);
        Prepare(network, x, y);
        neurons!.OrderMargins();
        RunBlocks(adaptivePart);
        HoldInBall(settings.Radius);
    }

    public void Dispose() => Release();

    // Of the first block where the attack starts: a function of the arguments alone, as the choice of the method must be.
    private double MeasureActivity()
    {
        SampleBlock block = Load(0, 0);
        kernels.LoadPerturbations(block, target.Data, target.Stride, target.Columns);
        return kernels.Forward(neurons!, block) / ((double)block.Count * neurons!.Network.Width);
    }

    private void AttackThroughGram(SymmetricReluNetwork network)
    {
        gram ??= new GramMatrix(network.Width, kernels.PanelWidth);
        pool.Run(gram.Panels, gramPart);
        pool.Run((points.Rows + GramBlock.Capacity - 1) / GramBlock.Capacity, gramAttackPart);
    }

    private void RunBlocks(Action<int, int> part) => pool.Run((points.Rows + capacity - 1) / capacity, part);

    private void HoldInBall(double radius)
    {
        for (int row = 0; row < target.Rows; row++)
        {
            AttackRadius.HoldInBall(target.Row(row), radius);
        }
    }

    private void Prepare(SymmetricReluNetwork network, Matrix x, float[] y)
    {
        (points, labels) = (x, y);
        int blockCapacity = SampleBlock.CapacityFor(x.Rows);
        if (neurons?.Network == network && capacity == blockCapacity)
        {
            neurons.Refresh();
            return;
        }

        Release();
        (neurons, capacity) = (new NeuronTable(network), blockCapacity);
    }

    private void Release()
    {
        neurons?.Dispose();
        neurons = null;
        for (int worker = 0; worker < blocks.Length; worker++)
        {
            blocks[worker]?.Dispose();
            blocks[worker] = null;
            gramBlocks[worker]?.Dispose();
            gramBlocks[worker] = null;
        }

        gram?.Dispose();
        gram = null;
    }

    private SampleBlock Block(int worker) =>
        blocks[worker] ??= new SampleBlock(points.Columns, neurons!.Network.Width, capacity, kernels.PanelWidth);

    private SampleBlock Load(int item, int worker)
    {
        SampleBlock block = Block(worker);
        int first = item * capacity;
        block.Begin(labels.AsSpan(first, Math.Min(capacity, points.Rows - first)));
        kernels.LoadInputs(block, points.RowStart(first), points.Stride, points.Columns);
        return block;
    }

    private void EvaluateMargins(int item, int worker)
    {
        SampleBlock block = Load(item, worker);
        kernels.Forward(neurons!, block);
        new Span<float>(block.Margins, block.Count).CopyTo(margins.AsSpan(item * capacity));
    }

    private void EvaluateGradients(int item, int worker)
    {
        SampleBlock block = Load(item, worker);
        kernels.InputGradient(neurons!, block, kernels.Forward(neurons!, block));
        Store(item, block, block.Gradient);
        for (int row = 0; row < block.Count; row++)
        {
            VectorKernels.Scale(target.RowStart((item * capacity) + row), block.Labels[row] * neurons!.Network.OutputScale, target.Columns);
        }
    }

    private void ComputeGram(int panel, int worker) => kernels.GramPanel(neurons!.Network.Weights, Block(worker), gram!, panel);

    private void AttackGramBlock(int item, int worker)
    {
        GramBlock gramBlock = gramBlocks[worker] ??= new GramBlock(points.Columns, neurons!.Network.Width);
        int first = item * GramBlock.Capacity;
        var block = new GramPoints(points, labels, target, first, Math.Min(GramBlock.Capacity, points.Rows - first));
        kernels.AttackThroughGram(neurons!, gram!, gramBlock, Block(worker), block, attack);
    }

    private void AttackBlock(int item, int worker)
    {
        SampleBlock block = Load(item, worker);
        kernels.LoadPerturbations(block, target.RowStart(item * capacity), target.Stride, target.Columns);
        MarginDescent.Run(kernels, neurons!, block, attack);
        Store(item, block, block.Best);
    }

    private void AttackBlockAdaptively(int item, int worker)
    {
        SampleBlock block = Load(item, worker);
        kernels.LoadPerturbations(block, target.RowStart(item * capacity), target.Stride, target.Columns);
        AdaptiveDescent descent = descents[worker] ??= new AdaptiveDescent();
        descent.Run(kernels, neurons!, block, adaptiveAttack);
        Store(item, block, block.Best);
    }

    private void Store(int item, SampleBlock block, float* panels) =>
        kernels.StorePoints(block, panels, target.RowStart(item * capacity), target.Stride, target.Columns);
}
