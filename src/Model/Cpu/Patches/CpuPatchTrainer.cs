using PurifyProofs.Model.Patches;

namespace PurifyProofs.Model.Cpu.Patches;

/// <summary>SGD on the cross-entropy of a patch network: W ← W − η ∂(mean loss)/∂W.</summary>
internal sealed unsafe class CpuPatchTrainer : IPatchTrainer
{
    private readonly WorkerPool pool;
    private readonly PatchKernels kernels;
    private readonly PatchNetwork network;
    private readonly StructuredPatchDistribution distribution;
    private readonly PatchTrainingSettings settings;
    private readonly PatchDescent? attack;
    private readonly PatchBlock?[] blocks;
    private readonly Matrix[] gradients;
    private readonly double[] losses;
    private readonly int[] correct;
    private readonly Action<int, int> part;
    private readonly int coordinates;
    private int currentStep;

    public CpuPatchTrainer(WorkerPool pool, PatchKernels kernels, PatchNetwork network, StructuredPatchDistribution distribution, PatchThreat threat, PatchTrainingSettings settings)
    {
        settings.Validate();
        (this.pool, this.kernels, this.network, this.distribution, this.settings) = (pool, kernels, network, distribution, settings);
        attack = settings.Attack is { } means ? new PatchDescent(kernels, network, threat, means, distribution.Seed, RandomStream.TrainingAttackStarts) : null;
        coordinates = attack?.Basis.Rows ?? 1;
        blocks = new PatchBlock?[pool.ThreadCount];
        int count = (settings.BatchSize + kernels.PanelWidth - 1) / kernels.PanelWidth;
        gradients = new Matrix[count];
        for (int item = 0; item < count; item++)
        {
            // A register tile writes whole columns of its own.
            gradients[item] = new Matrix(network.Weights.Rows, (network.Dimension + kernels.PanelWidth - 1) / kernels.PanelWidth * kernels.PanelWidth);
        }

        (losses, correct, part) = (new double[count], new int[count], ProcessBlock);
    }

    public PatchStepStatistics Advance(int firstStep, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        for (int step = firstStep; step < firstStep + count; step++)
        {
            Step(step);
        }

        return new PatchStepStatistics(losses.Sum() / settings.BatchSize, (double)correct.Sum() / settings.BatchSize);
    }

    public void ReadNetwork()
    {
        // The weights change in place.
    }

    private void Step(int step)
    {
        currentStep = step;
        attack?.Refresh();
        pool.Run(gradients.Length, part);
        float factor = (float)(-settings.LearningRate / settings.BatchSize);
        foreach (Matrix gradient in gradients)
        {
            for (int i = 0; i < network.Weights.Rows; i++)
            {
                VectorKernels.AddScaled(network.Weights.RowStart(i), gradient.RowStart(i), factor, network.Dimension);
            }
        }
    }

    public void Dispose()
    {
        attack?.Dispose();
        Array.ForEach(blocks, static block => block?.Dispose());
        Array.ForEach(gradients, static gradient => gradient.Dispose());
    }

    private void ProcessBlock(int item, int worker)
    {
        PatchBlock block = blocks[worker] ??= new PatchBlock(network, distribution.Law.Patches, coordinates, kernels.PanelWidth);
        int first = item * block.Capacity;
        Draw(block, first, Math.Min(block.Capacity, settings.BatchSize - first));
        if (attack is not null)
        {
            attack.Run(block, first, currentStep);
            kernels.Perturb(block, attack.Basis, attack.WeightsInBasis, block.Worst);
        }

        kernels.Outputs(block);
        Span<double> blockLosses = stackalloc double[block.Capacity];
        CrossEntropy.Slopes(block, blockLosses);
        gradients[item].Clear();
        kernels.AddWeightGradient(block, block.Rows.Data, block.Rows.Stride, gradients[item]);
        (losses[item], correct[item]) = (0, CrossEntropy.Correct(block));
        for (int sample = 0; sample < block.Count; sample++)
        {
            losses[item] += blockLosses[sample];
        }
    }

    private void Draw(PatchBlock block, int first, int count)
    {
        Span<int> classes = stackalloc int[count];
        for (int sample = 0; sample < count; sample++)
        {
            (int step, int number) = settings.SampleCount is { } total
                ? (0, (int)((((long)currentStep * settings.BatchSize) + first + sample) % total))
                : (currentStep, first + sample);
            classes[sample] = distribution.Draw(settings.Stream, step, number, block.Rows.RowStart(sample * block.Patches), block.Rows.Stride);
        }

        block.Begin(classes);
        kernels.LoadPoints(block, block.Rows.Data, block.Rows.Stride);
    }
}
