using PurifyProofs.Model.Numerics;
using PurifyProofs.Model.Patches;

namespace PurifyProofs.Properties.Conformance;

/// <summary>Structured data on <see cref="ReferencePatchNetwork"/>.</summary>
internal sealed class ReferencePatchDevice : IPatchDevice
{
    public unsafe void Sample(StructuredPatchDistribution distribution, RandomStream stream, int step, PatchSamples samples)
    {
        PatchShapes.Require(distribution, samples);
        for (int sample = 0; sample < samples.Count; sample++)
        {
            float* first = samples.X.RowStart(sample * samples.Patches);
            samples.Classes[sample] = distribution.Draw(stream, step, sample, first, samples.X.Stride);
        }
    }

    public void Outputs(PatchNetwork network, PatchSamples samples, float[] outputs)
    {
        PatchShapes.Require(network, samples, outputs);
        var reference = new ReferencePatchNetwork(network);
        for (int sample = 0; sample < samples.Count; sample++)
        {
            double[] values = reference.Outputs(samples.Sample(sample));
            Array.ConvertAll(values, static value => (float)value).CopyTo(outputs, sample * network.Classes);
        }
    }

    public void Attack(
        PatchNetwork network, PatchSamples samples, PatchThreat threat, PatchAttackSettings settings, ulong seed, Matrix perturbations)
    {
        PatchShapes.Require(network, samples, threat, perturbations);
        settings.Validate();
        var descent = new ReferencePatchDescent(new ReferencePatchNetwork(network), Float64.Rows(network.Weights), threat, settings);
        for (int sample = 0; sample < samples.Count; sample++)
        {
            var starts = new PatchStartAddress(seed, RandomStream.EvaluationAttackStarts, 0, sample);
            double[] c = descent.Run(samples.Sample(sample), samples.Classes[sample], starts);
            for (int i = 0; i < c.Length; i++)
            {
                (int patch, int k) = Math.DivRem(i, threat.Basis.Length);
                perturbations.Row((sample * samples.Patches) + patch)[k] = (float)c[i];
            }
        }
    }

    public IPatchTrainer CreateTrainer(
        PatchNetwork network, StructuredPatchDistribution distribution, PatchThreat threat, PatchTrainingSettings settings)
    {
        PatchShapes.Require(network, distribution, threat);
        settings.Validate();
        return new ReferencePatchTrainer(network, distribution, threat, settings);
    }
}
