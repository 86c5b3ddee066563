using PurifyProofs.Model.Compute;
using PurifyProofs.Model.Networks;

namespace PurifyProofs.Model.Training;

/// <summary>The network from which adversarial training starts.</summary>
public static class AdversarialStart
{
    /// <summary>
    /// A copy of the clean-trained network, in which the plan's share of fresh neurons has weights, bias and smoothing of an
    /// independent initialisation.
    /// </summary>
    /// <param name="clean">The clean-trained network.</param>
    /// <param name="plan">The training plan.</param>
    /// <param name="sparsity">k.</param>
    /// <param name="seed">The seed.</param>
    public static SymmetricReluNetwork From(SymmetricReluNetwork clean, TrainingPlan plan, int sparsity, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(clean);
        ArgumentNullException.ThrowIfNull(plan);
        SymmetricReluNetwork start = clean.Clone();
        using SymmetricReluNetwork fresh = InitialNetwork.Draw(plan, clean.Dimension, sparsity, seed, RandomStream.FreshWeights);

        // Neurons are exchangeable, so the first ones are as good a choice as any.
        int count = (int)Math.Round(plan.FreshShare * plan.Width);
        for (int i = 0; i < count; i++)
        {
            fresh.Weights.Row(i).CopyTo(start.Weights.Row(i));
            (start.Bias[i], start.SmoothingWidth[i]) = (fresh.Bias[i], fresh.SmoothingWidth[i]);
        }

        return start;
    }
}
