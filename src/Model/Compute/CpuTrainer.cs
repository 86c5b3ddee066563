using PurifyProofs.Model.Data;
using PurifyProofs.Model.Networks;
using PurifyProofs.Model.Training;

namespace PurifyProofs.Model.Compute;

/// <summary>
/// SGD on fresh batches. A step has two parallel parts: over blocks of samples (draw, perturb, loss derivative), then over
/// panels of neurons (gradient, update, bias, packing). Sums run in sample order, so threads do not change a bit.
/// </summary>
internal sealed unsafe class CpuTrainer : ITrainer
{
    private readonly WorkerPool pool;
    private readonly SparseCodingDistribution distribution;
    private readonly TrainerSettings settings;
    private readonly SymmetricReluNetwork network;
    private readonly PackedNetwork packed;
    private readonly SampleBlock?[] blocks;
    private readonly GradientPanel?[] panels;
    private readonly Matrix inputs;
    private readonly Matrix coefficients;
    private readonly Matrix gradient;
    private readonly float[] margins;
    private readonly int[] activeCounts;
    private readonly IWeightUpdate update;
    private readonly Action<int, int> samplePart;
    private readonly Action<int, int> neuronPart;
    private readonly Action<int, int> packPart;
    private int currentStep;

    public CpuTrainer(WorkerPool pool, SymmetricReluNetwork network, SparseCodingDistribution distribution, TrainerSettings settings)
    {
        (this.pool, this.network, this.distribution, this.settings) = (pool, network, distribution, settings);
        packed = new PackedNetwork(network);
        blocks = new SampleBlock?[pool.ThreadCount];
        panels = new GradientPanel?[pool.ThreadCount];
        int batch = settings.Phase.BatchSize;
        inputs = new Matrix(batch, network.Dimension);
        coefficients = new Matrix(batch, packed.PaddedWidth);
        gradient = new Matrix(network.Width, network.Dimension);
        margins = new float[batch];
        activeCounts = new int[batch];
        update = settings.UpdateRule is UpdateRule.LowRank lowRank
            ? new LowRankUpdate(network.Weights, lowRank, settings.Phase, pool)
            : new FullUpdate(network.Weights, settings.Phase);
        (samplePart, neuronPart, packPart) = (ProcessSamples, ProcessNeurons, PackNeurons);
    }

    public StepStatistics Step(int step)
    {
        currentStep = step;
        pool.Run((settings.Phase.BatchSize + SampleBlock.Rows - 1) / SampleBlock.Rows, samplePart);
        pool.Run(packed.Panels, neuronPart);
        update.Complete(gradient);
        pool.Run(packed.Panels, packPart);
        return Summarise();
    }

    public void Dispose()
    {
        packed.Dispose();
        inputs.Dispose();
        coefficients.Dispose();
        gradient.Dispose();
        update.Dispose();
        Array.ForEach(blocks, block => block?.Dispose());
        Array.ForEach(panels, panel => panel?.Dispose());
    }

    private void ProcessSamples(int item, int worker)
    {
        SampleBlock block = blocks[worker] ??= new SampleBlock(network.Dimension, packed.PaddedWidth);
        int first = item * SampleBlock.Rows;
        int count = Math.Min(SampleBlock.Rows, settings.Phase.BatchSize - first);
        for (int row = 0; row < count; row++)
        {
            block.Labels[row] = distribution.Draw(settings.Stream, currentStep, first + row, block.Inputs.Data + ((nint)row * block.Inputs.Stride));
        }

        block.Perturbations.Clear();
        Perturb(block, count);
        MarginDescent.EvaluatePerturbed(packed, block, count);
        int length = count * inputs.Stride;
        new Span<float>(block.Perturbed.Data, length).CopyTo(new Span<float>(inputs.Data + ((nint)first * inputs.Stride), length));
        for (int row = 0; row < count; row++)
        {
            StoreLossDerivative(block, row, first + row);
        }
    }

    private void Perturb(SampleBlock block, int count)
    {
        TrainingPhase phase = settings.Phase;
        double radius = phase.RampSteps > 0 ? phase.Radius * Math.Min(1, (currentStep + 1.0) / phase.RampSteps) : phase.Radius;
        if (phase.Attack == TrainingAttack.FastGradient)
        {
            MarginDescent.Step(packed, block, count, radius, radius);
        }
        else if (phase.Attack == TrainingAttack.ProjectedGradient)
        {
            // Steps of 2.5 radius/steps can cross the ball and come back (Madry et al., arXiv 1706.06083).
            for (int step = 0; step < phase.AttackSteps; step++)
            {
                MarginDescent.Step(packed, block, count, radius, 2.5 * radius / phase.AttackSteps);
            }
        }
    }

    // ∂ mean loss / ∂p_i = −y σ(−y f) a h_i'(p_i) / n.
    private void StoreLossDerivative(SampleBlock block, int row, int sample)
    {
        (float output, int active) = block.Activate(packed, row);
        float label = block.Labels[row];
        float margin = label * output;
        (margins[sample], activeCounts[sample]) = (margin, active);
        float factor = -label * packed.OutputScale / ((1 + MathF.Exp(margin)) * settings.Phase.BatchSize);
        float* target = coefficients.Data + ((nint)sample * coefficients.Stride);
        new Span<float>(target, coefficients.Stride).Clear();
        for (int j = 0; j < active; j++)
        {
            target[block.Indices[j]] = factor * block.Derivatives[j];
        }
    }

    private void ProcessNeurons(int panel, int worker)
    {
        GradientPanel lists = panels[worker] ??= new GradientPanel(settings.Phase.BatchSize);
        int first = panel * PackedProduct.PanelWidth;
        int count = Math.Min(PackedProduct.PanelWidth, network.Width - first);
        lists.Collect(coefficients, first);
        for (int lane = 0; lane < count; lane++)
        {
            lists.Accumulate(lane, inputs, gradient.Data + ((nint)(first + lane) * gradient.Stride));
            update.ApplyRow(first + lane, gradient);
        }
    }

    private void PackNeurons(int panel, int worker)
    {
        int first = panel * PackedProduct.PanelWidth;
        int end = Math.Min(first + PackedProduct.PanelWidth, network.Width);
        if (settings.Bias is { } schedule && currentStep < schedule.GrowthSteps)
        {
            double factor = schedule.At(currentStep) / Math.Sqrt(settings.Sparsity);
            for (int i = first; i < end; i++)
            {
                float norm = MathF.Sqrt(VectorKernels.SquaredNorm(network.Weights.Data + ((nint)i * network.Weights.Stride), network.Weights.Stride));
                network.Bias[i] = (float)factor * norm;
                network.SmoothingWidth[i] = (float)settings.SmoothingFraction * network.Bias[i];
            }
        }

        packed.Pack(panel);
    }

    private StepStatistics Summarise()
    {
        double loss = 0;
        long active = 0;
        int correct = 0;
        for (int sample = 0; sample < margins.Length; sample++)
        {
            double margin = margins[sample];
            loss += margin > 0 ? Math.Log(1 + Math.Exp(-margin)) : Math.Log(1 + Math.Exp(margin)) - margin;
            correct += margin > 0 ? 1 : 0;
            active += activeCounts[sample];
        }

        double pairs = (double)margins.Length * network.Width;
        return new StepStatistics(loss / margins.Length, (double)correct / margins.Length, active / pairs);
    }
}
