using System.Runtime.Intrinsics;
using PurifyProofs.Model.Attacks;
using PurifyProofs.Model.Data;
using PurifyProofs.Model.Networks;
using PurifyProofs.Model.Training;

namespace PurifyProofs.Model.Compute;

/// <summary>All cores of this machine, with the widest vectors the processor has; needs no native library.</summary>
public sealed unsafe class CpuDevice : IDevice
{
    private readonly WorkerPool pool;

    /// <summary>A device of <paramref name="threads"/> threads; all cores when null.</summary>
    public CpuDevice(int? threads = null) => pool = new WorkerPool(threads ?? Environment.ProcessorCount);

    /// <inheritdoc/>
    public string Name => $"CPU, {Threads} threads, {VectorBits}-bit vectors";

    /// <inheritdoc/>
    public int Threads => pool.ThreadCount;

    private static int VectorBits => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    /// <inheritdoc/>
    public void Sample(SparseCodingDistribution distribution, RandomStream stream, int step, Matrix x, float[] y)
    {
        RequireShape(x, y, distribution.Law.Dimension);
        pool.Run(x.Rows, (sample, _) => y[sample] = distribution.Draw(stream, step, sample, x.Data + ((nint)sample * x.Stride)));
    }

    /// <inheritdoc/>
    public void Margins(SymmetricReluNetwork network, Matrix x, float[] y, float[] margins) =>
        ForEachBlock(network, x, y, (packed, block, first, count) =>
        {
            block.Multiply(packed, block.Inputs, count);
            for (int row = 0; row < count; row++)
            {
                margins[first + row] = y[first + row] * block.Activate(packed, row).Output;
            }
        });

    /// <inheritdoc/>
    public void MarginGradients(SymmetricReluNetwork network, Matrix x, float[] y, Matrix gradients) =>
        ForEachBlock(network, x, y, (packed, block, first, count) =>
        {
            block.Multiply(packed, block.Inputs, count);
            for (int row = 0; row < count; row++)
            {
                block.AccumulateInputGradient(packed, block.Activate(packed, row).Active);
                float* target = gradients.Data + ((nint)(first + row) * gradients.Stride);
                VectorKernels.ScaleAndAdd(target, 0, block.Gradient.Data, y[first + row] * packed.OutputScale, gradients.Stride);
            }
        });

    /// <inheritdoc/>
    public void Attack(SymmetricReluNetwork network, Matrix x, float[] y, AttackSettings settings, Matrix perturbations) =>
        ForEachBlock(network, x, y, (packed, block, first, count) =>
        {
            float* rows = perturbations.Data + ((nint)first * perturbations.Stride);
            new Span<float>(rows, count * perturbations.Stride).CopyTo(new Span<float>(block.Perturbations.Data, count * perturbations.Stride));
            Span<float> best = stackalloc float[SampleBlock.Rows];
            best.Fill(float.PositiveInfinity);
            MarginDescent.Run(packed, block, count, settings, rows, best);
        });

    /// <inheritdoc/>
    public ITrainer CreateTrainer(SymmetricReluNetwork network, SparseCodingDistribution distribution, TrainerSettings settings) =>
        new CpuTrainer(pool, network, distribution, settings);

    /// <inheritdoc/>
    public void Dispose() => pool.Dispose();

    private delegate void BlockAction(PackedNetwork network, SampleBlock block, int first, int count);

    private void ForEachBlock(SymmetricReluNetwork network, Matrix x, float[] y, BlockAction action)
    {
        RequireShape(x, y, network.Dimension);
        using var packed = new PackedNetwork(network);
        var blocks = new SampleBlock?[pool.ThreadCount];
        try
        {
            pool.Run((x.Rows + SampleBlock.Rows - 1) / SampleBlock.Rows, (item, worker) =>
            {
                SampleBlock block = blocks[worker] ??= new SampleBlock(network.Dimension, packed.PaddedWidth);
                int first = item * SampleBlock.Rows;
                int count = Math.Min(SampleBlock.Rows, x.Rows - first);
                new Span<float>(x.Data + ((nint)first * x.Stride), count * x.Stride).CopyTo(new Span<float>(block.Inputs.Data, count * x.Stride));
                y.AsSpan(first, count).CopyTo(block.Labels);
                action(packed, block, first, count);
            });
        }
        finally
        {
            foreach (SampleBlock? block in blocks)
            {
                block?.Dispose();
            }
        }
    }

    private static void RequireShape(Matrix x, float[] y, int dimension)
    {
        if (x.Columns != dimension || y.Length != x.Rows)
        {
            throw new ArgumentException($"Points [{x.Rows} × {x.Columns}] with {y.Length} labels do not fit dimension {dimension}; X must be [n × d] and y [n].");
        }
    }
}
