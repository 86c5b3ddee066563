using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Model.Cpu.SparseCoding;

/// <summary>
/// Auto-projected gradient descent of the margin (APGD; Croce and Hein, ICML 2020) on one block of samples: momentum, steps
/// that begin at 2τ and are halved at checkpoints where a sample stopped making progress, each halving with a return to the
/// best point visited.
/// </summary>
internal sealed class AdaptiveDescent
{
    // α, and ρ of condition 1, as published.
    private const float Momentum = 0.75f;
    private const double RequiredProgress = 0.75;

    private readonly float[] lastMargins = new float[SampleBlock.LargeCapacity];
    private readonly float[] bestAtCheckpoint = new float[SampleBlock.LargeCapacity];
    private readonly int[] improvements = new int[SampleBlock.LargeCapacity];
    private readonly bool[] halved = new bool[SampleBlock.LargeCapacity];
    private readonly bool[] halvedBefore = new bool[SampleBlock.LargeCapacity];

    /// <summary>The whole attack from the block's perturbations; the best points visited, start and last included, are kept.</summary>
    public unsafe void Run(SparseCodingKernels kernels, NeuronTable neurons, SampleBlock block, AdaptiveAttackSettings settings)
    {
        int dimension = neurons.Network.Dimension;
        float radius = AttackRadius.InFloat32(settings.Radius);
        Begin(block, neurons.Sign * 2 * radius);
        int checkpoint = 0, nextCheckpoint = settings.FirstInterval, interval = settings.FirstInterval;
        for (int step = 0; step < settings.Steps; step++)
        {
            int active = kernels.Forward(neurons, block);
            kernels.KeepBest(block, dimension);
            CountImprovements(block, step);
            if (step == nextCheckpoint)
            {
                HalveStalled(kernels, block, dimension, step - checkpoint);
                interval = settings.NextInterval(interval);
                (checkpoint, nextCheckpoint) = (step, step + interval);
                active = kernels.Forward(neurons, block);
            }

            kernels.InputGradient(neurons, block, active);
            kernels.MoveWithMomentum(block, dimension, radius, step == 0 ? 1 : Momentum);
        }

        kernels.Forward(neurons, block);
        kernels.KeepBest(block, dimension);
    }

    private unsafe void Begin(SampleBlock block, float stepLength)
    {
        block.KeepStart();
        new Span<float>(block.StepLengths, block.Capacity).Fill(stepLength);
        new Span<float>(block.Previous, (int)(block.Panels * block.PanelSize)).Clear();
        Array.Fill(bestAtCheckpoint, float.PositiveInfinity);
        Array.Fill(lastMargins, float.PositiveInfinity);
        Array.Clear(improvements);
        Array.Clear(halvedBefore);
    }

    private unsafe void CountImprovements(SampleBlock block, int step)
    {
        for (int sample = 0; sample < block.Count; sample++)
        {
            float margin = block.Margins[sample];
            improvements[sample] += step > 0 && margin < lastMargins[sample] ? 1 : 0;
            lastMargins[sample] = margin;
        }
    }

    // Condition 1: too few of the steps since the last checkpoint improved the margin. Condition 2: the step was not halved
    // there and the best margin is still the same.
    private unsafe void HalveStalled(SparseCodingKernels kernels, SampleBlock block, int dimension, int steps)
    {
        for (int sample = 0; sample < block.Count; sample++)
        {
            bool oscillates = improvements[sample] < RequiredProgress * steps;
            bool stalls = !halvedBefore[sample] && block.BestMargins[sample] >= bestAtCheckpoint[sample];
            halved[sample] = oscillates || stalls;
            block.StepLengths[sample] *= halved[sample] ? 0.5f : 1;
            (improvements[sample], bestAtCheckpoint[sample], halvedBefore[sample]) = (0, block.BestMargins[sample], halved[sample]);
            lastMargins[sample] = halved[sample] ? block.BestMargins[sample] : lastMargins[sample];
        }

        kernels.ReturnToBest(block, dimension, halved);
    }
}
