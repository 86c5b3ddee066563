namespace PurifyProofs.Model.Patches;

/// <summary>The coarse operations on structured data. Results depend on the arguments only, not on the number of threads.</summary>
public interface IPatchDevice
{
    /// <summary>Draws samples 0 … n − 1 of a step of a stream.</summary>
    void Sample(StructuredPatchDistribution distribution, RandomStream stream, int step, PatchSamples samples);

    /// <summary>F_i(x) in float32 [n·K], those of one sample after another.</summary>
    void Outputs(PatchNetwork network, PatchSamples samples, float[] outputs);

    /// <summary>Attacks every sample.</summary>
    /// <param name="network">The attacked network.</param>
    /// <param name="samples">Samples.</param>
    /// <param name="threat">What the adversary may do.</param>
    /// <param name="settings">How hard it tries.</param>
    /// <param name="seed">Seed of the random starts; those of a sample depend on its index only.</param>
    /// <param name="perturbations">Receives the coordinates c of the best points visited [nP × k].</param>
    void Attack(PatchNetwork network, PatchSamples samples, PatchThreat threat, PatchAttackSettings settings, ulong seed, Matrix perturbations);

    /// <summary>Begins a training run.</summary>
    /// <param name="network">Where training starts; brought up to date by <see cref="IPatchTrainer.ReadNetwork"/> alone.</param>
    /// <param name="distribution">Where samples come from.</param>
    /// <param name="threat">What the training attack may do; ignored without one.</param>
    /// <param name="settings">The training.</param>
    IPatchTrainer CreateTrainer(PatchNetwork network, StructuredPatchDistribution distribution, PatchThreat threat, PatchTrainingSettings settings);
}

/// <summary>A training run in progress: many steps a call, so that an accelerator need not answer after each.</summary>
public interface IPatchTrainer : IDisposable
{
    /// <summary>SGD steps on fresh samples.</summary>
    /// <param name="firstStep">The first of them.</param>
    /// <param name="count">How many, at least one.</param>
    /// <returns>What the last of them saw.</returns>
    PatchStepStatistics Advance(int firstStep, int count);

    /// <summary>Brings the network that the run was created with up to date; a device that trains in place has nothing to do.</summary>
    void ReadNetwork();
}

/// <summary>What one step saw on its own batch, after perturbation and before the update.</summary>
/// <param name="Loss">Mean cross-entropy.</param>
/// <param name="Accuracy">Share of correctly classified samples.</param>
public readonly record struct PatchStepStatistics(double Loss, double Accuracy);
