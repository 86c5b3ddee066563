namespace PurifyProofs.Model.SparseCoding;

/// <summary>A training run in progress: many steps a call, so that an accelerator need not answer after each.</summary>
public interface ITrainer : IDisposable
{
    /// <summary>SGD steps on fresh samples.</summary>
    /// <param name="firstStep">The first of them; it decides samples, bias and learning rate.</param>
    /// <param name="count">How many, at least one.</param>
    /// <returns>What the last of them saw.</returns>
    StepStatistics Advance(int firstStep, int count);

    /// <summary>
    /// Brings the network that the run was created with up to date: weights, biases and smoothing widths. A device that trains in place has
    /// nothing to do; on others the network stands as it was before the last call.
    /// </summary>
    void ReadNetwork();
}

/// <summary>What one step saw on its own batch, after perturbation and before the update.</summary>
/// <param name="Loss">Mean of log(1 + e^{−y f}).</param>
/// <param name="Accuracy">Share of correctly classified samples.</param>
/// <param name="ActiveFraction">Share of sample–neuron pairs with non-zero derivative.</param>
public readonly record struct StepStatistics(double Loss, double Accuracy, double ActiveFraction);
