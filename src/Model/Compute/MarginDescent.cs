using PurifyProofs.Model.Attacks;

namespace PurifyProofs.Model.Compute;

/// <summary>
/// Projected descent of the margin on one block of samples, from start to end on one core:
/// δ ← Π(δ − η ∇(yf)/‖∇(yf)‖), Π the projection onto the ℓ2 ball.
/// </summary>
internal static unsafe class MarginDescent
{
    /// <summary>One step for each of the first <paramref name="count"/> samples of the block.</summary>
    public static void Step(PackedNetwork network, SampleBlock block, int count, double radius, double stepLength)
    {
        EvaluatePerturbed(network, block, count);
        for (int row = 0; row < count; row++)
        {
            (_, int active) = block.Activate(network, row);
            Move(network, block, row, active, (float)radius, (float)stepLength);
        }
    }

    /// <summary>
    /// The whole attack from the block's current perturbations. Where a visited point has a smaller margin than
    /// <paramref name="bestMargins"/>, it replaces that row of <paramref name="best"/>; start and last point are visited.
    /// </summary>
    public static void Run(PackedNetwork network, SampleBlock block, int count, AttackSettings settings, float* best, Span<float> bestMargins)
    {
        int stride = block.Inputs.Stride;
        for (int step = 0; step <= settings.Steps; step++)
        {
            EvaluatePerturbed(network, block, count);
            for (int row = 0; row < count; row++)
            {
                (float output, int active) = block.Activate(network, row);
                float margin = block.Labels[row] * output;
                if (margin < bestMargins[row])
                {
                    bestMargins[row] = margin;
                    new Span<float>(block.Perturbations.Data + ((nint)row * stride), stride).CopyTo(new Span<float>(best + ((nint)row * stride), stride));
                }

                if (step < settings.Steps)
                {
                    Move(network, block, row, active, (float)settings.Radius, (float)settings.StepLength(step));
                }
            }
        }
    }

    /// <summary>W(x + δ) of the first <paramref name="count"/> samples into the block's pre-activations.</summary>
    public static void EvaluatePerturbed(PackedNetwork network, SampleBlock block, int count)
    {
        VectorKernels.Add(block.Inputs.Data, block.Perturbations.Data, block.Perturbed.Data, count * block.Inputs.Stride);
        block.Multiply(network, block.Perturbed, count);
    }

    private static void Move(PackedNetwork network, SampleBlock block, int row, int active, float radius, float stepLength)
    {
        int stride = block.Inputs.Stride;
        block.AccumulateInputGradient(network, active);
        float norm = MathF.Sqrt(VectorKernels.SquaredNorm(block.Gradient.Data, stride));
        if (norm > 0)
        {
            float* delta = block.Perturbations.Data + ((nint)row * stride);
            VectorKernels.ScaleAndAdd(delta, 1, block.Gradient.Data, -stepLength * block.Labels[row] / norm, stride);
            VectorKernels.ProjectToBall(delta, radius, stride);
        }
    }
}
