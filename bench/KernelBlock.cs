using PurifyProofs.Cli.Benchmarks;
using PurifyProofs.Model.Cpu;
using PurifyProofs.Model.Cpu.SparseCoding;
using PurifyProofs.Model.Numerics;

namespace PurifyProofs.Bench;

/// <summary>One block of samples, one batch of derivatives, and the kernels on them.</summary>
internal abstract class KernelBlock : IDisposable
{
    public abstract int Forward();

    public abstract void DenseInputGradient();

    public abstract void SparseInputGradient();

    public abstract void DenseWeightGradient();

    public abstract void SparseWeightGradient();

    public abstract void Move();

    public abstract void Dispose();
}

/// <summary>The same at one register width.</summary>
internal sealed class KernelBlock<TLanes> : KernelBlock
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly SparseCodingKernels<TLanes> kernels = new();
    private readonly CpuDevice device = new(1);
    private readonly WorkloadShape shape;
    private readonly Workload workload;
    private readonly NeuronTable neurons;
    private readonly SampleBlock block;
    private readonly BatchDerivatives derivatives;
    private readonly GradientScratch scratch;

    public KernelBlock(WorkloadShape shape)
    {
        this.shape = shape;
        workload = new Workload(device, shape);
        neurons = new NeuronTable(workload.Network);
        block = new SampleBlock(shape.Dimension, shape.Width, SampleBlock.LargeCapacity, kernels.PanelWidth);
        derivatives = new BatchDerivatives(shape.BatchSize, shape.Width);
        scratch = new GradientScratch(shape.Dimension, shape.BatchSize);
        for (int index = derivatives.Blocks - 1; index >= 0; index--)
        {
            Load(index * SampleBlock.LargeCapacity);
            kernels.Forward(neurons, block, derivatives, index);
        }

        kernels.InputGradient(neurons, block, kernels.Forward(neurons, block));
    }

    public override int Forward() => kernels.Forward(neurons, block);

    public override void DenseInputGradient() => InputGradient<TLanes>.Dense(workload.Network.Weights, block);

    public override void SparseInputGradient() => InputGradient<TLanes>.Sparse(workload.Network.Weights, block);

    public override void DenseWeightGradient() => WeightGradient<TLanes>.Dense(scratch, derivatives, workload.Points.X, 0);

    public override void SparseWeightGradient() => WeightGradient<TLanes>.Sparse(scratch, derivatives, workload.Points.X, 0);

    public override void Move() => kernels.Move(block, shape.Dimension, (float)shape.Radius, (float)shape.Radius / 10);

    public override void Dispose()
    {
        scratch.Dispose();
        derivatives.Dispose();
        block.Dispose();
        neurons.Dispose();
        workload.Dispose();
        device.Dispose();
    }

    private unsafe void Load(int first)
    {
        block.Begin(workload.Points.Y.AsSpan(first, SampleBlock.LargeCapacity));
        kernels.LoadInputs(block, workload.Points.X.RowStart(first), workload.Points.X.Stride, shape.Dimension);
        block.ClearPerturbations();
    }
}
