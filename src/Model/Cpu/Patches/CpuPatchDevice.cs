using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.Patches;

namespace PurifyProofs.Model.Cpu.Patches;

/// <summary>Operations on structured data with the threads and kernels of a <see cref="CpuDevice"/>.</summary>
internal sealed unsafe class CpuPatchDevice(WorkerPool pool, PatchKernels kernels) : IPatchDevice
{
    public void Sample(StructuredPatchDistribution distribution, RandomStream stream, int step, PatchSamples samples)
    {
        PatchShapes.Require(distribution, samples);
        pool.Run(samples.Count, (sample, _) => samples.Classes[sample] = distribution.Draw(stream, step, sample, samples.X.RowStart(sample * samples.Patches), samples.X.Stride));
    }

    public void Outputs(PatchNetwork network, PatchSamples samples, float[] outputs)
    {
        PatchShapes.Require(network, samples, outputs);
        RunBlocks(network, samples, 1, (block, first) =>
        {
            kernels.Outputs(block);
            for (int sample = 0; sample < block.Count; sample++)
            {
                for (int i = 0; i < network.Classes; i++)
                {
                    outputs[((first + sample) * network.Classes) + i] = block.Outputs[(i * block.Capacity) + sample];
                }
            }
        });
    }

    public void Attack(PatchNetwork network, PatchSamples samples, PatchThreat threat, PatchAttackSettings settings, ulong seed, Matrix perturbations)
    {
        PatchShapes.Require(network, samples, threat, perturbations);
        using var descent = new PatchDescent(kernels, network, threat, settings, seed, RandomStream.EvaluationAttackStarts);
        RunBlocks(network, samples, threat.Basis.Length, (block, first) =>
        {
            descent.Run(block, first, 0);
            for (int patch = 0; patch < samples.Patches; patch++)
            {
                PanelLayout.ToRows(
                    block.Worst + (patch * block.CoordinatePanel), block.Capacity, block.Count, block.Coordinates, perturbations.RowStart((first * samples.Patches) + patch), (nint)perturbations.Stride * samples.Patches);
            }
        });
    }

    public IPatchTrainer CreateTrainer(
        PatchNetwork network, StructuredPatchDistribution distribution, PatchThreat threat, PatchTrainingSettings settings)
    {
        PatchShapes.Require(network, distribution, threat);
        return new CpuPatchTrainer(pool, kernels, network, distribution, threat, settings);
    }

    private void RunBlocks(PatchNetwork network, PatchSamples samples, int coordinates, Action<PatchBlock, int> work)
    {
        var blocks = new PatchBlock?[pool.ThreadCount];
        pool.Run((samples.Count + kernels.PanelWidth - 1) / kernels.PanelWidth, (item, worker) =>
        {
            PatchBlock block = blocks[worker] ??= new PatchBlock(network, samples.Patches, coordinates, kernels.PanelWidth);
            int first = item * block.Capacity;
            block.Begin(samples.Classes.AsSpan(first, Math.Min(block.Capacity, samples.Count - first)));
            kernels.LoadPoints(block, samples.X.RowStart(first * samples.Patches), samples.X.Stride);
            work(block, first);
        });
        Array.ForEach(blocks, static block => block?.Dispose());
    }
}
