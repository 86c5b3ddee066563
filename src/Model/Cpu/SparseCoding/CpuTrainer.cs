using PurifyProofs.Model.Device;
using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Model.Cpu.SparseCoding;

/// <summary>
/// SGD on fresh batches. A step has two parallel parts: over blocks of samples (draw, perturb, derivatives), then over groups
/// of neurons (gradient, update). Sums run in sample order, so threads do not change a bit.
/// </summary>
internal sealed unsafe class CpuTrainer : ITrainer
{
    private readonly WorkerPool pool;
    private readonly SparseCodingKernels kernels;
    private readonly SparseCodingDistribution distribution;
    private readonly TrainerSettings settings;
    private readonly SymmetricReluNetwork network;
    private readonly NeuronTable neurons;
    private readonly SampleBlock?[] blocks;
    private readonly GradientScratch?[] scratches;
    private readonly BatchDerivatives derivatives;
    private readonly Matrix scaledInputs;
    private readonly float[] margins;
    private readonly float[] losses;
    private readonly int[] activeCounts;
    private readonly IWeightUpdate update;
    private readonly Action<int, int> samplePart;
    private readonly Action<int, int> neuronPart;
    private int currentStep;
    private double activeFraction;

    public CpuTrainer(WorkerPool pool, SparseCodingKernels kernels, SymmetricReluNetwork network, SparseCodingDistribution distribution, TrainerSettings settings)
    {
        (this.pool, this.kernels, this.network, this.distribution, this.settings) = (pool, kernels, network, distribution, settings);
        int batch = settings.Phase.BatchSize;
        neurons = new NeuronTable(network);
        blocks = new SampleBlock?[pool.ThreadCount];
        scratches = new GradientScratch?[pool.ThreadCount];
        derivatives = new BatchDerivatives(batch, network.Width);
        scaledInputs = new Matrix(batch, network.Dimension);
        (margins, losses) = (new float[batch], new float[batch]);
        activeCounts = new int[derivatives.Blocks];
        update = settings.UpdateRule is UpdateRule.LowRank lowRank
            ? new LowRankUpdate(network.Weights, lowRank, pool)
            : new FullUpdate(network.Weights, settings.Phase);
        (samplePart, neuronPart) = (ProcessSamples, ProcessNeurons);
    }

    public StepStatistics Advance(int firstStep, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        for (int step = firstStep; step < firstStep + count; step++)
        {
            Step(step);
        }

        return Summarise();
    }

    public void ReadNetwork()
    {
        // The weights change in place.
    }

    private void Step(int step)
    {
        currentStep = step;
        pool.Run(derivatives.Blocks, samplePart);
        activeFraction = CountActive() / ((double)margins.Length * network.Width);
        update.Begin(settings.Phase.LearningRateAt(step));
        pool.Run((network.Width + GradientScratch.Neurons - 1) / GradientScratch.Neurons, neuronPart);
        update.Complete();
        GrowBias();
    }

    public void Dispose()
    {
        neurons.Dispose();
        derivatives.Dispose();
        scaledInputs.Dispose();
        update.Dispose();
        Array.ForEach(blocks, block => block?.Dispose());
        Array.ForEach(scratches, scratch => scratch?.Dispose());
    }

    private void ProcessSamples(int item, int worker)
    {
        SampleBlock block = blocks[worker] ??= new SampleBlock(network.Dimension, network.Width, derivatives.Capacity, kernels.PanelWidth);
        int first = item * derivatives.Capacity;
        Draw(block, first, Math.Min(derivatives.Capacity, margins.Length - first));
        if (settings.Phase.Attack == TrainingAttack.None)
        {
            activeCounts[item] = kernels.Forward(neurons, block, derivatives, item);
            block.Rows.CopyRows(0, scaledInputs, first, block.Count);
        }
        else
        {
            Perturb(block);
            activeCounts[item] = kernels.Forward(neurons, block, derivatives, item);
            kernels.StorePoints(block, block.Points, scaledInputs.RowStart(first), scaledInputs.Stride, network.Dimension);
        }

        ScaleByLossDerivative(block, first);
    }

    private void Draw(SampleBlock block, int first, int count)
    {
        Span<float> labels = stackalloc float[count];
        for (int row = 0; row < count; row++)
        {
            labels[row] = distribution.Draw(settings.Stream, currentStep, first + row, block.Rows.RowStart(row));
        }

        block.Begin(labels);
        kernels.LoadInputs(block, block.Rows.Data, block.Rows.Stride, network.Dimension);
    }

    private void Perturb(SampleBlock block)
    {
        (double radius, int steps, double stepLength) = settings.Phase.AttackAt(currentStep);
        block.ClearPerturbations();
        for (int step = 0; step < steps; step++)
        {
            MarginDescent.Step(kernels, neurons, block, radius, stepLength);
        }
    }

    // ∂ mean loss / ∂p_i = −y σ(−y f) a h_i'(p_i) / n: all but h_i' goes into the sample.
    private void ScaleByLossDerivative(SampleBlock block, int first)
    {
        kernels.Losses(block);
        for (int row = 0; row < block.Count; row++)
        {
            (margins[first + row], losses[first + row]) = (block.Margins[row], block.Losses[row]);
            float factor = -block.Labels[row] * network.OutputScale * block.LossSlopes[row] / margins.Length;
            VectorKernels.Scale(scaledInputs.RowStart(first + row), factor, network.Dimension);
        }
    }

    private void ProcessNeurons(int item, int worker)
    {
        GradientScratch scratch = scratches[worker] ??= new GradientScratch(network.Dimension, margins.Length);
        int first = item * GradientScratch.Neurons;
        kernels.WeightGradient(scratch, derivatives, scaledInputs, first, activeFraction);
        for (int row = 0; row < GradientScratch.Neurons && first + row < network.Width; row++)
        {
            update.ApplyRow(first + row, scratch.Gradient.RowStart(row));
        }
    }

    private void GrowBias()
    {
        if (settings.Bias is not { } schedule || currentStep >= schedule.GrowthSteps)
        {
            return;
        }

        double factor = schedule.At(currentStep) / Math.Sqrt(settings.Sparsity);
        for (int i = 0; i < network.Width; i++)
        {
            float norm = MathF.Sqrt(VectorKernels.SquaredNorm(network.Weights.RowStart(i), network.Dimension));
            network.Bias[i] = (float)factor * norm;
            network.SmoothingWidth[i] = (float)settings.SmoothingFraction * network.Bias[i];
        }

        neurons.Refresh();
    }

    private long CountActive()
    {
        long active = 0;
        foreach (int count in activeCounts)
        {
            active += count;
        }

        return active;
    }

    private StepStatistics Summarise()
    {
        double loss = 0;
        int correct = 0;
        for (int j = 0; j < margins.Length; j++)
        {
            loss += losses[j];
            correct += margins[j] > 0 ? 1 : 0;
        }

        return new StepStatistics(loss / margins.Length, (double)correct / margins.Length, activeFraction);
    }
}
