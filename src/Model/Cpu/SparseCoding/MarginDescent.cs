using PurifyProofs.Model.SparseCoding;

namespace PurifyProofs.Model.Cpu.SparseCoding;

/// <summary>
/// Projected descent of the margin on one block of samples, from start to end on one core:
/// δ ← Π(δ − η ∇(yf)/‖∇(yf)‖), Π the projection onto the ℓ2 ball.
/// </summary>
internal static class MarginDescent
{
    /// <summary>One step for every sample of the block.</summary>
    public static void Step(SparseCodingKernels kernels, NeuronTable neurons, SampleBlock block, double radius, double stepLength)
    {
        int active = kernels.Forward(neurons, block);
        kernels.InputGradient(neurons, block, active);
        kernels.Move(block, neurons.Network.Dimension, AttackRadius.InFloat32(radius), neurons.Sign * AttackRadius.InFloat32(stepLength));
    }

    /// <summary>The whole attack from the block's perturbations; the best points visited, start and last included, are kept.</summary>
    public static void Run(SparseCodingKernels kernels, NeuronTable neurons, SampleBlock block, AttackSettings settings)
    {
        int dimension = neurons.Network.Dimension;
        block.KeepStart();
        for (int step = 0; step < settings.Steps; step++)
        {
            int active = kernels.Forward(neurons, block);
            kernels.KeepBest(block, dimension);
            kernels.InputGradient(neurons, block, active);
            float stepLength = AttackRadius.InFloat32(settings.StepLength(step));
            kernels.Move(block, dimension, AttackRadius.InFloat32(settings.Radius), neurons.Sign * stepLength);
        }

        kernels.Forward(neurons, block);
        kernels.KeepBest(block, dimension);
    }
}
